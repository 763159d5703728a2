import HTTPTypes
import Hummingbird
import Kernel
import Messaging
import People
import Secrets
import Store

/// That a proof has begun.
struct ProofReply: Encodable {
    let id: ProofID

    private struct Identified: Decodable {
        let identifier: String
    }

    /// Begins a proof for the identifier in the body; the code goes into the outbox in the same transaction.
    static func begin(
        _ call: Call,
        _ start: @escaping @Sendable (People, String, String, Session) throws -> Start
    ) async throws -> Response {
        let body: Identified = try await call.decode()
        let (people, messaging, address) = (call.services.people, call.services.messaging, call.address)
        let id = try await call.store.write { session in
            let start = try start(people, body.identifier, address, session)
            if let code = start.code { try messaging.post(Draft(code), in: session) }
            return start.id
        }
        return try .json(ProofReply(id: id), status: .accepted)
    }
}

extension Draft {
    /// The message that carries a code, or in its place a word about the account.
    init(_ code: CodeToSend) {
        let channel: Channel =
            switch code.channel {
            case .email: .email
            case .sms: .sms
            }
        self.init(
            channel: channel,
            to: code.to,
            subject: channel == .email ? code.subject.text(in: code.language) : nil,
            text: code.text.text(in: code.language),
            priority: code.digits == nil ? .news : .code,
            person: code.person
        )
    }
}

extension Call {
    /// The hash of a password that somebody chose; refused when it is too short or too long.
    func hashNewPassword(_ password: String) async throws -> String {
        let password = try Password(reading: password)
        return try await services.hasher.hash(password.text)
    }
}
