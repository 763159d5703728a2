import Testing

@testable import API

@Suite("GET /health, /ready, /openapi.yaml")
struct HealthTests {
    @Test("The program says that it runs and that its store reads")
    func healthAndReady() async throws {
        try await TestServer.with { server in
            let (health, ready) = (try await server.ask("GET", "/health"), try await server.ask("GET", "/ready"))
            #expect(health.string("status") == "ok")
            #expect(ready.string("status") == "ready")
        }
    }

    @Test("The document is served")
    func document() async throws {
        try await TestServer.with { server in
            let answer = try await server.ask("GET", "/openapi.yaml")
            #expect(answer.header("Content-Type") == "application/yaml; charset=utf-8")
            #expect(answer.text.hasPrefix("openapi: 3.1"))
        }
    }
}
