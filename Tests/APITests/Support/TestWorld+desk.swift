import Foundation
import Kernel
import Partners
import People
import Store
import TestKit
import Testing

@testable import API

extension TestWorld {
    /// Whose the first location is, or the other one.
    func partner(_ server: TestServer, other: Bool = false) async throws -> PartnerID {
        let (partners, id) = (server.services.partners, other ? otherLocation : location)
        return try await server.kit.store.read { try #require(try partners.location(id, in: $0)).partner }
    }

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

    /// A visit that could be recorded.
    struct Order: Sendable {
        let verification: String
        let service: String
        let credits: Int
    }

    /// Verifies the member, and orders one service that costs something.
    func order(_ server: TestServer) async throws -> Order {
        let verification = try await verify(server)
        let id = try #require(verification.string("id"))
        let services = verification.object["services"] as? [[String: Any]] ?? []
        let service = try #require(
            services.first { $0["affordable"] as? Bool == true && ($0["credits"] as? Int ?? 0) > 0 }
        )
        return Order(
            verification: id,
            service: try #require(service["id"] as? String),
            credits: try #require(service["credits"] as? Int)
        )
    }

    /// Asks for a visit to be recorded.
    func send(_ order: Order, key: String, to server: TestServer) async throws -> Answer {
        try await server.ask(
            "POST",
            "/v1/visits",
            token: token(of: .desk),
            headers: ["Idempotency-Key": key],
            json: ["verificationId": order.verification, "services": [["serviceId": order.service]]]
        )
    }

    /// Records one service that costs something; gives the answer and what it should have cost.
    func visit(_ server: TestServer, key: String) async throws -> (answer: Answer, credits: Int) {
        let order = try await order(server)
        return (try await send(order, key: key, to: server), order.credits)
    }

    func balance(_ server: TestServer) async throws -> Int {
        let answer = try await server.ask("GET", "/v1/me/credits", token: token(of: .member))
        return try #require(answer.int("balance"))
    }
}
