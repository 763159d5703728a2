import HTTPTypes
import Hummingbird
import Kernel
import People
import Store

/// A new password for who proves the identifier again (B19).
enum PasswordResetRoutes {
    /// POST /v1/password-resets: the answer is the same whether the identifier is known or not.
    static func begin(_ call: Call) async throws -> Response {
        try await ProofReply.begin(call) { people, identifier, address, session in
            try people.startPasswordReset(identifier: identifier, address: address, in: session)
        }
    }

    /// POST /v1/password-resets/{id}/completion: every session of the account ends.
    static func complete(_ call: Call) async throws -> Response {
        let id = try call.id(of: ProofKind.self)
        let body: Completion = try await call.decode()
        let hash = try await call.hashNewPassword(body.password)
        let people = call.services.people
        try await call.store.write { session in
            try people.completePasswordReset(id, code: body.code, passwordHash: hash, in: session)
        }.get()
        return .noContent
    }

    private struct Completion: Decodable {
        let code: String
        let password: String
    }
}
