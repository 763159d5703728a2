import Foundation
import Kernel
import Messaging
import People
import Secrets
import Store
import TestKit
import Testing

@testable import API

@Suite("POST /v1/corrections, /v1/corrections/{id}/approval and /refusal")
struct CorrectionTests {
    @Test("What was refused says so, the request's answer stays the same, and nothing moves")
    func refusal() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let (first, second) = (world.token(of: .operator), try await secondOperator(server))
            let before = try await world.balance(server)
            let body: [String: any Sendable] = [
                "personId": world.member.description, "credits": 7, "reason": "The line broke on 12.11.",
            ]
            let headers = ["Idempotency-Key": "one"]
            let asked = try await server.ask("POST", "/v1/corrections", token: first, headers: headers, json: body)
            let id = try #require(asked.string("id"))
            let refused = try await server.ask("POST", "/v1/corrections/\(id)/refusal", token: second)
            #expect(refused.status == 201, "\(refused.text)")
            #expect(refused.string("state") == "refused")
            let again = try await server.ask("POST", "/v1/corrections/\(id)/refusal", token: first)
            #expect(again.data == refused.data)
            #expect(again.header("Idempotent-Replayed") == "true")
            let late = try await server.ask("POST", "/v1/corrections/\(id)/approval", token: second)
            #expect(late.status == 409)
            #expect(late.code == "correction-refused")
            let replay = try await server.ask("POST", "/v1/corrections", token: first, headers: headers, json: body)
            #expect(replay.data == asked.data)
            #expect(try await world.balance(server) == before)
            let list = try await server.ask("GET", "/v1/corrections", token: second)
            #expect(list.items.map { $0["state"] as? String } == ["refused"])
        }
    }

    @Test("One operator asks, a second one approves, the member reads why and is told")
    func wholeWay() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let (first, second) = (world.token(of: .operator), try await secondOperator(server))
            let before = try await world.balance(server)
            let body: [String: any Sendable] = [
                "personId": world.member.description, "credits": 7, "reason": "The line broke on 12.11.",
            ]
            let headers = ["Idempotency-Key": "one"]
            let asked = try await server.ask("POST", "/v1/corrections", token: first, headers: headers, json: body)
            #expect(asked.status == 201, "\(asked.text)")
            #expect(asked.string("state") == "pending")
            #expect(asked.int("credits") == 7)
            let id = try #require(asked.string("id"))
            #expect(try await world.balance(server) == before)

            let path = "/v1/corrections/\(id)/approval"
            let own = try await server.ask("POST", path, token: first)
            #expect(own.status == 409)
            #expect(own.code == "own-correction")
            let approved = try await server.ask("POST", path, token: second)
            #expect(approved.status == 201)
            #expect(approved.string("state") == "approved")
            let again = try await server.ask("POST", path, token: second)
            #expect(again.status == 201)
            #expect(again.data == approved.data)
            #expect(again.header("Idempotent-Replayed") == "true")
            let replay = try await server.ask("POST", "/v1/corrections", token: first, headers: headers, json: body)
            #expect(replay.data == asked.data)
            #expect(replay.header("Idempotent-Replayed") == "true")
            #expect(try await world.balance(server) == before + 7)

            let mine = try await server.ask("GET", "/v1/me/credits", token: world.token(of: .member))
            let entry = try #require((mine.object["entries"] as? [[String: Any]])?.first)
            #expect(entry["kind"] as? String == "correction")
            #expect(entry["credits"] as? Int == 7)
            #expect(entry["reason"] as? String == "The line broke on 12.11.")
            let messages = try await server.outbox()
            #expect(messages.count == 1)
            #expect(messages.first?.text.contains("7") == true)
            #expect(messages.first?.text.contains("line broke") == false)

            let list = try await server.ask("GET", "/v1/corrections", token: second)
            #expect(list.items.map { $0["state"] as? String } == ["approved"])
        }
    }

    @Test("What is wrong with a request is named, and without a key each is another correction")
    func refused() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let token = world.token(of: .operator)
            let member = world.member.description
            func ask(_ person: String, _ credits: Int, _ reason: String, key: String? = nil) async throws -> Answer {
                try await server.ask(
                    "POST",
                    "/v1/corrections",
                    token: token,
                    headers: key.map { ["Idempotency-Key": $0] } ?? [:],
                    json: ["personId": person, "credits": credits, "reason": reason]
                )
            }
            #expect(try await ask(member, 0, "x").code == "credits-invalid")
            #expect(try await ask(member, 100_000, "x").status == 422)
            #expect(try await ask(member, 5, " ").code == "reason-missing")
            #expect(try await ask(member, 5, "\u{200B}\u{2060} \u{FE0F}").code == "reason-missing")
            for number in ["1.5", "10000000000000000000", "\"5\""] {
                let body = #"{"personId": "\#(member)", "credits": \#(number), "reason": "Why not"}"#
                let answer = try await server.ask("POST", "/v1/corrections", token: token, body: Data(body.utf8))
                #expect(answer.status == 422)
                #expect(answer.code == "field-invalid", "\(answer.text)")
                #expect(answer.string("field") == "credits")
            }
            #expect(try await ask(member, 5, String(repeating: "x", count: 501)).code == "reason-too-long")
            #expect(try await ask(PersonID(bits: 5).description, 5, "x").status == 404)
            #expect(try await ask(member, 5, "x", key: "a b").code == "idempotency-key-invalid")
            #expect(try await ask(member, 5, "x", key: "one").status == 201)
            #expect(try await ask(member, 6, "x", key: "one").code == "idempotency-mismatch")
            #expect(try await ask(member, 5, "x").status == 201)
            #expect(try await ask(member, 5, "x").status == 201)
            let list = try await server.ask("GET", "/v1/corrections?limit=2", token: token)
            #expect(list.items.count == 2)
            let cursor = try #require(list.string("nextCursor"))
            #expect(try await server.ask("GET", "/v1/corrections?cursor=\(cursor)", token: token).items.count == 1)

            let taking = try #require(try await ask(member, -99_999, "x").string("id"))
            let second = try await secondOperator(server)
            let short = try await server.ask("POST", "/v1/corrections/\(taking)/approval", token: second)
            #expect(short.status == 409)
            #expect(short.code == "credits-insufficient")
        }
    }

    @Test(
        "A reason with signs that turn it round or hide is refused by the name of its field; lines and marks aren't",
        arguments: [
            ("Refund \u{202E}054 credits", false), ("\u{2066}x\u{2069}", false), ("bell\u{7}", false),
            ("\u{1B}[2J", false), ("\u{85}x", false), ("first line\n\tsecond\r\n", true),
            ("می\u{200C}روم\u{200F}", true),
        ]
    )
    func controls(reason: String, isTaken: Bool) async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let visit = try #require(try await world.visit(server, key: "one").answer.string("id"))
            let asked: [(String, [String: any Sendable])] = [
                ("/v1/corrections", ["personId": world.member.description, "credits": 7, "reason": reason]),
                ("/v1/visits/\(visit)/cancellation", ["reason": reason]),
            ]
            for (path, body) in asked {
                let answer = try await server.ask(
                    "POST",
                    path,
                    token: world.token(of: .operator),
                    headers: ["Idempotency-Key": path.replacing("/", with: "-")],
                    json: body
                )
                #expect(answer.status == (isTaken ? 201 : 422), "\(answer.text)")
                guard !isTaken else { continue }
                #expect(answer.code == "field-invalid")
                #expect(answer.string("field") == "reason")
            }
        }
    }

    private func secondOperator(_ server: TestServer) async throws -> String {
        let people = server.services.people
        let hash = try await server.services.hasher.hash(TestWorld.password)
        return try await server.kit.store.write { session in
            let identifier = "second.operator@staff.example"
            let (_, otpauth) = try people.addStaff(
                identifier: identifier,
                passwordHash: hash,
                role: .operator,
                in: session
            )
            let candidate = try #require(try people.signInCandidates(identifier: identifier, in: session).first)
            let code = otpauth.flatMap { Authenticator($0)?.code(at: session.now) }
            return try people.openSession(login: candidate, code: code, in: session).get().token
        }
    }
}
