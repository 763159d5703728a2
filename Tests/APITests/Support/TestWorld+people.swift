import Entitlements
import Kernel
import People
import Store
import Testing

@testable import API

extension TestWorld {
    /// Ana Pop, since the first of November, with the package `primary`.
    static func employ(
        _ email: String,
        number: String = "10058",
        at employer: EmployerID,
        _ services: Services,
        in session: Session
    ) throws -> PersonID {
        let employment: EmploymentID = session.newID()
        let (from, package) = (try #require(Day("2026-11-01")), try #require(PackageCode("primary")))
        let arrival = Arrival(
            source: SourceID(bits: employment.bits),
            givenName: "Ana",
            familyName: "Pop",
            birthDate: Day("1990-05-17"),
            email: try EmailAddress(reading: email),
            phone: try PhoneNumber(reading: "0722 000 001", country: .romania)
        )
        let people = try services.people.enroll([arrival], changeSet: ChangeSet.immediate, in: session)
        let person = try #require(people.first)
        try session.run(
            """
            INSERT INTO employment (id, employer, employee_number, person, given_name, family_name, email, package,
                starts_on, left_by_absence, former, language, sort_name, search_text, introduced)
            VALUES (?1, ?2, ?8, ?3, 'Ana', 'Pop', ?4, ?5, ?6, 0, 0, 'ro', 'pop ana', 'pop ana', ?7)
            """,
            employment,
            employer,
            person,
            email,
            package,
            from,
            ChangeSet.immediate,
            number
        )
        try session.run(
            "INSERT INTO employment_name (employer, sort_name, employment) VALUES (?1, 'pop ana', ?2)",
            employer,
            employment
        )
        let coverage = NewCoverage(
            person: person,
            source: arrival.source,
            sponsor: employer,
            package: package,
            from: from
        )
        try services.entitlements.cover([coverage], changeSet: ChangeSet.immediate, in: session)
        return person
    }

    /// Activates whoever has that e-mail address, and gives the token.
    static func activate(
        _ email: String,
        passwordHash: String,
        _ services: Services,
        in session: Session
    ) throws -> String {
        let start = try services.people.startActivation(identifier: email, address: "test", in: session)
        let code = try #require(start.code?.digits)
        return try services.people.completeActivation(
            start.id,
            code: code,
            passwordHash: passwordHash,
            termsVersion: "1",
            in: session
        ).get().token
    }
}
