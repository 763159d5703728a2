import Family
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import People
import Store

/// What an employer's payroll deducts.
enum PayrollRoutes {
    /// GET /v1/employers/{id}/payroll/{month}: JSON, or the CSV that payroll systems take when `Accept` names it.
    static func month(_ call: Call, _ caller: EmployerCaller) async throws -> Response {
        let (family, month) = (call.services.family, try call.month())
        let options = try PayrollCSVOptions(delimiter: try call.query("delimiter"), decimal: try call.query("decimal"))
        let payroll = try await call.store.read { try family.payroll(caller.employer, month, in: $0) }
        guard call.accepts("text/csv") else { return try .json(payroll) }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"payroll-\(month).csv\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: PayrollCSV.lines(of: payroll, options)))
        )
    }

    /// POST /v1/employers/{id}/payroll/{month}/closure
    static func close(_ call: Call, _ caller: EmployerCaller) async throws -> Response {
        let (family, month) = (call.services.family, try call.month())
        let closure = try await call.store.write { session in
            try family.close(caller.employer, month, by: caller.principal.login, in: session)
        }
        return try .json(closure, status: .created)
    }
}
