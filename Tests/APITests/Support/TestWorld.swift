import Employers
import Entitlements
import Kernel
import People
import Secrets
import Store
import TestKit
import Testing

@testable import API

/// Somebody of each role, signed in, and a second employer and a second location that are none of their business.
struct TestWorld: Sendable {
    static let password = "a password of the tests"

    let server: TestServer
    let employer: EmployerID
    let otherEmployer: EmployerID
    let location: LocationID
    let otherLocation: LocationID
    let member: PersonID
    private let tokens: [String: String]

    /// The token of who has that role; `other` for HR of the other employer and the desk of the other location.
    func token(of role: Role, other: Bool = false) -> String { tokens[other ? "\(role) other" : "\(role)"] ?? "" }

    static func make(_ server: TestServer) async throws -> TestWorld {
        let services = server.services
        let hash = try await services.hasher.hash(password)
        let store = server.kit.store
        let (catalogue, day) = (try Seeds.catalogue(), try #require(Day("2026-01-01")))
        let (acme, other) = try await store.write { session in
            try services.people.loadTexts(texts, in: session)
            try services.entitlements.loadCatalogue(catalogue, from: day, in: session)
            return (
                try services.employers.open(new("ACME"), in: session).id,
                try services.employers.open(new("OTHER"), in: session).id
            )
        }
        let (here, there) = (LocationID(bits: 1), LocationID(bits: 2))
        let staff: [(String, Role, EmployerID?, LocationID?)] = [
            ("hr", .hr, acme, nil), ("hr other", .hr, other, nil), ("desk", .desk, nil, here),
            ("desk other", .desk, nil, there), ("operator", .operator, nil, nil),
        ]
        var tokens: [String: String] = [:]
        for (name, role, employer, location) in staff {
            tokens[name] = try await store.write { session in
                let identifier = name.replacing(" ", with: ".") + "@staff.example"
                let (_, otpauth) = try services.people.addStaff(
                    identifier: identifier,
                    passwordHash: hash,
                    role: role,
                    employer: employer,
                    location: location,
                    in: session
                )
                let candidate = try #require(
                    try services.people.signInCandidates(identifier: identifier, in: session).first
                )
                let code = otpauth.flatMap { Authenticator($0)?.code(at: session.now) }
                return try services.people.openSession(login: candidate, code: code, in: session).get().token
            }
        }
        let (member, token) = try await activate(server, employer: acme, passwordHash: hash)
        tokens["member"] = token
        return TestWorld(
            server: server,
            employer: acme,
            otherEmployer: other,
            location: here,
            otherLocation: there,
            member: member,
            tokens: tokens
        )
    }

    /// A person whom the employer covers and who has activated, and their token.
    private static func activate(
        _ server: TestServer,
        employer: EmployerID,
        passwordHash: String
    ) async throws -> (PersonID, String) {
        let (people, entitlements) = (server.services.people, server.services.entitlements)
        let (package, from) = (try #require(PackageCode("primary")), try #require(Day("2026-11-01")))
        return try await server.kit.store.write { session in
            let arrival = Arrival(
                source: session.newID(),
                givenName: "Ana",
                familyName: "Pop",
                birthDate: Day("1990-05-17"),
                email: try EmailAddress(reading: "ana@member.example"),
                phone: try PhoneNumber(reading: "0722 000 001", country: .romania)
            )
            let person = try #require(
                try people.enroll([arrival], changeSet: ChangeSet.immediate, in: session).first
            )
            let zone = try #require(Zone("Europe/Bucharest"))
            try entitlements.setSponsor(employer, zone: zone, suspendedFrom: nil, in: session)
            let coverage = NewCoverage(
                person: person,
                source: arrival.source,
                sponsor: employer,
                package: package,
                from: from
            )
            try entitlements.cover([coverage], changeSet: ChangeSet.immediate, in: session)
            let start = try people.startActivation(identifier: "ana@member.example", address: "test", in: session)
            let code = try #require(start.code?.digits)
            let signedIn = try people.completeActivation(
                start.id,
                code: code,
                passwordHash: passwordHash,
                termsVersion: "1",
                in: session
            ).get()
            return (person, signedIn.token)
        }
    }

    private static func new(_ code: String) throws -> NewEmployer {
        let employerCode = try #require(EmployerCode(code))
        let currency = try #require(Currency("RON"))
        let zone = try #require(Zone("Europe/Bucharest"))
        return NewEmployer(
            code: employerCode,
            name: "\(code) SRL",
            country: .romania,
            currency: currency,
            zone: zone
        )
    }

    private static let texts: [LegalTextSeed] = {
        let day = Day(daysSinceEpoch: 0)
        return [
            LegalTextSeed(version: "1", from: day, text: ["ro": "Termeni", "en": "Terms"]),
            LegalTextSeed(code: .payrollDeduction, version: "1", from: day, text: ["ro": "Acord", "en": "Consent"]),
        ]
    }()
}
