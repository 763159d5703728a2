import Foundation
import Kernel
import People
import Store
import TestKit
import Testing

@testable import API

@Suite("Activation, password resets, contacts, texts")
struct AccountTests {
    @Test("B18: activation by e-mail: a code, the terms, a password, and one is signed in")
    func activation() async throws {
        try await TestServer.with { server in
            _ = try await TestWorld.make(server)
            try await enroll(server, email: "ion@member.example")
            let start = try await server.ask("POST", "/v1/activations", json: ["identifier": "Ion@member.example"])
            #expect(start.status == 202)
            let id = try #require(start.string("id"))
            let path = "/v1/activations/\(id)/completion"
            let code = try await server.code(to: "ion@member.example")
            let terms = try await server.ask("GET", "/v1/terms/current")
            let version = try #require(terms.string("version"))
            var body = [
                "code": code == "000000" ? "000001" : "000000", "password": "twelve chars", "termsVersion": version,
            ]
            let wrong = try await server.ask("POST", path, json: body)
            #expect(wrong.status == 422)
            #expect(wrong.code == "code-invalid")
            body["code"] = code
            body["password"] = "eleven char"
            let short = try await server.ask("POST", path, json: body)
            #expect(short.status == 422)
            #expect(short.code == "password-too-short")
            body["password"] = "twelve chars"
            let done = try await server.ask("POST", path, json: body)
            #expect(done.status == 201)
            #expect(done.string("role") == "member")
            let card = try await server.ask("GET", "/v1/me/card", token: done.string("token"))
            #expect(card.string("cardNumber")?.count == 12)
            #expect(card.string("otpauth")?.hasPrefix("otpauth://totp/") == true)
            let twice = try await server.ask("POST", path, json: body)
            #expect(twice.status == 422)
        }
    }

    @Test("B18: an unknown identifier gets the same answer, and no message")
    func unknown() async throws {
        try await TestServer.with { server in
            for path in ["/v1/activations", "/v1/password-resets"] {
                let answer = try await server.ask("POST", path, json: ["identifier": "nobody@member.example"])
                #expect(answer.status == 202)
                #expect(answer.object.keys.sorted() == ["id"])
            }
            let outbox = try await server.outbox()
            #expect(outbox.isEmpty)
        }
    }

    @Test("B19: a forgotten password is set anew, and old sessions end")
    func reset() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let start = try await server.ask("POST", "/v1/password-resets", json: ["identifier": "ana@member.example"])
            let id = try #require(start.string("id"))
            let code = try await server.code(to: "ana@member.example")
            let done = try await server.ask(
                "POST",
                "/v1/password-resets/\(id)/completion",
                json: ["code": code, "password": "another password"]
            )
            #expect(done.status == 204)
            let old = try await server.ask("GET", "/v1/me/card", token: world.token(of: .member))
            #expect(old.status == 401)
            let new = try await server.ask(
                "POST",
                "/v1/sessions",
                json: ["identifier": "ana@member.example", "password": "another password"]
            )
            #expect(new.status == 201)
        }
    }

    @Test("B22: a phone is written as where the member works, so that no stranger gets the code")
    func foreignContact() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let employer = world.employer
            try await server.kit.store.write {
                try $0.run("UPDATE employer SET country = 'SE' WHERE id = ?1", employer)
            }
            let contact = ["kind": "phone", "value": "070-200 00 04"]
            let start = try await server.ask("POST", "/v1/me/contacts", token: world.token(of: .member), json: contact)
            #expect(start.status == 202)
            _ = try await server.code(to: "+46702000004")
            // Of somebody for whom nobody pays, or somebody in two countries, a number must say its own.
            let member = world.member
            try await server.kit.store.write { try $0.run("DELETE FROM coverage WHERE person = ?1", member) }
            for (value, status) in [("0722 000 098", 422), ("+40722000098", 202)] {
                let contact = ["kind": "phone", "value": value]
                let answer = try await server.ask(
                    "POST",
                    "/v1/me/contacts",
                    token: world.token(of: .member),
                    json: contact
                )
                #expect(answer.status == status, "\(answer.text)")
            }
        }
    }

    @Test("B22: a new phone is proven by its own code, and signs in")
    func contact() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let token = world.token(of: .member)
            let start = try await server.ask(
                "POST",
                "/v1/me/contacts",
                token: token,
                json: ["kind": "phone", "value": "0722 000 099"]
            )
            #expect(start.status == 202)
            let code = try await server.code(to: "+40722000099")
            let id = try #require(start.string("id"))
            let done = try await server.ask(
                "POST",
                "/v1/me/contacts/\(id)/completion",
                token: token,
                json: ["code": code]
            )
            #expect(done.status == 201)
            #expect(done.string("value") == "+40722000099")
            let signIn = try await server.ask(
                "POST",
                "/v1/sessions",
                json: ["identifier": "0722000099", "password": TestWorld.password]
            )
            #expect(signIn.status == 201)
        }
    }

    @Test("Terms and consent come in the reader's language")
    func texts() async throws {
        try await TestServer.with { server in
            _ = try await TestWorld.make(server)
            let terms = try await server.ask("GET", "/v1/terms/current", headers: ["Accept-Language": "ro"])
            #expect(terms.string("text") == "Termeni")
            let consent = try await server.ask("GET", "/v1/consents/payroll-deduction")
            #expect(consent.string("text") == "Consent")
            #expect(consent.string("version") == "1")
        }
    }

    private func enroll(_ server: TestServer, email: String) async throws {
        let people = server.services.people
        try await server.kit.store.write { session in
            let arrival = Arrival(
                source: session.newID(),
                givenName: "Ion",
                familyName: "Pop",
                email: try EmailAddress(reading: email)
            )
            _ = try people.enroll([arrival], changeSet: ChangeSet.immediate, in: session)
        }
    }
}
