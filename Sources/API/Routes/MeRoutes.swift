import Employers
import Entitlements
import Hummingbird
import Kernel
import Partners
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

    /// GET /v1/me/children: for whom the member acts (B29).
    static func children(_ call: Call, _ caller: MemberCaller) async throws -> Response {
        let services = call.services
        let children = try await call.store.read { session in
            try services.people.children(of: caller.person, in: session).map { child in
                try ChildReply(child, services, in: session)
            }
        }
        return try .json(ListReply(children))
    }
}

/// A child on the wire, for its guardian.
struct ChildReply: Encodable, Sendable {
    let personId: PersonID
    let givenName: String
    let familyName: String
    let birthDate: Day?
    let coverages: [CoverageReply]

    init(_ child: PersonID, _ services: Services, in session: Session) throws {
        personId = child
        let name = try services.people.name(of: child, in: session)
        (givenName, familyName) = (name.given, name.family)
        birthDate = try services.people.birthDate(of: child, in: session)
        coverages = try services.entitlements.coverages(of: child, in: session).map {
            CoverageReply($0, at: session.now)
        }
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
    var employerState: EmployerState?
    var suspension: SuspensionReply?
    var locationId: LocationID?
    var locationName: String?

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
            let known = try services.employers.employer(employer, in: session)
            let today = known.zone.day(at: session.now)
            (employerId, employerName) = (employer, known.name)
            employerState = known.state(on: today)
            suspension = known.suspension(on: today).map(SuspensionReply.init)
        }
        if let location = principal.location {
            locationId = location
            locationName = try services.partners.names(of: [location], in: session)[location]?.name
        }
    }
}

/// A suspension on the wire, for HR; its last day is inclusive, and absent while nobody has lifted it.
struct SuspensionReply: Encodable, Sendable {
    let startsOn: Day
    let endsOn: Day?
    let reason: String

    init(_ suspension: Suspension) {
        startsOn = suspension.span.from
        endsOn = suspension.span.until?.adding(days: -1)
        reason = suspension.reason
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
