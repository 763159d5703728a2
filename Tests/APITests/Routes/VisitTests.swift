import Entitlements
import Foundation
import Kernel
import People
import Store
import TestKit
import Testing

@testable import API

@Suite("POST /v1/visits, /v1/visits/{id}/cancellation")
struct VisitTests {
    @Test("B40, B43: a visit is recorded once, however often it is sent, with the same bytes")
    func replay() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let before = try await world.balance(server)
            let (first, credits) = try await world.visit(server, key: "one")
            #expect(first.status == 201)
            #expect(first.string("state") == "recorded")
            #expect(first.int("credits") == credits)
            #expect(first.header("Idempotent-Replayed") == nil)
            let (second, _) = try await world.visit(server, key: "one")
            #expect(second.status == 201)
            #expect(second.data == first.data)
            #expect(second.header("Idempotent-Replayed") == "true")
            let after = try await world.balance(server)
            #expect(after == before - credits)
            let mine = try await server.ask("GET", "/v1/me/visits", token: world.token(of: .member))
            #expect(mine.items.count == 1)
        }
    }

    @Test("B15, B39: what somebody has used shows at the desk, though the list of most is kept ready")
    func limitReached() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            func line(of verification: Answer) throws -> [String: Any] {
                let services = verification.object["services"] as? [[String: Any]] ?? []
                return try #require(services.first { $0["id"] as? String == "tele-results" })
            }
            // Costs nothing, so that the balance stays; once a month.
            let first = try await world.verify(server)
            let before = try line(of: first)
            #expect(before["limitReached"] as? Bool == false && before["affordable"] as? Bool == true)
            let order = TestWorld.Order(
                verification: try #require(first.string("id")),
                service: "tele-results",
                credits: 0
            )
            let visit = try await world.send(order, key: "once", to: server)
            #expect(visit.status == 201 && visit.int("credits") == 0)
            server.kit.clock.advance(seconds: 60)
            let after = try line(of: try await world.verify(server))
            #expect(after["limitReached"] as? Bool == true && after["affordable"] as? Bool == false)
        }
    }

    @Test("B38: a refusal names the service as the catalogue does, in the reader's language")
    func named() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let verification = try await world.verify(server)
            let listed = verification.object["services"] as? [[String: Any]] ?? []
            func service(_ fits: ([String: Any]) -> Bool) throws -> String {
                try #require(listed.first(where: fits)?["id"] as? String)
            }
            let catalogue = try await server.kit.store.read { try server.services.entitlements.services(in: $0) }
            let used = TestWorld.Order(
                verification: try #require(verification.string("id")),
                service: "tele-results",
                credits: 0
            )
            #expect(try await world.send(used, key: "once", to: server).status == 201)
            let elsewhere = catalogue.first { known in !listed.contains { $0["id"] as? String == known.code.text } }
            for (id, code) in [
                (try service { $0["covered"] as? Bool == false }, "not-covered"), ("tele-results", "limit-reached"),
                (try #require(elsewhere).code.text, "not-covered"),
            ] {
                let name = try #require(catalogue.first { $0.code.text == id }).name
                for (language, expected) in [("ro", name.ro), ("en", name.en)] {
                    let answer = try await server.ask(
                        "POST",
                        "/v1/visits",
                        token: world.token(of: .desk),
                        headers: ["Idempotency-Key": "\(id)-\(language)", "Accept-Language": language],
                        json: ["verificationId": used.verification, "services": [["serviceId": id]]]
                    )
                    #expect(answer.code == code)
                    #expect(answer.string("detail")?.contains(expected) == true, "\(answer.text)")
                }
            }
        }
    }

    @Test("B46: fifty at once with one key are one visit and one answer")
    func storm() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let before = try await world.balance(server)
            let verification = try await world.verify(server)
            let (id, service) = (try #require(verification.string("id")), try affordable(verification))
            let token = world.token(of: .desk)
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await server.ask(
                            "POST",
                            "/v1/visits",
                            token: token,
                            headers: ["Idempotency-Key": "storm"],
                            json: ["verificationId": id, "services": [["serviceId": service.id]]]
                        )
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.status == 201 })
            #expect(Set(answers.map(\.data)).count == 1)
            #expect(answers.count { $0.header("Idempotent-Replayed") == nil } == 1)
            let after = try await world.balance(server)
            #expect(after == before - service.credits)
        }
    }

    @Test("B46: a key is asked for, and belongs to one request")
    func keys() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            _ = try await world.visit(server, key: "one")
            let verification = try #require(try await world.verify(server).string("id"))
            let body: [String: any Sendable] = ["verificationId": verification, "services": [["serviceId": "x"]]]
            let without = try await server.ask("POST", "/v1/visits", token: world.token(of: .desk), json: body)
            #expect(without.status == 422)
            #expect(without.code == "idempotency-key-missing")
            let other = try await server.ask(
                "POST",
                "/v1/visits",
                token: world.token(of: .desk),
                headers: ["Idempotency-Key": "one"],
                json: body
            )
            #expect(other.status == 422)
            #expect(other.code == "idempotency-mismatch")
        }
    }

    @Test("B41: a cancelled visit gives every credit back, once, and the member is told")
    func cancelled() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let before = try await world.balance(server)
            let (recorded, credits) = try await world.visit(server, key: "one")
            let id = try #require(recorded.string("id"))
            let path = "/v1/visits/\(id)/cancellation"
            let token = world.token(of: .desk)
            let first = try await server.ask(
                "POST",
                path,
                token: token,
                headers: ["Idempotency-Key": "two"],
                json: ["reason": "entered by mistake"]
            )
            #expect(first.status == 201)
            #expect(first.string("state") == "cancelled")
            #expect(first.int("creditsReturned") == credits)
            let replay = try await server.ask(
                "POST",
                path,
                token: token,
                headers: ["Idempotency-Key": "two"],
                json: ["reason": "entered by mistake"]
            )
            #expect(replay.data == first.data)
            #expect(replay.header("Idempotent-Replayed") == "true")
            let again = try await server.ask("POST", path, token: token, headers: ["Idempotency-Key": "three"])
            #expect(again.status == 409)
            #expect(again.code == "already-cancelled")
            let after = try await world.balance(server)
            #expect(after == before)
            let outbox = try await server.outbox()
            #expect(outbox.count == 1)
            // The visit's own answer stays what it was.
            let (visit, _) = try await world.visit(server, key: "one")
            #expect(visit.data == recorded.data)
        }
    }

    @Test("B41: the operator cancels any visit, another location none")
    func cancellers() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let id = try #require(try await world.visit(server, key: "one").answer.string("id"))
            let path = "/v1/visits/\(id)/cancellation"
            let stranger = try await server.ask(
                "POST",
                path,
                token: world.token(of: .desk, other: true),
                headers: ["Idempotency-Key": "two"]
            )
            #expect(stranger.status == 404)
            let operators = try await server.ask(
                "POST",
                path,
                token: world.token(of: .operator),
                headers: ["Idempotency-Key": "two"]
            )
            #expect(operators.status == 201)
        }
    }

    @Test("B52: a desk uses no other's verification and sees no other's visits")
    func tenants() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let verification = try await world.verify(server)
            let (id, service) = (try #require(verification.string("id")), try affordable(verification))
            let stranger = world.token(of: .desk, other: true)
            let visit = try await server.ask(
                "POST",
                "/v1/visits",
                token: stranger,
                headers: ["Idempotency-Key": "one"],
                json: ["verificationId": id, "services": [["serviceId": service.id]]]
            )
            #expect(visit.status == 404)
            let list = try await server.ask("GET", "/v1/locations/\(world.location)/visits", token: stranger)
            #expect(list.status == 404)
        }
    }

    @Test("A location sees its visits of a day, with names to find them by")
    func ofDay() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let id = try #require(try await world.visit(server, key: "one").answer.string("id"))
            let path = "/v1/locations/\(world.location)/visits"
            let today = try await server.ask("GET", path, token: world.token(of: .desk))
            #expect(today.items.compactMap { $0["id"] as? String } == [id])
            #expect((today.items.first?["member"] as? [String: String])?["name"] == "Ana Pop")
            let other = try await server.ask("GET", path + "?date=2026-11-19", token: world.token(of: .desk))
            #expect(other.items.isEmpty)
        }
    }

    @Test("B44: a member sees the balance, its grants and what moved")
    func credits() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let (_, credits) = try await world.visit(server, key: "one")
            let answer = try await server.ask("GET", "/v1/me/credits", token: world.token(of: .member))
            let grant = try #require((answer.object["grants"] as? [[String: Any]])?.first)
            #expect(grant["amount"] as? Int == 30)
            #expect(grant["left"] as? Int == 30 - credits)
            #expect(grant["expiresOn"] as? String == "2026-11-30")
            #expect(answer.int("balance") == 30 - credits)
            let entries = try #require(answer.object["entries"] as? [[String: Any]])
            #expect(entries.compactMap { $0["credits"] as? Int } == [-credits, 30])
        }
    }

    @Test("B8, B44: what an undone change granted is named apart, and with the balance it is all that moved")
    func setAside() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let before = try await world.balance(server)
            let (entitlements, member) = (server.services.entitlements, world.member)
            let set = try await server.kit.store.write { session in
                let history = try entitlements.coverageHistory(of: member, in: session)
                let source = try #require(history.live.first?.coverage.source)
                let (premium, from) = (try #require(PackageCode("premium")), try #require(Day("2026-11-20")))
                let set = try ChangeSet.open(in: session)
                try entitlements.changePackage(of: source, to: premium, from: from, changeSet: set, in: session)
                try ChangeSet.publish(set, in: session)
                return set
            }
            let changed = try await server.ask("GET", "/v1/me/credits", token: world.token(of: .member))
            #expect((changed.object["setAside"] as? [Any])?.isEmpty == true)
            let granted = try #require(changed.int("balance")) - before
            try #require(granted > 0)

            try await server.kit.store.write { try ChangeSet.withdraw(set, in: $0) }
            let undone = try await server.ask("GET", "/v1/me/credits", token: world.token(of: .member))
            #expect(undone.int("balance") == before)
            let lines = try #require(undone.object["setAside"] as? [[String: Any]])
            #expect(lines.count == 1)
            let line = try #require(lines.first)
            #expect(line["credits"] as? Int == granted)
            #expect(line["package"] as? String == "premium")
            #expect(line["startsOn"] as? String == "2026-11-01")
            #expect((line["expiresOn"] as? String ?? "") > "2026-11-20")
            let known = try #require(changed.object["grants"] as? [[String: Any]]).compactMap { $0["id"] as? String }
            #expect(known.contains(line["id"] as? String ?? ""))
            let moved = try #require(undone.object["entries"] as? [[String: Any]]).compactMap { $0["credits"] as? Int }
            #expect(moved.reduce(0, +) == before + granted)
        }
    }

    private func affordable(_ verification: Answer) throws -> (id: String, credits: Int) {
        let services = verification.object["services"] as? [[String: Any]] ?? []
        let service = try #require(
            services.first { $0["affordable"] as? Bool == true && ($0["credits"] as? Int ?? 0) > 0 }
        )
        return (try #require(service["id"] as? String), try #require(service["credits"] as? Int))
    }
}
