import Foundation
import Kernel
import Partners
import People
import Secrets
import Store
import TestKit
import Testing

@testable import API

@Suite("GET /v1/partners/{id}/settlements/{month}, POST …/closure, /v1/partners/{id}/tariffs")
struct SettlementTests {
    private func lei(_ amount: Int) -> [String: any Sendable] { ["amount": amount, "currency": "RON"] }

    private func set(
        _ prices: [(String, Int)],
        from day: String,
        of partner: PartnerID,
        _ token: String,
        _ server: TestServer
    ) async throws -> Answer {
        let rows: [[String: any Sendable]] = prices.map { ["service": $0.0, "price": lei($0.1)] }
        return try await server.ask(
            "POST",
            "/v1/partners/\(partner)/tariffs",
            token: token,
            json: ["from": day, "prices": rows]
        )
    }

    private func amount(_ value: Any?) -> Int? { (value as? [String: Any])?["amount"] as? Int }

    @Test(
        "B48: a tariff, a visit, the open month, its closure, the same CSV ever after, and an adjustment in the next month"
    )
    func wholeWay() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let (operatorToken, desk) = (world.token(of: .operator), world.token(of: .desk))
            let partner = try await world.partner(server)
            let path = "/v1/partners/\(partner)/settlements/2026-11"
            let order = try await world.order(server)
            let visit = try await world.send(order, key: "one", to: server)
            let id = try #require(visit.string("id"))

            let unpriced = try await server.ask("GET", path, token: desk)
            #expect(unpriced.status == 200)
            #expect(unpriced.string("state") == "open")
            let missing = unpriced.object["missingTariffs"] as? [[String: Any]]
            #expect(missing?.first?["service"] as? String == order.service)
            #expect(missing?.first?["from"] as? String == "2026-11-20")
            let tariff = try await set([(order.service, 9050)], from: "2026-01-01", of: partner, operatorToken, server)
            #expect(tariff.status == 201, "\(tariff.text)")
            let again = try await set([(order.service, 9050)], from: "2026-01-01", of: partner, operatorToken, server)
            #expect(again.data == tariff.data)
            #expect(again.header("Idempotent-Replayed") == "true")
            for day in ["0001-01-01", "1999-12-31", "2200-01-01", "9999-12-31"] {
                let mistyped = try await set([(order.service, 1)], from: day, of: partner, operatorToken, server)
                #expect(mistyped.status == 422)
                #expect(mistyped.code == "tariff-day-invalid", "\(mistyped.text)")
            }
            let tariffs = try await server.ask("GET", "/v1/partners/\(partner)/tariffs", token: operatorToken)
            #expect(tariffs.items.map { $0["id"] as? String } == [tariff.string("id")])

            let open = try await server.ask("GET", path, token: desk)
            #expect(amount(open.object["total"]) == 9050)
            #expect(open.int("credits") == order.credits)
            #expect(open.object["sha256"] == nil)
            let lines = open.object["lines"] as? [[String: Any]]
            #expect(lines?.count == 1)
            #expect(lines?.first?["kind"] as? String == "visits")
            #expect(amount(lines?.first?["unitPrice"]) == 9050)
            #expect(!open.text.contains("Popescu"))
            let early = try await server.ask("POST", path + "/closure", token: operatorToken)
            #expect(early.status == 409)
            #expect(early.code == "period-too-early")

            server.kit.clock.set(Zone.bucharest.start(of: try #require(Day("2026-12-01"))))
            let later = try await laterOperator(server)
            let closure = try await server.ask("POST", path + "/closure", token: later)
            #expect(closure.status == 201, "\(closure.text)")
            let sha256 = try #require(closure.string("sha256"))
            let csv = try await server.ask("GET", path, token: later, headers: ["Accept": "text/csv"])
            #expect(csv.header("Content-Type") == "text/csv; charset=utf-8")
            #expect(FileDigest.sha256(Array(csv.data)) == sha256)
            let body = String(decoding: csv.data.dropFirst(3), as: UTF8.self)
            #expect(
                body.hasPrefix(
                    "location,location_name,service,kind,month,unit_price,quantity,credits,amount,currency\r\n"
                )
            )
            #expect(body.hasSuffix(",\(order.service),visits,2026-11,90.50,1,\(order.credits),90.50,RON\r\n"))
            let frozen = try await server.ask("GET", path, token: later)
            #expect(frozen.string("state") == "closed")
            #expect(frozen.string("sha256") == sha256)

            let refused = try await set([(order.service, 1)], from: "2026-11-30", of: partner, later, server)
            #expect(refused.status == 409)
            #expect(refused.code == "period-closed")
            let cancelled = try await server.ask(
                "POST",
                "/v1/visits/\(id)/cancellation",
                token: later,
                headers: ["Idempotency-Key": "two"],
                json: [:]
            )
            #expect(cancelled.status == 201, "\(cancelled.text)")
            let repeated = try await server.ask("POST", path + "/closure", token: later)
            #expect(repeated.data == closure.data)
            let same = try await server.ask("GET", path, token: later, headers: ["Accept": "text/csv"])
            #expect(same.data == csv.data)
            #expect(try await server.ask("GET", path, token: later).data == frozen.data)
            let december = "/v1/partners/\(partner)/settlements/2026-12"
            let next = try await server.ask("GET", december, token: later)
            #expect(amount(next.object["total"]) == -9050)
            #expect(next.int("credits") == -order.credits)
            let adjustments = next.object["adjustments"] as? [[String: Any]]
            #expect(adjustments?.first?["month"] as? String == "2026-11")
            #expect(adjustments?.first?["quantity"] as? Int == -1)
            #expect((next.object["lines"] as? [Any])?.isEmpty == true)
        }
    }

    /// Another operator: whoever signed in weeks ago isn't any more.
    private func laterOperator(_ server: TestServer) async throws -> String {
        let people = server.services.people
        let hash = try await server.services.hasher.hash(TestWorld.password)
        return try await server.kit.store.write { session in
            let identifier = "later.operator@staff.example"
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

    @Test("What is wrong with a tariff is named, and nobody's partner is 404")
    func refused() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let (token, partner) = (world.token(of: .operator), try await world.partner(server))
            for (prices, code, status) in [
                ([], "prices-missing", 422), ([("ecg", -1)], "price-invalid", 422),
                ([("ecg", 1), ("ecg", 2)], "service-duplicate", 422), ([("nothing", 1)], "no-such-service", 422),
            ] as [([(String, Int)], String, Int)] {
                let answer = try await set(prices, from: "2026-01-01", of: partner, token, server)
                #expect(answer.code == code)
                #expect(answer.status == status)
            }
            #expect(try await set([("ecg", 1)], from: "2026-13-01", of: partner, token, server).status == 422)
            #expect(
                try await set([("ecg", 1)], from: "2026-01-01", of: PartnerID(bits: 1), token, server).status == 404
            )
            let price = #"{"service": "ecg", "price": {"amount": 0.5, "currency": "RON"}}"#
            let half = #"{"from": "2026-01-01", "prices": [\#(price)]}"#
            let answer = try await server.ask(
                "POST",
                "/v1/partners/\(partner)/tariffs",
                token: token,
                body: Data(half.utf8)
            )
            #expect(answer.code == "field-invalid")
            #expect(answer.string("field") == "prices[0].price.amount")
            let none = "/v1/partners/\(PartnerID(bits: 1))"
            #expect(try await server.ask("GET", none + "/tariffs", token: token).status == 404)
            #expect(try await server.ask("GET", none + "/settlements/2026-10", token: token).status == 404)
            #expect(try await server.ask("POST", none + "/settlements/2026-10/closure", token: token).status == 404)
            let path = "/v1/partners/\(partner)/settlements"
            #expect(try await server.ask("GET", path + "/2026", token: token).status == 422)
            // The first and the last month that there are.
            for month in ["0001-01", "9999-12"] {
                for token in [token, world.token(of: .desk)] {
                    let answer = try await server.ask("GET", path + "/\(month)", token: token)
                    #expect(answer.string("state") == "open", "\(answer.text)")
                }
            }
            let last = try await server.ask("POST", path + "/9999-12/closure", token: token)
            #expect(last.code == "period-too-early")
            let first = try await server.ask("POST", path + "/0001-01/closure", token: token)
            #expect(first.status == 409)
            #expect(first.code == "nothing-to-settle")
            #expect(first.text.contains("2026-11"), "\(first.text)")
        }
    }

    @Test("A location's name can't become a formula in a spreadsheet")
    func formula() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let partner = try await world.partner(server)
            #expect(try await world.visit(server, key: "one").answer.status == 201)
            try await server.kit.store.write { [location = world.location] session in
                try session.run("UPDATE location SET name = '=1+1' WHERE id = ?1", location)
            }
            let csv = try await server.ask(
                "GET",
                "/v1/partners/\(partner)/settlements/2026-11",
                token: world.token(of: .desk),
                headers: ["Accept": "text/csv"]
            )
            #expect(csv.text.contains(",'=1+1,"))
        }
    }
}
