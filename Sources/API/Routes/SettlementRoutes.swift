import Desk
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Partners
import People
import Store

/// What the operator owes partners (B48).
enum SettlementRoutes {
    /// GET /v1/partners/{id}/settlements/{month}: JSON, or CSV when `Accept` names it; for a desk its own partner's alone.
    static func month(_ call: Call, _ principal: Principal) async throws -> Response {
        let (partner, month) = (try call.id(of: PartnerKind.self), try call.month())
        let (desk, partners) = (call.services.desk, call.services.partners)
        let settlement = try await call.store.read { session in
            if principal.role != .operator {
                guard let location = principal.location,
                    try partners.location(location, in: session)?.partner == partner
                else { throw APIFailure.notFound }
            }
            return try desk.settlement(of: partner, month, in: session)
        }
        guard call.accepts("text/csv") else { return try .json(settlement) }
        let name = "settlement-\(settlement.partnerCode)-\(month).csv"
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .contentDisposition: "attachment; filename=\"\(name)\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: SettlementCSV.lines(of: settlement)))
        )
    }

    /// POST /v1/partners/{id}/settlements/{month}/closure
    static func close(_ call: Call, _ principal: Principal) async throws -> Response {
        let (partner, month) = (try call.id(of: PartnerKind.self), try call.month())
        let desk = call.services.desk
        let closure = try await call.store.write { session in
            try desk.closeSettlement(of: partner, month, by: principal.login, in: session)
        }
        return try .json(closure, status: .created)
    }
}
