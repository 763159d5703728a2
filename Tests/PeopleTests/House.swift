import Kernel
import People
import Secrets
import Store
import TestKit
import Testing

/// People on a database of a test, with the verbs that most tests need in one line each.
struct House: Sendable {
    let kit: TestStore
    let people: People

    static let terms = LegalTextSeed(version: "2026-01", from: dayOne, text: ["ro": "Termeni", "en": "Terms"])
    static let dayOne = Day(daysSinceEpoch: 20_454)  // 2026-01-01

    static func with(_ body: (House) async throws -> Void) async throws {
        try await TestStore.with(People.migrations) { kit in
            let house = House(kit: kit, people: People(vault: kit.vault))
            try await house.write { people, session in try people.loadTexts([terms], in: session) }
            try await body(house)
        }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (People, Session) throws -> T) async throws -> T {
        try await kit.store.write { [people] in try body(people, $0) }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (People, Session) throws -> T) async throws -> T {
        try await kit.store.read { [people] in try body(people, $0) }
    }

    /// A person of a roster that counts at once.
    func arrive(
        _ given: String = "Ana",
        _ family: String = "Pop",
        email: String? = nil,
        phone: String? = nil,
        username: String? = nil
    ) async throws -> PersonID {
        let email = try email.map { try EmailAddress(reading: $0) }
        let phone = try phone.map { try PhoneNumber(reading: $0, country: .romania) }
        let username = try username.map { try Username(reading: $0) }
        return try await write { people, session in
            let arrival = Arrival(
                source: session.newID(),
                givenName: given,
                familyName: family,
                email: email,
                phone: phone,
                username: username
            )
            return try people.enroll([arrival], changeSet: ChangeSet.immediate, in: session)[0]
        }
    }

    func start(_ identifier: String, from address: String = "192.0.2.1") async throws -> Start {
        try await write { try $0.startActivation(identifier: identifier, address: address, in: $1) }
    }

    func complete(
        _ id: ProofID,
        _ code: String,
        terms: String = "2026-01",
        hash: String = "hash"
    ) async throws -> Result<SignedIn, PeopleFailure> {
        try await write {
            try $0.completeActivation(id, code: code, passwordHash: hash, termsVersion: terms, in: $1)
        }
    }

    /// Activates with the code that was sent.
    @discardableResult
    func activate(_ identifier: String, hash: String = "hash") async throws -> SignedIn {
        let start = try await start(identifier)
        return try await complete(start.id, try #require(start.code?.digits), hash: hash).get()
    }

    func startReset(_ identifier: String, realm: Realm? = nil) async throws -> Start {
        try await write {
            try $0.startPasswordReset(identifier: identifier, address: "192.0.2.1", realm: realm, in: $1)
        }
    }

    func completeReset(
        _ id: ProofID,
        _ code: String,
        hash: String = "new"
    ) async throws -> Result<Void, PeopleFailure> {
        try await write { try $0.completePasswordReset(id, code: code, passwordHash: hash, in: $1) }
    }

    func candidates(
        _ identifier: String,
        realm: Realm? = nil,
        from address: String = "192.0.2.1"
    ) async throws -> [Candidate] {
        try await write { try $0.signInCandidates(identifier: identifier, address: address, realm: realm, in: $1) }
    }

    func open(
        _ candidate: Candidate,
        code: String? = nil,
        from address: String = "192.0.2.1"
    ) async throws -> Result<SignedIn, PeopleFailure> {
        try await write { try $0.openSession(login: candidate, code: code, address: address, in: $1) }
    }

    func principal(_ token: String) async throws -> Principal? {
        try await kit.store.point { [people] in try people.principal(token: token, in: $0) }
    }

    func slip(_ person: PersonID) async throws -> Slip {
        try await write { people, session in
            let source = try session.first("SELECT source FROM profile WHERE person = ?1", person) { row in
                try row[0] as SourceID
            }
            return try people.printSlip(for: person, of: source ?? SourceID(bits: 0), in: session)
        }
    }

    func startContact(_ kind: IdentifierKind, _ value: String, _ login: LoginID) async throws -> Start {
        try await write { try $0.startContact(kind: kind, value: value, of: login, address: "192.0.2.1", in: $1) }
    }

    func completeContact(
        _ start: Start,
        _ login: LoginID,
        code: String? = nil
    ) async throws -> Result<ContactChange, PeopleFailure> {
        let digits = code ?? start.code?.digits ?? ""
        return try await write { try $0.completeContact(start.id, code: digits, of: login, in: $1) }
    }

    /// Six digits that aren't these.
    static func wrong(_ digits: String?) -> String { digits == "000000" ? "000001" : "000000" }
}

/// The failure of a result; nil when it is a success.
func failure<T>(_ result: Result<T, PeopleFailure>) -> PeopleFailure? {
    if case .failure(let failure) = result { failure } else { nil }
}
