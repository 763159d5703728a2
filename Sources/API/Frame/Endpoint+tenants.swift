import HTTPTypes
import Hummingbird
import Kernel
import People

/// A member who is signed in.
struct MemberCaller: Sendable {
    let principal: Principal
    let person: PersonID
}

/// An HR user who is signed in, and the one employer that is theirs.
struct EmployerCaller: Sendable {
    let principal: Principal
    let employer: EmployerID

    /// Refuses another employer's things as if there were none.
    func requireOwn(_ other: EmployerID) throws {
        guard other == employer else { throw APIFailure.notFound }
    }
}

/// A desk's user who is signed in, and the one location that is theirs.
struct DeskCaller: Sendable {
    let principal: Principal
    let location: LocationID

    /// Refuses another location's things as if there were none.
    func requireOwn(_ other: LocationID) throws {
        guard other == location else { throw APIFailure.notFound }
    }
}

extension Endpoint {
    /// An endpoint for members, about themselves.
    static func member(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ handler: @escaping @Sendable (Call, MemberCaller) async throws -> Response
    ) -> Endpoint {
        signedIn(method, path, [.member]) { call, principal in
            guard let person = principal.person else { throw APIFailure.roleForbidden }
            return try await handler(call, MemberCaller(principal: principal, person: person))
        }
    }

    /// An endpoint for HR users, about things of an employer that the handler compares with theirs.
    static func hr(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ handler: @escaping @Sendable (Call, EmployerCaller) async throws -> Response
    ) -> Endpoint {
        signedIn(method, path, [.hr]) { call, principal in
            guard let employer = principal.employer else { throw APIFailure.roleForbidden }
            return try await handler(call, EmployerCaller(principal: principal, employer: employer))
        }
    }

    /// An endpoint under `/v1/employers/{id}`, for HR users of exactly that employer.
    static func employer(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ handler: @escaping @Sendable (Call, EmployerCaller) async throws -> Response
    ) -> Endpoint {
        hr(method, path) { call, caller in
            try caller.requireOwn(try call.id())
            return try await handler(call, caller)
        }
    }

    /// An endpoint for desks, about things of a location that the handler compares with theirs.
    static func desk(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ handler: @escaping @Sendable (Call, DeskCaller) async throws -> Response
    ) -> Endpoint {
        signedIn(method, path, [.desk]) { call, principal in
            guard let location = principal.location else { throw APIFailure.roleForbidden }
            return try await handler(call, DeskCaller(principal: principal, location: location))
        }
    }
}
