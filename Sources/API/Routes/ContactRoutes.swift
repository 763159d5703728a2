import Employers
import Entitlements
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
        let services = call.services
        let id = try await call.store.write { session in
            let start = try people.startContact(
                kind: body.kind.identifierKind,
                value: body.value,
                of: principal.login,
                address: address,
                country: try country(of: body, principal, services, in: session),
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

    /// Whose way to write phone numbers somebody means: that of the one who pays for them. Where that isn't one country, a
    /// number must say its own, so that no stranger gets the code.
    private static func country(
        of contact: Contact,
        _ principal: Principal,
        _ services: Services,
        in session: Session
    ) throws -> Country {
        let coverages = try principal.person.map { try services.entitlements.coverages(of: $0, in: session) } ?? []
        let employers = Set(coverages.map(\.sponsor) + [principal.employer].compactMap(\.self))
        let countries = Set(try employers.map { try services.employers.employer($0, in: session).country })
        if principal.person == nil || countries.count == 1 { return countries.first ?? .romania }
        guard contact.kind == .email || contact.value.hasPrefix("+") || contact.value.hasPrefix("00") else {
            throw IdentifierFailure.phoneMalformed
        }
        return .romania
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
