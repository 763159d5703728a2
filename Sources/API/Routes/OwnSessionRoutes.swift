import Hummingbird
import Kernel
import People
import Store

/// One's own open sessions (B22).
enum OwnSessionRoutes {
    /// GET /v1/me/sessions
    static func list(_ call: Call, _ principal: Principal) async throws -> Response {
        let people = call.services.people
        let sessions = try await call.store.read { try people.sessions(of: principal.login, in: $0) }
        return try .json(ListReply(sessions.map { Item($0, isCurrent: $0.id == principal.session) }))
    }

    /// DELETE /v1/me/sessions/{id}
    static func end(_ call: Call, _ principal: Principal) async throws -> Response {
        let (people, id) = (call.services.people, try call.id(of: SessionKind.self))
        try await call.store.write { try people.endSession(id, of: principal.login, in: $0) }
        return .noContent
    }

    private struct Item: Encodable {
        let id: SessionID
        let device: String?
        let createdAt: Instant
        let expiresAt: Instant
        let isCurrent: Bool

        init(_ session: OpenSession, isCurrent: Bool) {
            id = session.id
            device = session.device
            createdAt = session.createdAt
            expiresAt = session.expiresAt
            self.isCurrent = isCurrent
        }
    }
}
