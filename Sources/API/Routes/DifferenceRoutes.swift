import Employers
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Store

/// What a roster would change (B3), and what is wrong with the rest (B6).
enum DifferenceRoutes {
    /// GET /v1/rosters/{id}/differences
    static func list(_ call: Call, _ caller: EmployerCaller) async throws -> Response {
        var asked = DifferenceQuery(
            kind: try call.query("kind", Difference.Kind.self),
            cursor: try call.cursor(\.self),
            limit: try call.limit()
        )
        asked.column = try call.query("field", RosterColumn.self)
        asked.isWarned = try call.query("warned", APIMessages.notBoolean) { Bool($0) } ?? false
        asked.employeeNumber = try call.query("employeeNumber")
        let (query, language) = (asked, call.language)
        let (rosters, roster) = (call.services.rosters, try await RosterRoutes.own(call, caller))
        let page = try await call.store.read { session in
            try rosters.differences(of: roster.id, query, in: session)
        }
        return try .json(
            ListReply(
                page.items.map { DifferenceReply($0, roster.reading, language) },
                nextCursor: page.nextCursor
            )
        )
    }

    /// GET /v1/rosters/{id}/refused.csv: streamed, whatever its size; when the store fails halfway, it breaks off.
    static func refused(_ call: Call, _ caller: EmployerCaller) async throws -> Response {
        let (rosters, store, language) = (call.services.rosters, call.store, call.language)
        let id = try await RosterRoutes.own(call, caller).id
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"refused.csv\"",
            ],
            body: ResponseBody { writer in
                // One piece is written before the next is made, so nobody else ever holds the writer.
                nonisolated(unsafe) var out = writer
                try await RefusedRows(rosters, store: store).write(of: id, language: language) {
                    unsafe try await out.write(ByteBuffer(bytes: $0))
                }
                unsafe try await out.finish(nil)
            }
        )
    }
}

/// A difference on the wire.
struct DifferenceReply: Encodable {
    struct Field: Encodable {
        let field: String
        let old: String?
        let new: String?
    }

    struct Problem: Encodable {
        let column: String?
        let header: String?
        let code: String
        let detail: String
    }

    let kind: String
    let row: Int?
    let line: Int?
    let employeeNumber: String?
    let name: String?
    let package: PackageCode?
    let employmentId: EmploymentID?
    let isReturn: Bool
    let changes: [Field]
    let problems: [Problem]
    let warnings: [Problem]

    init(_ difference: Difference, _ reading: RosterReading?, _ language: Language) {
        kind = difference.kind.rawValue
        row = difference.row
        line = difference.line
        employeeNumber = difference.employeeNumber
        let names = [difference.givenName, difference.familyName].compactMap(\.self)
        name = names.isEmpty ? nil : names.joined(separator: " ")
        package = difference.package
        employmentId = difference.employment
        isReturn = difference.isReturn
        changes = difference.changes.map { Field(field: $0.column.rawValue, old: $0.old, new: $0.new) }
        func shown(_ problem: RowProblem) -> Problem {
            Problem(
                column: problem.column?.rawValue,
                header: problem.column.flatMap { reading?.header(of: $0) },
                code: problem.reason,
                detail: problem.message.text(in: language)
            )
        }
        problems = difference.problems.map(shown)
        warnings = difference.warnings.map(shown)
    }
}
