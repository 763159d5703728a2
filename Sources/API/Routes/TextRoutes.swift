import Hummingbird
import Kernel
import People
import Store

/// The texts that people agree to, as they hold today (UTC).
enum TextRoutes {
    /// GET /v1/terms/current
    static func terms(_ call: Call) async throws -> Response { try await current(.terms, call) }

    /// GET /v1/consents/payroll-deduction
    static func payrollDeduction(_ call: Call) async throws -> Response { try await current(.payrollDeduction, call) }

    private static func current(_ kind: LegalTextKind, _ call: Call) async throws -> Response {
        let (people, language) = (call.services.people, call.language)
        let text = try await call.store.read { session in
            try people.currentText(kind, on: Zone.utc.day(at: session.now), language: language, in: session)
        }
        return try .json(TextReply(version: text.version, text: text.text))
    }

    private struct TextReply: Encodable {
        let version: String
        let text: String
    }
}
