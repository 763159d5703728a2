import Foundation
import Kernel
import People
import Store
import TestKit
import Testing

@testable import API

@Suite("POST /v1/verifications")
struct VerificationTests {
    @Test("B36, B39: a code on the phone shows the desk what it needs, and no more")
    func card() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let answer = try await world.verify(server)
            #expect(answer.status == 201)
            #expect(answer.nested("member") as? [String: String] == ["name": "Ana Pop"])
            #expect(answer.string("package") == "primary")
            let services = try #require(answer.object["services"] as? [[String: Any]])
            #expect(services.contains { $0["covered"] as? Bool == true && $0["affordable"] as? Bool == true })
            #expect(services.contains { $0["covered"] as? Bool == false && $0["credits"] is NSNull })
            #expect(!answer.text.contains("1990-05-17") && !answer.text.contains("ana@"))
            let again = try await world.verify(server)
            #expect(again.string("id") == answer.string("id"))
            let lookups = try await server.ask("GET", "/v1/me/lookups", token: world.token(of: .member))
            #expect(lookups.items.compactMap { $0["outcome"] as? String } == ["verified", "verified"])
        }
    }

    @Test("B37: with a dead phone, the phone number, name and birth date as on the card that the desk saw")
    func seen() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            var body: [String: any Sendable] = [
                "locationId": world.location.description, "phone": "0722 000 001", "familyName": "POP",
                "birthDate": "1990-05-17", "documentSeen": true,
            ]
            let right = try await server.ask("POST", "/v1/verifications", token: world.token(of: .desk), json: body)
            #expect(right.status == 201)
            body["familyName"] = "Popescu"
            server.kit.clock.advance(seconds: 1)
            let wrong = try await server.ask("POST", "/v1/verifications", token: world.token(of: .desk), json: body)
            #expect(wrong.status == 404)
            #expect(wrong.code == "no-such-member")
            #expect(wrong.string("matter") == "nobody")
            let lookups = try await server.ask("GET", "/v1/me/lookups", token: world.token(of: .member))
            #expect(lookups.items.first?["outcome"] as? String == "no-such-member")
        }
    }

    @Test("B37: with a dead phone, the phone number and the number of the document that the member recorded")
    func document() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            func record(_ number: String) async throws -> Answer {
                try await server.ask(
                    "PUT",
                    "/v1/me/identity-document",
                    token: world.token(of: .member),
                    json: ["number": number]
                )
            }
            func look(_ number: String) async throws -> Answer {
                server.kit.clock.advance(seconds: 1)
                return try await server.ask(
                    "POST",
                    "/v1/verifications",
                    token: world.token(of: .desk),
                    json: [
                        "locationId": world.location.description, "phone": "0722 000 001", "documentNumber": number,
                    ]
                )
            }
            #expect(try await look("RX 123456").code == "no-such-member")
            for _ in 0..<2 {
                let recorded = try await record("rx-123456")
                #expect(recorded.status == 204)
                #expect(recorded.data.isEmpty)
            }
            let found = try await look("RX 123456")
            #expect(found.status == 201, "\(found.text)")
            #expect(found.nested("member") as? [String: String] == ["name": "Ana Pop"])
            #expect(!found.text.contains("123456"))
            // A new card takes the old one's place.
            #expect(try await record("RX 654321").status == 204)
            #expect(try await look("RX 123456").status == 404)
            #expect(try await look("RX 654321").status == 201)
            for (number, code) in [
                (" ", "empty"), ("RX1", "document-malformed"),
                (String(repeating: "1", count: 21), "document-malformed"),
            ] {
                let answer = try await record(number)
                #expect(answer.status == 422)
                #expect(answer.code == code)
                #expect(answer.string("field") == "number")
            }
        }
    }

    @Test("B29: a child's name beside the guardian's card doesn't verify the guardian: what is one too many is named")
    func oneTooMany() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let (number, code) = try await world.card(server)
            let card: [String: any Sendable] = [
                "locationId": world.location.description, "cardNumber": number, "code": code,
            ]
            let document: [String: any Sendable] = [
                "locationId": world.location.description, "phone": "0722 000 001", "documentNumber": "RX 123456",
            ]
            for (body, more, field) in [
                (card, ["givenName": "Ion", "familyName": "Pop", "birthDate": "2016-02-01"], "birthDate"),
                (card, ["phone": "0722 000 001"], "phone"), (card, ["nickname": "Ani"], "nickname"),
                (document, ["familyName": "Pop"], "familyName"),
            ] {
                let json = body.merging(more) { $1 }
                let token = world.token(of: .desk)
                let answer = try await server.ask("POST", "/v1/verifications", token: token, json: json)
                #expect(answer.status == 422)
                #expect(answer.code == "field-invalid")
                #expect(answer.string("field") == field)
                for name in more.keys { #expect(answer.string("detail")?.contains(name) == true) }
            }
            let json = #"{"locationId":"\#(world.location)","cardNumber":"\#(number)","code":"\#(code)","phone":null}"#
            let answer = try await server.ask(
                "POST",
                "/v1/verifications",
                token: world.token(of: .desk),
                headers: ["Content-Type": "application/json"],
                body: Data(json.utf8)
            )
            #expect(answer.status == 201)
        }
    }

    @Test("B42: failed look-ups are limited, and the refusals themselves stay in the log")
    func limited() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let (number, code) = try await world.card(server)
            let wrong = code == "000000" ? "000001" : "000000"
            let body = ["locationId": world.location.description, "cardNumber": number, "code": wrong]
            var last = try await server.ask("POST", "/v1/verifications", token: world.token(of: .desk), json: body)
            #expect(last.status == 422)
            #expect(last.code == "code-invalid")
            for _ in 0..<40 where last.status == 422 {
                last = try await server.ask("POST", "/v1/verifications", token: world.token(of: .desk), json: body)
            }
            #expect(last.status == 429)
            #expect(Int(last.header("Retry-After") ?? "") ?? 0 > 0)
        }
    }

    @Test(
        "A look-up that is no look-up says which field is missing",
        arguments: [
            (["cardNumber": "1"], "code"), (["code": "123456"], "cardNumber"), ([:], "phone"),
            (["phone": "0722000001"], "familyName"), (["phone": "1", "familyName": "Pop"], "birthDate"),
        ] as [([String: String], String)]
    )
    func missing(fields: [String: String], field: String) async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let body = fields.merging(["locationId": world.location.description]) { given, _ in given }
            let answer = try await server.ask("POST", "/v1/verifications", token: world.token(of: .desk), json: body)
            #expect(answer.status == 422)
            #expect(answer.code == "field-missing")
            #expect(answer.string("field") == field)
        }
    }

    @Test("B52: a desk looks nobody up for another location")
    func otherLocation() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let (number, code) = try await world.card(server)
            let answer = try await server.ask(
                "POST",
                "/v1/verifications",
                token: world.token(of: .desk, other: true),
                json: ["locationId": world.location.description, "cardNumber": number, "code": code]
            )
            #expect(answer.status == 404)
            let lookups = try await server.ask("GET", "/v1/me/lookups", token: world.token(of: .member))
            #expect(lookups.items.isEmpty)
        }
    }
}
