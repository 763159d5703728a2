import Foundation
import Kernel
import People
import Secrets
import Store
import TestKit
import Testing

@testable import API

@Suite("A guardian and a child, over HTTP")
struct ChildTests {
    private static let ion: [String: any Sendable] = [
        "givenName": "Ion", "familyName": "Pop", "relation": "child", "birthDate": "2016-02-01",
        "package": "primary", "consentVersion": "1",
    ]

    /// The member's add-on for Ion, from this month on.
    private func subscribe(
        _ server: TestServer,
        _ world: TestWorld,
        _ child: [String: any Sendable] = ion,
        startsOn: String = "2026-11-01"
    ) async throws -> String {
        let asked = try await server.ask(
            "POST",
            "/v1/me/family-requests",
            token: world.token(of: .member),
            json: child
        )
        let request = try #require(asked.string("id"))
        let approved = try await server.ask(
            "POST",
            "/v1/family-requests/\(request)/approval",
            token: world.token(of: .hr),
            json: ["startsOn": startsOn]
        )
        return try #require(approved.string("id"))
    }

    @Test("B29: the desk verifies the child by the guardian's code, and the guardian sees what became of it")
    func wholeWay() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let (member, desk) = (world.token(of: .member), world.token(of: .desk))
            #expect(try await server.ask("GET", "/v1/me/children", token: member).items.isEmpty)
            _ = try await subscribe(server, world)
            let children = try await server.ask("GET", "/v1/me/children", token: member).items
            let child = try #require(children.first)
            #expect(child["givenName"] as? String == "Ion")
            #expect((child["coverages"] as? [[String: Any]])?.first?["state"] as? String == "current")
            let id = try #require(child["personId"] as? String)

            let (number, code) = try await world.card(server)
            var body: [String: any Sendable] = [
                "locationId": world.location.description, "cardNumber": number, "code": code,
                "child": ["givenName": "Ion", "familyName": "Pop", "birthDate": "2016-02-01"],
            ]
            let verified = try await server.ask("POST", "/v1/verifications", token: desk, json: body)
            #expect(verified.status == 201, "\(verified.text)")
            #expect(verified.nested("member") as? [String: String] == ["name": "Ion Pop"])
            #expect(verified.nested("guardian") as? [String: String] == ["name": "Ana Pop"])
            let services = try #require(verified.object["services"] as? [[String: Any]])
            let service = try #require(
                services.first { $0["affordable"] as? Bool == true && ($0["credits"] as? Int ?? 0) > 0 }
            )
            let order = TestWorld.Order(
                verification: try #require(verified.string("id")),
                service: try #require(service["id"] as? String),
                credits: try #require(service["credits"] as? Int)
            )
            let visit = try await world.send(order, key: "child", to: server)
            #expect(visit.status == 201)

            for list in ["visits", "lookups", "credits", "entitlements"] {
                let own = try await server.ask("GET", "/v1/me/\(list)", token: member)
                let its = try await server.ask("GET", "/v1/me/\(list)?child=\(id)", token: member)
                #expect(its.status == 200, "\(list)")
                #expect((own.text == its.text) == (list == "entitlements"), "\(list)")
            }
            // Who is covered only later has another list than the guardian.
            let dan = Self.ion.merging(["givenName": "Dan"]) { $1 }
            _ = try await subscribe(server, world, dan, startsOn: "2027-01-01")
            let all = try await server.ask("GET", "/v1/me/children", token: member).items
            let second = try #require(all.first { $0["givenName"] as? String == "Dan" }?["personId"] as? String)
            let later = try await server.ask("GET", "/v1/me/entitlements?child=\(second)", token: member)
            #expect(later.status == 200)
            #expect((later.object["packages"] as? [String])?.isEmpty == true)
            let visits = try await server.ask("GET", "/v1/me/visits?child=\(id)", token: member)
            #expect(visits.items.map { $0["id"] as? String } == [visit.string("id")])
            let lookups = try await server.ask("GET", "/v1/me/lookups", token: member)
            #expect(lookups.items.map { $0["childId"] as? String } == [id])

            body["child"] = ["givenName": "Ion", "familyName": "Pop", "birthDate": "2016-02-02"]
            let wrong = try await server.ask("POST", "/v1/verifications", token: desk, json: body)
            #expect(wrong.status == 404)
            #expect(wrong.code == "no-such-child")
            #expect(wrong.string("matter") == "nobody")
            body["child"] = ["givenName": "Ion", "familyName": "Pop"]
            let short = try await server.ask("POST", "/v1/verifications", token: desk, json: body)
            #expect(short.status == 422)
            #expect(short.string("field") == "child.birthDate")
            body["child"] = ["givenName": "Ion", "familyName": "Pop", "birthDate": "2016-02-01", "age": "10"]
            let more = try await server.ask("POST", "/v1/verifications", token: desk, json: body)
            #expect(more.status == 422)
            #expect(more.string("field") == "child.age")
        }
    }

    @Test("B52: another's child, somebody who is none, and what is no identifier are refused")
    func others() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            _ = try await subscribe(server, world)
            let children = try await server.ask("GET", "/v1/me/children", token: world.token(of: .member)).items
            let child = try #require(children.first?["personId"] as? String)
            let stranger = try await world.anotherMember(server)
            for list in ["visits", "lookups", "credits", "entitlements"] {
                for (token, id) in [(stranger, child), (stranger, world.member.description)] {
                    let answer = try await server.ask("GET", "/v1/me/\(list)?child=\(id)", token: token)
                    #expect(answer.status == 404, "\(list)")
                    #expect(answer.code == "no-such-person")
                }
                let nobody = try await server.ask("GET", "/v1/me/\(list)?child=ion", token: stranger)
                #expect(nobody.status == 422)
                #expect(nobody.string("field") == "child")
            }
            #expect(try await server.ask("GET", "/v1/me/children", token: stranger).items.isEmpty)
        }
    }

    @Test("B29: contacts of a family member are kept for when it is of age; only the member gives them")
    func contacts() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let addOn = try await subscribe(server, world)
            let path = "/v1/me/family/\(addOn)/contacts"
            let json = ["email": "ion@posta.example"]
            let given = try await server.ask("PUT", path, token: world.token(of: .member), json: json)
            #expect(given.status == 200)
            #expect(given.string("id") == addOn)
            let none = try await server.ask("PUT", path, token: world.token(of: .member), json: [:])
            #expect(none.status == 422)
            #expect(none.code == "contact-missing")
            let wrong = try await server.ask("PUT", path, token: world.token(of: .member), json: ["phone": "07"])
            #expect(wrong.code == "phone-invalid")
            #expect(wrong.string("field") == "phone")
            let stranger = try await world.anotherMember(server)
            #expect(try await server.ask("PUT", path, token: stranger, json: json).code == "no-such-add-on")
        }
    }
}

extension TestWorld {
    /// The token of another employee of the same employer.
    fileprivate func anotherMember(_ server: TestServer) async throws -> String {
        let services = server.services
        let hash = try await services.hasher.hash(Self.password)
        return try await server.kit.store.write { [employer] session in
            let email = "dan@member.example"
            _ = try Self.employ(email, number: "10059", at: employer, services, in: session)
            return try Self.activate(email, passwordHash: hash, services, in: session)
        }
    }
}
