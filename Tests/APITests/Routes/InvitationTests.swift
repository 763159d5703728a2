import Employers
import Foundation
import Kernel
import Messaging
import People
import Store
import TestKit
import Testing

@testable import API

@Suite("POST /v1/employments/{id}/invitation, /slip")
struct InvitationTests {
    @Test("B17: HR sends the invitation again, to its own people only")
    func invitation() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let id = try await employment(server, world)
            let answer = try await server.ask("POST", "/v1/employments/\(id)/invitation", token: world.token(of: .hr))
            #expect(answer.status == 202)
            let employers = server.services.employers
            try await server.kit.store.write { _ = try employers.inviteDue(in: $0) }
            let outbox = try await server.outbox()
            #expect(outbox.map(\.to) == ["ana@member.example"])
            let stranger = try await server.ask(
                "POST",
                "/v1/employments/\(id)/invitation",
                token: world.token(of: .hr, other: true)
            )
            #expect(stranger.status == 404)
            #expect(stranger.code == "no-such-employment")
        }
    }

    @Test("B17: a slip is for who has no contact to activate by, and another employer's HR prints none")
    func slip() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let id = try await employment(server, world)
            let active = try await server.ask("POST", "/v1/employments/\(id)/slip", token: world.token(of: .hr))
            #expect(active.status == 409)
            #expect(active.code == "slip-not-needed")
            let stranger = try await server.ask(
                "POST",
                "/v1/employments/\(id)/slip",
                token: world.token(of: .hr, other: true)
            )
            #expect(stranger.status == 404)
        }
    }

    @Test("B17, B18: a printed slip activates by username whose e-mail address is a colleague's as well")
    func slipActivates() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let services = server.services
            try await server.kit.store.write { session in
                _ = try TestWorld.employ(
                    "new@member.example",
                    number: "10059",
                    at: world.employer,
                    services,
                    in: session
                )
            }
            let id = try await employment(server, world, number: "10059")
            let alone = try await server.ask("POST", "/v1/employments/\(id)/slip", token: world.token(of: .hr))
            #expect(alone.code == "slip-not-needed")
            try await server.kit.store.write { session in
                _ = try TestWorld.employ(
                    "new@member.example",
                    number: "10060",
                    at: world.employer,
                    services,
                    in: session
                )
            }
            let slip = try await server.ask("POST", "/v1/employments/\(id)/slip", token: world.token(of: .hr))
            #expect(slip.status == 201)
            let (username, code) = (try #require(slip.string("username")), try #require(slip.string("code")))
            let start = try await server.ask("POST", "/v1/activations", json: ["identifier": username])
            let proof = try #require(start.string("id"))
            let done = try await server.ask(
                "POST",
                "/v1/activations/\(proof)/completion",
                json: ["code": code, "password": "twelve chars", "termsVersion": "1"]
            )
            #expect(done.status == 201)
        }
    }

    private func employment(_ server: TestServer, _ world: TestWorld, number: String = "10058") async throws -> String {
        let path = "/v1/employers/\(world.employer)/employments"
        let list = try await server.ask("GET", path, token: world.token(of: .hr))
        return try #require(list.items.first { $0["employeeNumber"] as? String == number }?["id"] as? String)
    }
}
