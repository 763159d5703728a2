import HTTPTypes
import Hummingbird
import Kernel
import People

/// One row of the table of endpoints: method, path, who may call it, and what happens then.
struct Endpoint: Sendable {
    let method: HTTPRequest.Method
    /// With places in braces, as in `/v1/rosters/{id}`; the same text as in `openapi.yaml`.
    let path: String
    private let handler: Handler

    /// Who may call an endpoint.
    enum Access: Sendable, Equatable {
        /// Anybody, signed in or not.
        case anyone
        /// Who is signed in as one of these.
        case roles(Set<Role>)
    }

    private enum Handler: Sendable {
        case open(@Sendable (Call) async throws -> Response)
        case signedIn(Set<Role>, @Sendable (Call, Principal) async throws -> Response)
    }

    /// Who may call it. There is no way to make an endpoint that doesn't say.
    var access: Access {
        switch handler {
        case .open: .anyone
        case .signedIn(let roles, _): .roles(roles)
        }
    }

    /// An endpoint for anybody; its handler never learns who calls.
    static func open(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ handler: @escaping @Sendable (Call) async throws -> Response
    ) -> Endpoint {
        Endpoint(method: method, path: path, handler: .open(handler))
    }

    /// An endpoint for who is signed in as one of the roles; its handler can't be reached by others.
    static func signedIn(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ roles: Set<Role>,
        _ handler: @escaping @Sendable (Call, Principal) async throws -> Response
    ) -> Endpoint {
        Endpoint(method: method, path: path, handler: .signedIn(roles, handler))
    }

    /// Finds out who calls, once, and answers or refuses.
    func respond(to call: Call) async throws -> Response {
        switch handler {
        case .open(let handler):
            return try await handler(call)
        case .signedIn(let roles, let handler):
            let (call, principal) = try await call.signedIn()
            guard roles.contains(principal.role) else { throw APIFailure.roleForbidden }
            do { return try await handler(call, principal) } catch APIFailure.notSignedIn {
                call.forgetPrincipal()
                throw APIFailure.notSignedIn
            }
        }
    }
}
