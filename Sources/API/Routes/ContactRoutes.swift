import Employers
import HTTPTypes
import Hummingbird
import Kernel
import Messaging
import People
import Store

/// A new e-mail address or phone, for who proves it (B22).
enum ContactRoutes {
    /// POST /v1/me/contacts
    static func begin(_ call: Call, _ principal: Principal) async throws -> Response {
        let body: Contact = try await call.decode()
        let (people, messaging, address) = (call.services.people, call.services.messaging, call.address)
        let employers = call.services.employers
        let id = try await call.store.write { session in
            let start = try people.startContact(
                kind: body.kind.identifierKind,
                value: body.value,
                of: principal.login,
                address: address,
                country: try country(of: principal, employers, in: session),
                in: session
            )
            if let code = start.code { try messaging.post(Draft(code), in: session) }
            return start.id
        }
        return try .json(ProofReply(id: id), status: .accepted)
    }

    /// POST /v1/me/contacts/{id}/completion
    static func complete(_ call: Call, _ principal: Principal) async throws -> Response {
        let id = try call.id(of: ProofKind.self)
        let body: Completion = try await call.decode()
        let (people, messaging) = (call.services.people, call.services.messaging)
        let change = try await call.store.write { session in
            let result = try people.completeContact(id, code: body.code, of: principal.login, in: session)
            if case .success(let change) = result, let notice = change.notice {
                try messaging.post(Draft(notice), in: session)
            }
            return result
        }.get()
        return try .json(IdentifierReply(kind: change.kind.rawValue, value: change.text), status: .created)
    }

    /// Whose way to write phone numbers somebody means: that of where they work.
    private static func country(
        of principal: Principal,
        _ employers: Employers,
        in session: Session
    ) throws -> Country {
        let employment = try principal.person.flatMap { try employers.currentEmployments(of: $0, in: session).first }
        guard let employer = principal.employer ?? employment?.employer else { return .romania }
        return try employers.employer(employer, in: session).country
    }

    private struct Contact: Decodable {
        enum Kind: String, Decodable, CaseIterable {
            case email, phone
            var identifierKind: IdentifierKind { self == .email ? .email : .phone }
        }

        let kind: Kind
        let value: String
    }

    private struct Completion: Decodable {
        let code: String
    }
}

/// What signs in, on the wire.
struct IdentifierReply: Encodable {
    let kind: String
    let value: String
}
