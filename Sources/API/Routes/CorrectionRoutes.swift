import Credits
import Desk
import Hummingbird
import Kernel
import People
import Store

/// Credits that the operator gives or takes by hand: one asks, a second one approves.
enum CorrectionRoutes {
    /// POST /v1/corrections; with an Idempotency-Key exactly once.
    static func request(_ call: Call, _ principal: Principal) async throws -> Response {
        let body = try await call.decode(Asked.self)
        var new = NewCorrection(person: body.personId, credits: CreditAmount(body.credits), reason: body.reason.text)
        if call.request.headers[.idempotencyKey] != nil {
            let asked = [body.personId.description, String(body.credits), new.reason]
            let idempotency = try Idempotency(call.request, asking: asked)
            (new.key, new.requestHash) = (idempotency.key, idempotency.requestHash)
        }
        let desk = call.services.desk
        let (correction, isReplay) = try await call.store.write { [new] session in
            try desk.requestCorrection(new, by: principal.login, in: session)
        }
        // The same bytes after it was approved or refused, too.
        return try .json(CorrectionReply(asAsked: correction), status: .created).replayed(isReplay)
    }

    /// GET /v1/corrections
    static func list(_ call: Call, _ principal: Principal) async throws -> Response {
        let (credits, limit, before) = (call.services.credits, try call.limit(), try call.before(CorrectionKind.self))
        let items = try await call.store.read { session in
            try credits.corrections(before: before, limit: limit, in: session)
                .map { CorrectionReply($0) }
        }
        return try .json(ListReply(items, full: limit) { $0.id.description })
    }

    /// POST /v1/corrections/{id}/approval: its identifier is key enough.
    static func approve(_ call: Call, _ principal: Principal) async throws -> Response {
        let id = try call.id(of: CorrectionKind.self)
        let desk = call.services.desk
        let (correction, isReplay) = try await call.store.write { session in
            try desk.approveCorrection(id, by: principal.login, in: session)
        }
        return try .json(CorrectionReply(correction), status: .created).replayed(isReplay)
    }

    /// POST /v1/corrections/{id}/refusal: its identifier is key enough.
    static func refuse(_ call: Call, _ principal: Principal) async throws -> Response {
        let id = try call.id(of: CorrectionKind.self)
        let desk = call.services.desk
        let (correction, isReplay) = try await call.store.write { session in
            try desk.refuseCorrection(id, by: principal.login, in: session)
        }
        return try .json(CorrectionReply(correction), status: .created).replayed(isReplay)
    }

    private struct Asked: Decodable {
        let personId: PersonID
        let credits: Int64
        let reason: FreeText
    }
}

/// A correction on the wire.
struct CorrectionReply: Encodable {
    let id: CorrectionID
    let state: String
    let personId: PersonID
    let credits: CreditAmount
    let reason: String
    let requestedBy: LoginID
    let requestedAt: Instant
    let approvedBy: LoginID?
    let approvedAt: Instant?
    let refusedBy: LoginID?
    let refusedAt: Instant?

    /// As it stands.
    init(_ correction: Correction) { self.init(correction, correction.approval, correction.refusal) }

    /// As it stood when it was asked for.
    init(asAsked correction: Correction) { self.init(correction, nil, nil) }

    private init(_ correction: Correction, _ approval: Correction.Approval?, _ refusal: Correction.Refusal?) {
        id = correction.id
        state = approval != nil ? "approved" : refusal != nil ? "refused" : "pending"
        personId = correction.person
        credits = correction.credits
        reason = correction.reason
        requestedBy = correction.requestedBy
        requestedAt = correction.requestedAt
        approvedBy = approval?.login
        approvedAt = approval?.at
        refusedBy = refusal?.login
        refusedAt = refusal?.at
    }
}
