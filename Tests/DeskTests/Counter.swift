import Credits
import Desk
import Entitlements
import Foundation
import Kernel
import Messaging
import Partners
import People
import Secrets
import Store
import TestKit
import Testing

/// A desk on a database of a test, with the verbs that most tests need in one line each.
struct Counter: Sendable {
    let kit: TestStore
    let people: People
    let entitlements = Entitlements()
    let credits = Credits()
    let desk: Desk
    /// Accepts every package and does everything.
    let here: LocationID
    /// Accepts premium only.
    let there: LocationID
    let login = LoginID(bits: 0x4001)
    let acme = EmployerID(bits: 0x5001)
    let zone: Zone

    @discardableResult
    static func with<T>(_ body: (Counter) async throws -> T) async throws -> T {
        let migrations =
            People.migrations + Entitlements.migrations + Credits.migrations + Partners.migrations
            + Messaging.migrations + Desk.migrations
        return try await TestStore.with(migrations) { kit in
            let (people, entitlements, partners) = (People(vault: kit.vault), Entitlements(), Partners())
            let zone = try #require(Zone("Europe/Bucharest"))
            let places = try await kit.store.write { session in
                try Seeds.load(people, entitlements, partners, in: session)
                try entitlements.setSponsor(EmployerID(bits: 0x5001), zone: zone, refused: DaySpans(), in: session)
                return try ["P1-1", "P1-2"].map { text in
                    let code = try #require(PartnerCode(text))
                    let location = try partners.location(code: code, in: session)
                    return try #require(location)
                }
            }
            let desk = Desk(
                people: people,
                entitlements: entitlements,
                credits: Credits(),
                partners: partners,
                messaging: Messaging(vault: kit.vault)
            )
            return try await body(
                Counter(kit: kit, people: people, desk: desk, here: places[0], there: places[1], zone: zone)
            )
        }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try await kit.store.write(body)
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try await kit.store.read(body)
    }

    /// Sets the clock to so many seconds after midnight of that day, in Bucharest.
    func set(_ day: String, seconds: Int64 = 36_000) throws {
        kit.clock.set(zone.start(of: try #require(Day(day))).adding(seconds: seconds))
    }

    // What the desk does

    func verify(
        _ proof: VerificationRequest.Proof,
        at location: LocationID? = nil,
        by login: LoginID? = nil
    ) async throws -> Result<Verification, DeskFailure> {
        try await sheet(proof, at: location, by: login).map(\.verification)
    }

    private func sheet(
        _ proof: VerificationRequest.Proof,
        at location: LocationID?,
        by login: LoginID?
    ) async throws -> Result<VerificationSheet, DeskFailure> {
        let request = VerificationRequest(location: location ?? here, proof: proof)
        return try await write { [desk, login = login ?? self.login] in try desk.verify(request, by: login, in: $0) }
    }

    /// Verifies a member by the code that the phone shows now, in a step of its own.
    func verified(_ member: Member, at location: LocationID? = nil) async throws -> Verification {
        kit.clock.advance(seconds: TimeBasedCode.stepSeconds)
        return try await verify(member.proof(at: kit.clock.now()), at: location).get()
    }

    /// What the desk is shown about a member who is verified by the code of the next step.
    func sheet(_ member: Member) async throws -> VerificationSheet {
        kit.clock.advance(seconds: TimeBasedCode.stepSeconds)
        return try await sheet(member.proof(at: kit.clock.now()), at: nil, by: nil).get()
    }

    @discardableResult
    func record(
        _ verification: Verification,
        _ services: [(String, Int)] = [("gp", 1)],
        key: String = UUID().uuidString,
        hash: [UInt8] = [1],
        at location: LocationID? = nil
    ) async throws -> (visit: Visit, isReplay: Bool) {
        let new = NewVisit(
            verification: verification.id,
            services: try services.map {
                NewVisit.Order(service: try #require(ServiceCode($0.0)), quantity: $0.1)
            },
            key: key,
            requestHash: hash
        )
        return try await write { [desk, login, location = location ?? verification.location] in
            try desk.recordVisit(new, at: location, by: login, in: $0)
        }
    }

    @discardableResult
    func cancel(
        _ visit: VisitID,
        by canceller: Canceller? = nil,
        reason: String? = nil,
        key: String = UUID().uuidString,
        hash: [UInt8] = [2]
    ) async throws -> (cancellation: Cancellation, isReplay: Bool) {
        let canceller = canceller ?? .desk(here, login)
        return try await write { [desk] in
            try desk.cancel(visit, by: canceller, reason: reason, key: key, requestHash: hash, in: $0)
        }
    }

    func bringCreditsUpToDate(_ member: Member) async throws {
        _ = try await write { [desk] in try desk.bringCreditsUpToDate(of: member.person, in: $0) }
    }

    func balance(_ member: Member) async throws -> Int64 {
        try await statement(of: member.person).balance.count
    }

    func statement(of person: PersonID) async throws -> Statement {
        try await read { [credits] session in
            try credits.statement(of: credits.accountToRead(of: person, in: session), in: session)
        }
    }

    func visits(of member: Member) async throws -> [Visit] {
        try await read { [desk] in try desk.visits(of: member.person, in: $0) }
    }

    func lookups(of person: PersonID) async throws -> [Lookup] {
        try await read { [desk] in try desk.lookups(of: person, in: $0) }
    }

    func ledger() async throws -> LedgerReport {
        try await read { session in
            var tally = VisitTally(in: session)
            return try credits.verify(in: session, tally: &tally)
        }
    }
}

/// The failure of a result; nil when it is a success.
func failure<T>(_ result: Result<T, DeskFailure>) -> DeskFailure? {
    if case .failure(let failure) = result { failure } else { nil }
}
