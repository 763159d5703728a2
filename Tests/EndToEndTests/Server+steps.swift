import Foundation
import Testing

extension Server {
    /// The roster once nothing is under way with it any more.
    func settled(_ roster: String, hr: String) async throws -> JSON {
        for _ in 0..<4800 {
            let json = try await get("/v1/rosters/\(roster)", token: hr).json
            if !["reading", "applying"].contains(json["state"]?.text) { return json }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Complaint("the roster is still under way after 4 min")
    }

    /// Makes a member's account with the code from the outbox; its token.
    func activate(_ identifier: String, _ outbox: Outbox) async throws -> String {
        let start = try await post("/v1/activations", ["identifier": identifier])
        try #require(start.status == 202)
        let id = try #require(try start.json["id"]?.text)
        let terms = try #require(try await get("/v1/terms/current").json["version"]?.text)
        let body: [String: any Sendable] = ["password": "a member's long password", "termsVersion": terms]

        let wrong = try await post("/v1/activations/\(id)/completion", body.merging(["code": "000000"]) { $1 })
        #expect(wrong.status == 422)
        #expect(try wrong.json["type"]?.text?.hasSuffix("code-invalid") == true)

        let code = try await outbox.code(to: identifier)
        let right = try await post("/v1/activations/\(id)/completion", body.merging(["code": code]) { $1 })
        try #require(right.status == 201, "\(right.text)")
        return try #require(try right.json["token"]?.text)
    }
}
