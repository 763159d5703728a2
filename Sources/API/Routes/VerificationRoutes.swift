import Desk
import Entitlements
import HTTPTypes
import Hummingbird
import Kernel
import People
import Store

/// Who stands at the desk (B36 to B39).
enum VerificationRoutes {
    /// POST /v1/verifications
    static func verify(_ call: Call, _ caller: DeskCaller) async throws -> Response {
        let body: LookUp = try await call.decode()
        try caller.requireOwn(body.locationId)
        let (desk, language) = (call.services.desk, call.language)
        let request = VerificationRequest(location: body.locationId, proof: try body.proof())
        let verification = try await call.services.store.write { session in
            try desk.verify(request, by: caller.principal.login, in: session)
        }.get()
        // What the desk is shown is only read: the writer goes on with the next one meanwhile.
        let reply = try await call.services.store.read { session in
            VerificationReply(verification, try desk.sheet(of: verification, in: session), language)
        }
        return try .json(reply, status: .created)
    }

    /// One of three shapes: card and code, phone and document, or phone, name and birth date.
    private struct LookUp: Decodable {
        let locationId: LocationID
        let cardNumber: String?
        let code: String?
        let phone: String?
        let documentNumber: String?
        let familyName: String?
        let birthDate: Day?
        let documentSeen: Bool?

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

        private func given<T>(_ value: T?, _ field: String) throws -> T {
            guard let value else { throw APIFailure.fieldMissing(field) }
            return value
        }
    }
}

/// A verification on the wire: what the desk needs, and no more.
struct VerificationReply: Encodable, Sendable {
    struct Member: Encodable, Sendable {
        let name: String
    }

    struct Service: Encodable, Sendable {
        let id: ServiceCode
        let name: String
        let credits: Nullable<CreditAmount>
        let covered: Bool
        let limitReached: Bool
        let affordable: Bool
    }

    let id: VerificationID
    let expiresAt: Instant
    let member: Member
    let package: PackageCode
    let packageName: String
    let services: [Service]

    init(_ verification: Verification, _ sheet: VerificationSheet, _ language: Language) {
        id = verification.id
        expiresAt = verification.expiresAt
        member = Member(name: sheet.name.full)
        package = sheet.package
        packageName = sheet.packageName.text(in: language)
        services = sheet.services.map { line in
            Service(
                id: line.service,
                name: line.name.text(in: language),
                credits: Nullable(line.credits),
                covered: line.isCovered,
                limitReached: line.isLimitReached,
                affordable: line.isAffordable
            )
        }
    }
}
