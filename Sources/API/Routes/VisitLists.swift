import Desk
import Entitlements
import Hummingbird
import Kernel
import People
import Store

/// Visits and look-ups, as the member and the location see them.
enum VisitLists {
    /// GET /v1/me/visits
    static func mine(_ call: Call, _ caller: MemberCaller) async throws -> Response {
        let (desk, entitlements, language) = (call.services.desk, call.services.entitlements, call.language)
        let (limit, before, subject) = (try call.limit(), try call.before(VisitKind.self), try call.subject(caller))
        let visits = try await call.store.read { session in
            let names = try ServiceNames(entitlements, language, in: session)
            return try desk.visits(of: subject.person(in: session), before: before, limit: limit, in: session)
                .map { VisitReply($0, names) }
        }
        return try .json(ListReply(visits, full: limit) { $0.id.description })
    }

    /// GET /v1/me/lookups (B42)
    static func lookups(_ call: Call, _ caller: MemberCaller) async throws -> Response {
        let (desk, limit, before) = (call.services.desk, try call.limit(), try call.before(LookupKind.self))
        let subject = try call.subject(caller)
        let lookups = try await call.store.read { session in
            try desk.lookups(of: subject.person(in: session), before: before, limit: limit, in: session).map(
                LookupReply.init
            )
        }
        return try .json(ListReply(lookups, full: limit) { $0.id.description })
    }

    /// GET /v1/locations/{id}/visits
    static func atLocation(_ call: Call, _ caller: DeskCaller) async throws -> Response {
        try caller.requireOwn(try call.id())
        let (desk, entitlements, language) = (call.services.desk, call.services.entitlements, call.language)
        let date = try call.query("date", KernelMessages.notDay) { Day($0) }
        let (limit, before) = (try call.limit(), try call.before(VisitKind.self))
        let visits = try await call.store.read { session in
            let names = try ServiceNames(entitlements, language, in: session)
            let day = try date ?? desk.today(at: caller.location, in: session)
            return try desk.visits(at: caller.location, on: day, before: before, limit: limit, in: session)
                .map { VisitReply($0.visit, names, member: $0.member) }
        }
        return try .json(ListReply(visits, full: limit) { $0.id.description })
    }
}

extension Call {
    /// The last item of the page before, which `cursor` names; without one, the latest of all.
    func before<Kind>(_ kind: Kind.Type) throws -> ID<Kind> {
        try cursor { ID<Kind>($0) } ?? ID(bits: .max)
    }
}

extension ListReply {
    /// A page that goes on when it is full.
    init(_ items: [Item], full limit: Int, cursor: (Item) -> String) {
        self.init(items, nextCursor: items.count == limit ? items.last.map(cursor) : nil)
    }
}

/// What services are called.
struct ServiceNames {
    private let names: [ServiceCode: String]

    init(_ entitlements: Entitlements, _ language: Language, in session: Session) throws {
        let services = try entitlements.services(in: session)
        names = Dictionary(services.map { ($0.code, $0.name.text(in: language)) }) { first, _ in first }
    }

    subscript(code: ServiceCode) -> String { names[code] ?? code.text }
}
