import Employers
import Family
import Foundation
import Kernel
import People
import Store
import Testing

@testable import API

@Suite("Family requests, decisions, add-ons and payroll")
struct FamilyTests {
    private static let spouse: [String: any Sendable] = [
        "givenName": "Mihai", "familyName": "Pop", "relation": "spouse", "birthDate": "1985-09-17",
        "package": "primary", "consentVersion": "1", "email": "mihai@member.example",
    ]

    /// Asks for the spouse's add-on and gives the request's id.
    private func ask(_ server: TestServer, _ world: TestWorld) async throws -> String {
        let answer = try await server.ask(
            "POST",
            "/v1/me/family-requests",
            token: world.token(of: .member),
            json: Self.spouse
        )
        #expect(answer.status == 201)
        #expect(answer.nested("price")["amount"] as? Int == 3500)
        #expect(answer.nested("price")["currency"] as? String == "RON")
        #expect(answer.string("state") == "pending")
        return try #require(answer.string("id"))
    }

    /// Another agreement, which sells `primary` for 40.00 to the family from 2027-01-01 on.
    private func raise(_ server: TestServer, _ world: TestWorld) async throws {
        let (employers, family) = (server.services.employers, server.services.family)
        let price = Money(amount: 4000, currency: try #require(Currency("RON")))
        let (package, from) = (try #require(PackageCode("primary")), try #require(Day("2027-01-01")))
        try await server.services.store.write { session in
            let prices = [package: PackagePrice(price: price, familyPrice: price)]
            try employers.addAgreement(world.employer, from: from, prices: prices, in: session)
            try family.followPrices(of: world.employer, in: session)
        }
    }

    @Test("B23: a member asks, HR approves, payroll deducts, as JSON and as CSV")
    func approvedAndDeducted() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let hr = world.token(of: .hr)
            let id = try await ask(server, world)
            let list = try await server.ask(
                "GET",
                "/v1/employers/\(world.employer)/family-requests?state=pending",
                token: hr
            )
            #expect(list.items.compactMap { $0["id"] as? String } == [id])
            let approval = try await server.ask(
                "POST",
                "/v1/family-requests/\(id)/approval",
                token: hr,
                json: ["startsOn": "2026-11-01"]
            )
            #expect(approval.status == 201)
            #expect(approval.string("startsOn") == "2026-11-01")
            let twice = try await server.ask("POST", "/v1/family-requests/\(id)/approval", token: hr)
            #expect(twice.status == 409)
            #expect(twice.code == "already-decided")

            let path = "/v1/employers/\(world.employer)/payroll/2026-11"
            let payroll = try await server.ask("GET", path, token: hr)
            let line = try #require((payroll.object["lines"] as? [[String: Any]])?.first)
            #expect(line["employeeNumber"] as? String == "10058")
            #expect(line["familyMembers"] as? [String] == ["Mihai Pop"])
            #expect(payroll.nested("total")["amount"] as? Int == 3500)
            let csv = try await server.ask(
                "GET",
                path + "?delimiter=%3B&decimal=,",
                token: hr,
                headers: ["Accept": "text/csv"]
            )
            #expect(csv.header("Content-Type") == "text/csv; charset=utf-8")
            #expect(csv.text.contains("10058;Ana Pop;Mihai Pop;family-add-on;35,00;RON"))
        }
    }

    @Test(
        "B23: what is wrong with a request is named by its field",
        arguments: [
            ("givenName", "Mi\u{202E}hai", "name-invalid"), ("familyName", " ", "name-invalid"),
            ("package", "gold", "no-such-package"), ("birthDate", "2027-01-01", "birth-date-invalid"),
        ]
    )
    func wrongField(field: String, value: String, code: String) async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let json = Self.spouse.merging([field: value]) { $1 }
            let answer = try await server.ask(
                "POST",
                "/v1/me/family-requests",
                token: world.token(of: .member),
                json: json
            )
            #expect(answer.status == 422)
            #expect(answer.code == code)
            #expect(answer.string("field") == field)
        }
    }

    @Test("B26: a closed month is the same bytes ever after, and says its SHA-256")
    func closed() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let hr = world.token(of: .hr)
            let path = "/v1/employers/\(world.employer)/payroll/2026-11"
            let id = try await ask(server, world)
            _ = try await server.ask(
                "POST",
                "/v1/family-requests/\(id)/approval",
                token: hr,
                json: ["startsOn": "2026-11-01"]
            )
            let closure = try await server.ask("POST", path + "/closure", token: hr)
            #expect(closure.status == 201)
            let again = try await server.ask("POST", path + "/closure", token: hr)
            #expect(again.string("sha256") == closure.string("sha256"))
            let payroll = try await server.ask("GET", path, token: hr)
            #expect(payroll.string("state") == "closed")
            #expect(payroll.string("sha256") == closure.string("sha256"))
            let early = try await server.ask(
                "POST",
                "/v1/employers/\(world.employer)/payroll/2027-06/closure",
                token: hr
            )
            #expect(early.status == 409)
            #expect(early.code == "period-too-early")
        }
    }

    @Test("B28: a member ends an add-on, and takes back a request that isn't decided")
    func ended() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let member = world.token(of: .member)
            let first = try await ask(server, world)
            let withdrawn = try await server.ask("DELETE", "/v1/me/family/\(first)", token: member)
            #expect(withdrawn.string("state") == "withdrawn")
            let second = try await ask(server, world)
            let approval = try await server.ask(
                "POST",
                "/v1/family-requests/\(second)/approval",
                token: world.token(of: .hr),
                json: ["startsOn": "2026-11-01"]
            )
            let addOn = try #require(approval.string("id"))
            let ended = try await server.ask("DELETE", "/v1/me/family/\(addOn)", token: member)
            #expect(ended.string("endsOn") == "2026-11-30")
            let list = try await server.ask("GET", "/v1/me/family", token: member)
            #expect(list.items.count == 2)
        }
    }

    @Test("B23: a new price is shown with the add-on, and the member's consent to it keeps the add-on")
    func newPrice() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let member = world.token(of: .member)
            let request = try await ask(server, world)
            let approval = try await server.ask(
                "POST",
                "/v1/family-requests/\(request)/approval",
                token: world.token(of: .hr),
                json: ["startsOn": "2026-11-01"]
            )
            let addOn = try #require(approval.string("id"))
            try await raise(server, world)
            let shown = try await server.ask("GET", "/v1/me/family", token: member)
            let waiting = try #require(shown.items.first?["addOn"] as? [String: Any])
            let newPrice = try #require(waiting["newPrice"] as? [String: Any])
            #expect((newPrice["price"] as? [String: Any])?["amount"] as? Int == 4000)
            #expect(newPrice["consentBy"] as? String == "2026-12-31")
            #expect(waiting["endsOn"] as? String == "2026-12-31")
            #expect(waiting["endReason"] as? String == "price")
            let price: [String: any Sendable] = ["amount": 4000, "currency": "RON"]
            let body: [String: any Sendable] = ["price": price, "consentVersion": "1"]
            let path = "/v1/me/family/\(addOn)/consent"
            let early = try await server.ask("POST", path, token: world.token(of: .hr), json: body)
            #expect(early.status == 403)
            let consented = try await server.ask("POST", path, token: member, json: body)
            #expect(consented.status == 200)
            #expect(consented.string("pricedFrom") == "2027-01")
            #expect(consented.string("endsOn") == nil)
        }
    }

    @Test(
        "What a request gets wrong is named",
        arguments: [
            (["consentVersion": "0"], "consent-not-current", "consentVersion"),
            (["birthDate": "2030-01-01"], "birth-date-invalid", "birthDate"),
            (["phone": "12"], "phone-invalid", "phone"), (["relation": "cousin"], "field-invalid", "relation"),
        ] as [([String: String], String, String)]
    )
    func wrong(change: [String: String], code: String, field: String) async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            var body = Self.spouse
            for (key, value) in change { body[key] = value }
            let answer = try await server.ask(
                "POST",
                "/v1/me/family-requests",
                token: world.token(of: .member),
                json: body
            )
            #expect(answer.status == 422)
            #expect(answer.code == code)
            #expect(answer.string("field") == field)
        }
    }

    @Test("B52: another employer's HR sees, approves and refuses nothing of it", arguments: ["approval", "refusal"])
    func tenants(verdict: String) async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let id = try await ask(server, world)
            let stranger = world.token(of: .hr, other: true)
            let answer = try await server.ask(
                "POST",
                "/v1/family-requests/\(id)/\(verdict)",
                token: stranger,
                json: ["reason": "not ours"]
            )
            #expect(answer.status == 404)
            let list = try await server.ask(
                "GET",
                "/v1/employers/\(world.otherEmployer)/family-requests",
                token: stranger
            )
            #expect(list.items.isEmpty)
        }
    }
}
