import Employers
import Entitlements
import Hummingbird
import Kernel
import People
import Store

/// Who is signed in.
enum MeRoutes {
    /// GET /v1/me
    static func me(_ call: Call, _ principal: Principal) async throws -> Response {
        let services = call.services
        let reply = try await call.store.read { try MeReply(principal, services, in: $0) }
        return try .json(reply)
    }
}

/// Whoever is signed in, on the wire: as much as fits the role.
struct MeReply: Encodable, Sendable {
    let role: Role
    let identifiers: [IdentifierReply]
    var personId: PersonID?
    var givenName: String?
    var familyName: String?
    var birthDate: Day?
    var language: Language?
    var coverages: [CoverageReply]?
    var employerId: EmployerID?
    var employerName: String?
    var locationId: LocationID?

    init(_ principal: Principal, _ services: Services, in session: Session) throws {
        role = principal.role
        identifiers = try services.people.identifiers(of: principal.login, in: session).map {
            IdentifierReply(kind: $0.kind.rawValue, value: $0.text)
        }
        if let person = principal.person {
            personId = person
            let name = try services.people.name(of: person, in: session)
            (givenName, familyName) = (name.given, name.family)
            birthDate = try services.people.birthDate(of: person, in: session)
            language = try services.people.language(of: person, in: session)
            coverages = try services.entitlements.coverages(of: person, in: session).map {
                CoverageReply($0, at: session.now)
            }
        }
        if let employer = principal.employer {
            employerId = employer
            employerName = try services.employers.employer(employer, in: session).name
        }
        locationId = principal.location
    }
}

/// A coverage on the wire; its last day is inclusive.
struct CoverageReply: Encodable, Sendable {
    let id: CoverageID
    let package: PackageCode
    let state: String
    let startsOn: Day
    let endsOn: Day?

    init(_ coverage: Coverage, at instant: Instant) {
        id = coverage.id
        package = coverage.package
        state =
            switch coverage.state(at: instant) {
            case .notStarted: "not-started"
            case .current: "current"
            case .ended: "ended"
            case .suspended: "suspended"
            }
        startsOn = coverage.from
        endsOn = coverage.until.map { $0.adding(days: -1) }
    }
}
