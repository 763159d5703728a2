import Desk
import Entitlements
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import People
import Store

/// Who stands at the desk (B36 to B39).
enum VerificationRoutes {
    /// POST /v1/verifications
    static func verify(_ call: Call, _ caller: DeskCaller) async throws -> Response {
        let typed: Exactly<LookUp> = try await call.decode()
        try caller.requireOwn(typed.body.locationId)
        let (services, language) = (call.services, call.language)
        let desk = services.desk
        let proof = try typed.body.proof()
        // Whoever types more than a way takes means another one, or somebody else.
        try typed.requireOnly(LookUp.fields(of: proof))
        try typed.body.child?.requireOnly(["givenName", "familyName", "birthDate"], in: "child.")
        let request = VerificationRequest(
            location: typed.body.locationId,
            proof: proof,
            child: typed.body.child?.body.request
        )
        let sheet = try await call.store.write { session in
            try desk.verify(request, by: caller.principal.login, in: session)
        }.get()
        let reply = VerificationReply(sheet: sheet)
        return .json(bytes: reply.json(in: language, known: services.knownSheets), status: .created)
    }

    /// One of three shapes: card and code, phone and document, or phone, name and birth date; each with a child or without.
    private struct LookUp: Decodable {
        let locationId: LocationID
        let cardNumber: String?
        let code: String?
        let phone: String?
        let documentNumber: String?
        let familyName: String?
        let birthDate: Day?
        let documentSeen: Bool?
        let child: Exactly<Child>?

        func proof() throws -> VerificationRequest.Proof {
            if cardNumber != nil || code != nil {
                return .card(number: try given(cardNumber, "cardNumber"), code: try given(code, "code"))
            }
            let phone = try given(phone, "phone")
            if let documentNumber { return .document(phone: phone, number: documentNumber) }
            return .seen(
                phone: phone,
                familyName: try given(familyName, "familyName"),
                birthDate: try given(birthDate, "birthDate"),
                documentSeen: try given(documentSeen, "documentSeen")
            )
        }

        /// What belongs to a way.
        static func fields(of proof: VerificationRequest.Proof) -> Set<String> {
            switch proof {
            case .card: ["locationId", "cardNumber", "code", "child"]
            case .document: ["locationId", "phone", "documentNumber", "child"]
            case .seen: ["locationId", "phone", "familyName", "birthDate", "documentSeen", "child"]
            }
        }

        private func given<T>(_ value: T?, _ field: String) throws -> T {
            guard let value else { throw APIFailure.fieldMissing(field) }
            return value
        }
    }
}

/// For which child a guardian acts at the desk.
private struct Child: Decodable {
    let givenName: String
    let familyName: String
    let birthDate: Day

    var request: VerificationRequest.Child {
        VerificationRequest.Child(givenName: givenName, familyName: familyName, birthDate: birthDate)
    }
}

/// A verification on the wire: what the desk needs, and no more.
struct VerificationReply: Sendable {
    let sheet: VerificationSheet

    /// On what the list of services depends, for most.
    struct Key: Hashable, Sendable {
        let basis: VerificationSheet.Basis
        let language: Language
    }

    func json(in language: Language, known: KnownAnswers<Key>) -> ByteBuffer {
        var json = JSONWriter()
        json.object { json in
            json.text("expiresAt", sheet.verification.expiresAt)
            if let guardian = sheet.guardian { json.object("guardian") { $0.text("name", guardian.full) } }
            json.text("id", sheet.verification.id)
            json.object("member") { $0.text("name", sheet.name.full) }
            json.text("package", sheet.package)
            json.text("packageName", sheet.packageName.text(in: language))
            let list = sheet.basis.map {
                known.body(for: Key(basis: $0, language: language)) { services(in: language) }
            }
            json.written("services", list ?? services(in: language))
        }
        return json.buffer
    }

    private func services(in language: Language) -> ByteBuffer {
        var json = JSONWriter()
        json.array { json in
            for line in sheet.services {
                json.object { json in
                    json.bool("affordable", line.isAffordable)
                    json.bool("covered", line.isCovered)
                    json.integer("credits", line.credits?.count)
                    json.text("id", line.service)
                    json.bool("limitReached", line.isLimitReached)
                    json.text("name", line.name.text(in: language))
                }
            }
        }
        return json.buffer
    }
}
