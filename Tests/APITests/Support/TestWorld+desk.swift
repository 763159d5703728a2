import Foundation
import Kernel
import People
import Store
import TestKit
import Testing

@testable import API

extension TestWorld {
    /// What the member's phone shows now: the card's number and the rotating code.
    func card(_ server: TestServer) async throws -> (number: String, code: String) {
        let answer = try await server.ask("GET", "/v1/me/card", token: token(of: .member))
        let (number, otpauth) = (try #require(answer.string("cardNumber")), try #require(answer.string("otpauth")))
        let phone = try #require(Authenticator(otpauth))
        return (number, phone.code(at: server.kit.clock.now()))
    }

    /// Verifies the member at the first location by card and code.
    func verify(_ server: TestServer) async throws -> Answer {
        let (number, code) = try await card(server)
        return try await server.ask(
            "POST",
            "/v1/verifications",
            token: token(of: .desk),
            json: ["locationId": location.description, "cardNumber": number, "code": code]
        )
    }

    /// Records one service that costs something; gives the answer and what it should have cost.
    func visit(_ server: TestServer, key: String) async throws -> (answer: Answer, credits: Int) {
        let verification = try await verify(server)
        let id = try #require(verification.string("id"))
        let services = verification.object["services"] as? [[String: Any]] ?? []
        let service = try #require(
            services.first { $0["affordable"] as? Bool == true && ($0["credits"] as? Int ?? 0) > 0 }
        )
        let (code, credits) = (try #require(service["id"] as? String), try #require(service["credits"] as? Int))
        let answer = try await server.ask(
            "POST",
            "/v1/visits",
            token: token(of: .desk),
            headers: ["Idempotency-Key": key],
            json: ["verificationId": id, "services": [["serviceId": code]]]
        )
        return (answer, credits)
    }

    func balance(_ server: TestServer) async throws -> Int {
        let answer = try await server.ask("GET", "/v1/me/credits", token: token(of: .member))
        return try #require(answer.int("balance"))
    }
}
