import Employers
import Entitlements
import Family
import Kernel
import Messaging
import People
import Secrets
import Store
import TestKit
import Testing

/// An employer with an agreement and one employee, on a database of its own. It is 2026-11-20, 10:00 in Bucharest.
struct World: Sendable {
    let kit: TestStore
    let people: People
    let entitlements: Entitlements
    let employers: Employers
    let family: Family
    /// Prices since 2026-01-01, family prices 35.00, 75.00 and, for `premium`, nothing.
    let acme: Employer
    /// Number 10058 at Acme since 2010.
    let ioana: Employee

    /// An employee, as tests know them.
    struct Employee: Sendable {
        let person: PersonID
        let employment: EmploymentID
    }

    static func with<T>(_ body: (World) async throws -> T) async throws -> T {
        let migrations =
            People.migrations + Entitlements.migrations + Messaging.migrations + Employers.migrations
            + Family.migrations
        return try await TestStore.with(migrations) { kit in
            let people = People(vault: kit.vault)
            let entitlements = Entitlements()
            let messaging = Messaging(vault: kit.vault)
            let employers = Employers(vault: kit.vault)
            let family = Family(
                people: people,
                entitlements: entitlements,
                employers: employers,
                vault: kit.vault,
                messaging: messaging
            )
            let (acme, ioana) = try await kit.store.write { session in
                try Seeds.load(people: people, entitlements: entitlements, in: session)
                let acme = try openEmployer("ACME", employers, entitlements, in: session)
                let ioana = try hire("10058", "Ioana", "Dumitrescu", at: acme.id, people, in: session)
                return (acme, ioana)
            }
            return try await body(
                World(
                    kit: kit,
                    people: people,
                    entitlements: entitlements,
                    employers: employers,
                    family: family,
                    acme: acme,
                    ioana: ioana
                )
            )
        }
    }

    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try await kit.store.write(body)
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try await kit.store.read(body)
    }

    /// Another employer with the same prices.
    func openEmployer(_ code: String) async throws -> Employer {
        try await write { [employers, entitlements] session in
            try Self.openEmployer(code, employers, entitlements, in: session)
        }
    }

    /// Another employee, or another employment of a known person.
    func hire(
        _ number: String,
        _ given: String,
        _ family: String,
        at employer: EmployerID? = nil,
        from: String = "2010-07-27",
        as person: PersonID? = nil
    ) async throws -> Employee {
        try await write { [people, acme] session in
            try Self.hire(number, given, family, at: employer ?? acme.id, from: from, as: person, people, in: session)
        }
    }

    /// Sets an employment's last day of work; nil takes it back.
    func leave(_ employee: Employee, lastDay: String?) async throws {
        let endsOn = try lastDay.map { try day($0).adding(days: 1) }
        try await write { session in
            try session.run("UPDATE employment SET ends_on = ?2 WHERE id = ?1", employee.employment, endsOn)
        }
    }

    /// The clock at noon in Bucharest on a day.
    func go(to text: String) throws {
        kit.clock.set(acme.zone.start(of: try day(text)).adding(seconds: 12 * 3600))
    }

    private static func openEmployer(
        _ code: String,
        _ employers: Employers,
        _ entitlements: Entitlements,
        in session: Session
    ) throws -> Employer {
        let currency = try ron()
        let employer = try employers.open(
            NewEmployer(
                code: try #require(EmployerCode(code)),
                name: "\(code) SRL",
                country: .romania,
                currency: currency,
                zone: try #require(Zone("Europe/Bucharest"))
            ),
            in: session
        )
        try entitlements.setSponsor(employer.id, zone: employer.zone, refused: DaySpans(), in: session)
        var prices: [PackageCode: PackagePrice] = [:]
        for (package, price, familyPrice) in [
            ("primary", 4500, 3500), ("principal", 8900, 7500), ("premium", 14900, 0),
        ] {
            prices[try #require(PackageCode(package))] = PackagePrice(
                price: Money(amount: Int64(price), currency: currency),
                familyPrice: Money(amount: Int64(familyPrice), currency: currency)
            )
        }
        try employers.addAgreement(employer.id, from: try day("2026-01-01"), prices: prices, in: session)
        return employer
    }

    private static func hire(
        _ number: String,
        _ given: String,
        _ family: String,
        at employer: EmployerID,
        from: String = "2010-07-27",
        as person: PersonID? = nil,
        _ people: People,
        in session: Session
    ) throws -> Employee {
        let employment: EmploymentID = session.newID()
        let email = "\(number)@acme.example"
        let arrival = Arrival(
            source: SourceID(bits: employment.bits),
            person: person,
            givenName: given,
            familyName: family,
            email: try EmailAddress(reading: email),
            language: .en
        )
        let person = try #require(try people.enroll([arrival], changeSet: ChangeSet.immediate, in: session).first)
        try session.run(
            """
            INSERT INTO employment (id, employer, employee_number, person, given_name, family_name, email, package,
                starts_on, left_by_absence, former, language, sort_name, search_text, introduced)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'primary', ?8, 0, 0, 'en', ?3, ?3, ?9)
            """,
            employment,
            employer,
            number,
            person,
            given,
            family,
            email,
            try day(from),
            ChangeSet.immediate
        )
        try session.run(
            "INSERT INTO employment_name (employer, sort_name, employment) VALUES (?1, ?2, ?3)",
            employer,
            number,
            employment
        )
        return Employee(person: person, employment: employment)
    }
}
