import Foundation
import Kernel
import People
import Secrets
import Store
import TestKit
import Testing

@testable import API

@Suite("POST /v1/sessions, DELETE /v1/sessions/current")
struct SessionTests {
    @Test("B21: HR signs in with a password, and the token works until signing out")
    func signInAndOut() async throws {
        try await TestServer.with { server in
            _ = try await TestWorld.make(server)
            let answer = try await server.ask(
                "POST",
                "/v1/sessions",
                json: ["identifier": "HR@staff.example ", "password": TestWorld.password]
            )
            #expect(answer.status == 201)
            #expect(answer.string("role") == "hr")
            #expect(answer.string("expiresAt")?.hasSuffix("Z") == true)
            let token = try #require(answer.string("token"))
            let known = try await server.ask("GET", "/v1/me/sessions", token: token)
            #expect(known.status == 200)
            let out = try await server.ask("DELETE", "/v1/sessions/current", token: token)
            #expect(out.status == 204)
            let gone = try await server.ask("GET", "/v1/me/sessions", token: token)
            #expect(gone.status == 401)
        }
    }

    @Test(
        "A wrong password and an unknown identifier look the same",
        arguments: ["hr@staff.example", "x@staff.example"]
    )
    func wrong(identifier: String) async throws {
        try await TestServer.with { server in
            _ = try await TestWorld.make(server)
            let answer = try await server.ask(
                "POST",
                "/v1/sessions",
                json: ["identifier": identifier, "password": "not the password"]
            )
            #expect(answer.status == 401)
            #expect(answer.code == "credentials-invalid")
        }
    }

    @Test("B21: an operator needs the second factor, and a code counts once")
    func secondFactor() async throws {
        try await TestServer.with { server in
            let services = server.services
            let hash = try await services.hasher.hash(TestWorld.password)
            let otpauth = try await server.kit.store.write { session in
                try services.people.addStaff(
                    identifier: "op@staff.example",
                    passwordHash: hash,
                    role: .operator,
                    in: session
                ).otpauth
            }
            let app = try #require(otpauth.flatMap { Authenticator($0) })
            var body = ["identifier": "op@staff.example", "password": TestWorld.password]
            let without = try await server.ask("POST", "/v1/sessions", json: body)
            #expect(without.status == 401)
            #expect(without.code == "second-factor-required")
            body["code"] = app.code(at: server.kit.clock.now())
            let with = try await server.ask("POST", "/v1/sessions", json: body)
            #expect(with.status == 201)
            #expect(with.string("role") == "operator")
            let again = try await server.ask("POST", "/v1/sessions", json: body)
            #expect(again.status == 422)
            #expect(again.code == "code-invalid")
        }
    }

    @Test("Too many wrong passwords are 429 with Retry-After")
    func tooMany() async throws {
        try await TestServer.with { server in
            let body = ["identifier": "hr@staff.example", "password": "not the password"]
            var last = try await server.ask("POST", "/v1/sessions", json: body)
            for _ in 0..<40 where last.status == 401 { last = try await server.ask("POST", "/v1/sessions", json: body) }
            #expect(last.status == 429)
            #expect(last.code == "too-many-tries")
            #expect(last.string("detail")?.contains("sign in") == true)
            #expect(Int(last.header("Retry-After") ?? "") ?? 0 > 0)
        }
    }

    @Test("B22: sessions are listed, and one can end another")
    func ownSessions() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let second = try await server.ask(
                "POST",
                "/v1/sessions",
                headers: ["User-Agent": "Phone"],
                json: ["identifier": "ana@member.example", "password": TestWorld.password]
            )
            let token = try #require(second.string("token"))
            let list = try await server.ask("GET", "/v1/me/sessions", token: token)
            #expect(list.items.count == 2)
            #expect(list.items.first { $0["isCurrent"] as? Bool == true }?["device"] as? String == "Phone")
            let other = try #require(list.items.first { $0["isCurrent"] as? Bool == false }?["id"] as? String)
            let ended = try await server.ask("DELETE", "/v1/me/sessions/\(other)", token: token)
            #expect(ended.status == 204)
            let gone = try await server.ask("GET", "/v1/me/sessions", token: world.token(of: .member))
            #expect(gone.status == 401)
            let strangers = try await server.ask("DELETE", "/v1/me/sessions/\(other)", token: world.token(of: .hr))
            #expect(strangers.status == 404)
        }
    }
}
