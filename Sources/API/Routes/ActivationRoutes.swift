import HTTPTypes
import Hummingbird
import Kernel
import Messaging
import People
import Store

/// How a person first proves an identifier and gets an account (B18).
enum ActivationRoutes {
    /// POST /v1/activations: the answer is the same whether the identifier is known or not.
    static func begin(_ call: Call) async throws -> Response {
        try await ProofReply.begin(call) { people, identifier, address, session in
            try people.startActivation(identifier: identifier, address: address, in: session)
        }
    }

    /// POST /v1/activations/{id}/completion
    static func complete(_ call: Call) async throws -> Response {
        let id = try call.id(of: ProofKind.self)
        let body: Completion = try await call.decode()
        let hash = try await call.hashNewPassword(body.password)
        let (people, device) = (call.services.people, call.device)
        let signedIn = try await call.store.write { session in
            try people.completeActivation(
                id,
                code: body.code,
                passwordHash: hash,
                termsVersion: body.termsVersion,
                device: device,
                in: session
            )
        }.get()
        return try .json(SessionReply(signedIn), status: .created)
    }

    private struct Completion: Decodable {
        let code: String
        let password: String
        let termsVersion: String
    }
}
