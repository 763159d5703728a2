import Employers
import Entitlements
import Kernel
import Partners
import People
import Secrets
import Store
import TestKit
import Testing

@testable import API

/// Somebody of each role, signed in, and a second employer and a second location that are none of their business.
///
/// Two employers with prices, the seeds' catalogue and directory, and one employee of the first who has activated.
struct TestWorld: Sendable {
    static let password = "a password of the tests"

    let employer: EmployerID
    let otherEmployer: EmployerID
    /// The first location of the directory, which accepts every package.
    let location: LocationID
    let otherLocation: LocationID
    let member: PersonID
    private let tokens: [String: String]

    /// The token of who has that role; `other` for HR of the other employer and the desk of the other location.
    func token(of role: Role, other: Bool = false) -> String { tokens[other ? "\(role) other" : "\(role)"] ?? "" }

    static func make(_ server: TestServer) async throws -> TestWorld {
        let (services, store) = (server.services, server.kit.store)
        let hash = try await services.hasher.hash(password)
        try await Seeds.load(into: server)
        let (acme, other) = try await store.write { session in
            (try open("ACME", services, in: session), try open("OTHER", services, in: session))
        }
        let places = try await store.read { try services.partners.list(in: $0).flatMap(\.locations).map(\.id) }
        let (here, there) = (try #require(places.first), try #require(places.last))
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
                let candidates = try services.people.signInCandidates(identifier: identifier, in: session)
                let candidate = try #require(candidates.first)
                let code = otpauth.flatMap { Authenticator($0)?.code(at: session.now) }
                return try services.people.openSession(login: candidate, code: code, in: session).get().token
            }
        }
        let (member, token) = try await store.write { session in
            let person = try employ("ana@member.example", at: acme, services, in: session)
            return (person, try activate("ana@member.example", passwordHash: hash, services, in: session))
        }
        tokens["member"] = token
        return TestWorld(
            employer: acme,
            otherEmployer: other,
            location: here,
            otherLocation: there,
            member: member,
            tokens: tokens
        )
    }

    private static func open(_ code: String, _ services: Services, in session: Session) throws -> EmployerID {
        let (employerCode, zone) = (try #require(EmployerCode(code)), try #require(Zone("Europe/Bucharest")))
        let (currency, from) = (try #require(Currency("RON")), try #require(Day("2026-01-01")))
        let new = NewEmployer(
            code: employerCode,
            name: "\(code) SRL",
            country: .romania,
            currency: currency,
            zone: zone
        )
        let employer = try services.employers.open(new, in: session).id
        try services.entitlements.setSponsor(employer, zone: zone, refused: DaySpans(), in: session)
        let price = PackagePrice(
            price: Money(amount: 4500, currency: currency),
            familyPrice: Money(amount: 3500, currency: currency)
        )
        let package = try #require(PackageCode("primary"))
        try services.employers.addAgreement(employer, from: from, prices: [package: price], in: session)
        return employer
    }
}
