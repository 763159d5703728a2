import Desk
import HTTPTypes
import Hummingbird
import Kernel
import People
import Store

/// Visits, recorded and cancelled exactly once (B40, B41).
enum VisitRoutes {
    /// POST /v1/visits + Idempotency-Key
    static func record(_ call: Call, _ caller: DeskCaller) async throws -> Response {
        let body = try await call.decode(Done.self)
        let orders = body.services.map { NewVisit.Order(service: $0.serviceId, quantity: $0.quantity ?? 1) }
        let idempotency = try Idempotency(
            call.request,
            asking: [body.verificationId.description] + orders.flatMap { [$0.service.text, String($0.quantity)] }
        )
        let desk = call.services.desk
        let new = NewVisit(
            verification: body.verificationId,
            services: orders,
            key: idempotency.key,
            requestHash: idempotency.requestHash
        )
        let (visit, isReplay) = try await call.store.write { session in
            try desk.recordVisit(new, at: caller.location, by: caller.principal.login, in: session)
        }
        // What a visit answers is what it was when it was recorded: the same bytes after it was cancelled, too.
        var json = JSONWriter()
        json.object { json in
            json.integer("credits", visit.credits.count)
            json.text("id", visit.id)
            json.text("state", "recorded")
        }
        return .json(bytes: json.buffer, status: .created).replayed(isReplay)
    }

    /// POST /v1/visits/{id}/cancellation + Idempotency-Key: by the location within its month, or by the operator.
    static func cancel(_ call: Call, _ principal: Principal) async throws -> Response {
        let id = try call.id(of: VisitKind.self)
        let reason = try await call.decodeIfPresent(Reason.self)?.reason?.text
        let idempotency = try Idempotency(call.request, asking: [reason])
        let canceller: Canceller
        switch (principal.role, principal.location) {
        case (.operator, _): canceller = .operator(principal.login)
        case (.desk, let location?): canceller = .desk(location, principal.login)
        default: throw APIFailure.roleForbidden
        }
        let desk = call.services.desk
        let (cancellation, isReplay) = try await call.store.write { session in
            try desk.cancel(
                id,
                by: canceller,
                reason: reason,
                key: idempotency.key,
                requestHash: idempotency.requestHash,
                in: session
            )
        }
        return try .json(Cancelled(creditsReturned: cancellation.creditsReturned), status: .created)
            .replayed(isReplay)
    }

    private struct Done: Decodable {
        struct Service: Decodable {
            let serviceId: ServiceCode
            let quantity: Int?
        }

        let verificationId: VerificationID
        let services: [Service]
    }

    private struct Reason: Decodable {
        let reason: FreeText?
    }

    private struct Cancelled: Encodable {
        let state = "cancelled"
        let creditsReturned: CreditAmount
    }
}
