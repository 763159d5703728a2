import Hummingbird
import Store

/// What operators' machines ask.
enum HealthRoutes {
    /// The program runs.
    static func health(_ call: Call) async throws -> Response {
        try .json(Status(status: "ok"))
    }

    /// The program can answer: the store reads.
    static func ready(_ call: Call) async throws -> Response {
        _ = try await call.store.read {
            try $0.first("SELECT state FROM change_set LIMIT 1") { try $0[0] as Int }
        }
        return try .json(Status(status: "ready"))
    }

    /// Counters.
    static func metrics(_ call: Call) async throws -> Response {
        .text(call.services.metrics.exposition(), type: "text/plain; version=0.0.4; charset=utf-8")
    }

    /// The document of all this.
    static func openAPI(_ call: Call) async throws -> Response {
        .text(String(decoding: PackageResources.openapi_yaml, as: UTF8.self), type: "application/yaml; charset=utf-8")
    }

    private struct Status: Encodable {
        let status: String
    }
}
