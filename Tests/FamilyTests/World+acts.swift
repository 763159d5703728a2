import Employers
import Family
import Kernel
import People
import Secrets
import Store
import TestKit
import Testing

extension World {
    /// What a member says about her husband Mihai, unless a test says otherwise.
    static func wish(
        _ given: String = "Mihai",
        _ family: String = "Dumitrescu",
        relation: Relation = .spouse,
        born: String = "1985-09-17",
        package: String = "primary",
        email: String? = nil,
        phone: String? = nil,
        consent: String = "2026-01"
    ) throws -> NewFamilyRequest {
        NewFamilyRequest(
            givenName: given,
            familyName: family,
            relation: relation,
            birthDate: try day(born),
            package: try #require(PackageCode(package)),
            email: email,
            phone: phone,
            consentVersion: consent,
            language: .en
        )
    }

    /// A member's request.
    func ask(_ wish: NewFamilyRequest? = nil, by employee: Employee? = nil) async throws -> FamilyRequest {
        let wish = try wish ?? Self.wish()
        let member = (employee ?? ioana).person
        return try await write { [family] session in try family.request(wish, by: member, in: session) }
    }

    /// HR's yes.
    func approve(_ request: FamilyRequest, startsOn: String? = nil) async throws -> AddOn {
        let start = try startsOn.map { try day($0) }
        return try await write { [family] session in
            try family.approve(request.id, for: request.employer, startsOn: start, in: session)
        }
    }

    /// A request and HR's yes to it.
    func subscribe(
        _ wish: NewFamilyRequest? = nil,
        by employee: Employee? = nil,
        startsOn: String? = nil
    ) async throws -> AddOn {
        try await approve(try await ask(wish, by: employee), startsOn: startsOn)
    }

    /// The member's end.
    func end(_ addOn: AddOn) async throws -> AddOn {
        try await write { [family] session in try family.end(addOn.id, of: addOn.member, in: session) }
    }

    /// Another agreement of Acme's, which sells `primary` at that price for the family.
    func agree(from: String, familyPrice: Int64, replace: Bool = false) async throws {
        let price = Money(amount: familyPrice, currency: try ron())
        let (package, from) = (try #require(PackageCode("primary")), try day(from))
        try await write { [employers, family, acme] session in
            try employers.addAgreement(
                acme.id,
                from: from,
                prices: [package: PackagePrice(price: price, familyPrice: price)],
                replace: replace,
                isReliedOn: { try family.reliesOnAgreement(from: from, of: acme.id, in: session) },
                in: session
            )
        }
    }

    /// Acme's payroll.
    func payroll(_ text: String) async throws -> Payroll {
        let month = try month(text)
        return try await read { [family, acme] session in try family.payroll(acme.id, month, in: session) }
    }

    /// Closes a month of Acme's.
    @discardableResult
    func close(_ text: String) async throws -> PeriodClosure {
        let month = try month(text)
        return try await write { [family, acme] session in try family.close(acme.id, month, in: session) }
    }

    /// Brings the add-ons in line with the employments.
    func follow() async throws -> Int {
        try await write { [family, acme] session in try family.followEmployments(of: acme.id, in: session) }
    }

    /// Takes over what the agreements say of the next months.
    @discardableResult
    func reprice() async throws -> Int {
        try await write { [family, acme] session in try family.followPrices(of: acme.id, in: session) }
    }

    /// The member's consent to a new price.
    @discardableResult
    func consent(
        to amount: Int64,
        of addOn: AddOn,
        version: String = "2026-01",
        by member: PersonID? = nil
    ) async throws -> AddOn {
        let price = Money(amount: amount, currency: try ron())
        return try await write { [family] session in
            try family.consent(
                to: price,
                of: addOn.id,
                version: version,
                language: .en,
                by: member ?? addOn.member,
                in: session
            )
        }
    }

    /// The add-on as it stands.
    func now(_ addOn: AddOn) async throws -> AddOn {
        let requests = try await read { [family] session in try family.family(of: addOn.member, in: session) }
        return try #require(requests.compactMap(\.addOn).first { $0.id == addOn.id })
    }

    /// Makes an account for whom that e-mail address reaches.
    func activate(_ email: String) async throws {
        let start = try await write { [people] session in
            try people.startActivation(identifier: email, address: "test", in: session)
        }
        let code = try #require(start.code?.digits)
        let done = try await write { [people] session in
            try people.completeActivation(start.id, code: code, passwordHash: "hash", termsVersion: "1", in: session)
        }
        _ = try done.get()
    }

    /// What the outbox holds for a person, the oldest first.
    func letters(to person: PersonID) async throws -> [String] {
        let vault = kit.vault
        return try await read { session in
            try session.all("SELECT words FROM message WHERE person = ?1 ORDER BY id", person) { row in
                try vault.open(try row[0], Vault.Field("message-text"))
            }
        }
    }
}
