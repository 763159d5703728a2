import Employers
import Entitlements
import Foundation
import Kernel
import People
import Store
import TestKit
import Testing

@testable import API

@Suite("GET /v1/packages, /v1/me, /v1/me/entitlements")
struct CatalogueTests {
    @Test("B16: every package with its services is public, in the reader's language")
    func packages() async throws {
        try await TestServer.with { server in
            _ = try await TestWorld.make(server)
            let romanian = try await server.ask("GET", "/v1/packages", headers: ["Accept-Language": "ro"])
            #expect(romanian.status == 200)
            #expect(romanian.items.map { $0["name"] as? String } == ["Primar", "Principal", "Premium"])
            #expect(romanian.items.map { $0["code"] as? String } == ["primary", "principal", "premium"])
            let services = romanian.items.map { ($0["services"] as? [[String: Any]] ?? []).count }
            #expect(services == services.sorted())
            let first = try #require((romanian.items.first?["services"] as? [[String: Any]])?.first)
            #expect(first["name"] is String && first["category"] is String && first["credits"] is Int)
            #expect(romanian.header("Cache-Control") == "public, max-age=60")
            let english = try await server.ask("GET", "/v1/packages")
            #expect(english.items.first?["name"] as? String == "Primary")
        }
    }

    @Test("B14: a member sees what is covered, what isn't, and which package would add it")
    func entitlements() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let answer = try await server.ask("GET", "/v1/me/entitlements", token: world.token(of: .member))
            #expect(answer.object["packages"] as? [String] == ["primary"])
            let covered = answer.items.filter { $0["covered"] as? Bool == true }
            #expect(covered.allSatisfy { $0["credits"] is Int && ($0["higherPackages"] as? [String]) == [] })
            let added = answer.items.filter { ($0["higherPackages"] as? [String])?.contains("premium") == true }
            #expect(!covered.isEmpty && !added.isEmpty)
            #expect(added.allSatisfy { $0["covered"] as? Bool == false })
        }
    }

    @Test("What is kept ready for many is what the catalogue and the directory say now")
    func changes() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let member = world.token(of: .member)
            func answers() async throws -> [String] {
                var texts: [String] = []
                for path in ["/v1/packages", "/v1/me/entitlements", "/v1/partners?limit=200"] {
                    let answer = try await server.ask("GET", path, token: member, headers: ["Accept-Language": "ro"])
                    texts.append(answer.text)
                }
                return texts
            }
            let before = try await answers()
            #expect(before.allSatisfy { $0.contains("Consultație dermatologie") || $0.contains("Albăstrele") })
            let again = try await answers()
            #expect(again == before)
            try await Seeds.load(
                into: server,
                renaming: ["Consultație dermatologie": "Consult de piele", "Albăstrele": "Viorele"]
            )
            let after = try await answers()
            #expect(after.allSatisfy { $0.contains("Consult de piele") || $0.contains("Viorele") })
            #expect(!after.contains { $0.contains("Consultație dermatologie") || $0.contains("Albăstrele") })
        }
    }

    @Test("Everybody learns who they are, and a member since when they are covered")
    func me() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let member = try await server.ask("GET", "/v1/me", token: world.token(of: .member))
            #expect(member.string("role") == "member")
            #expect(member.string("familyName") == "Pop")
            let coverage = try #require((member.object["coverages"] as? [[String: Any]])?.first)
            #expect(coverage["state"] as? String == "current")
            #expect(coverage["startsOn"] as? String == "2026-11-01")
            let hr = try await server.ask("GET", "/v1/me", token: world.token(of: .hr))
            #expect(hr.string("employerId") == world.employer.description)
            #expect(hr.string("employerName") == "ACME SRL")
            #expect(hr.string("employerState") == "active")
            #expect(hr.object["suspension"] == nil)
            #expect(hr.object["personId"] == nil)
            let desk = try await server.ask("GET", "/v1/me", token: world.token(of: .desk))
            #expect(desk.string("locationId") == world.location.description)
            #expect(desk.string("locationName") == "Albăstrele Obor")
            #expect(desk.object["employerState"] == nil)
        }
    }

    @Test("B1: HR sees from which day its people are refused, until when, and why")
    func suspension() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let (employers, employer) = (server.services.employers, world.employer)
            let (today, tomorrow) = (try #require(Day("2026-11-20")), try #require(Day("2026-11-21")))
            func hr() async throws -> (state: String?, suspension: [String: String]?) {
                let answer = try await server.ask("GET", "/v1/me", token: world.token(of: .hr))
                return (answer.string("employerState"), answer.object["suspension"] as? [String: String])
            }
            try await server.kit.store.write {
                try employers.suspend(employer, from: tomorrow, reason: "Unpaid since June", in: $0)
            }
            let announced = try await hr()
            #expect(announced.state == "active")
            #expect(announced.suspension == ["startsOn": "2026-11-21", "reason": "Unpaid since June"])
            try await server.kit.store.write { session in
                try employers.reinstate(employer, in: session)
                try employers.suspend(employer, from: today, reason: "Unpaid since May", in: session)
                try employers.reinstate(employer, from: tomorrow, in: session)
            }
            let last = try await hr()
            #expect(last.state == "suspended")
            #expect(
                last.suspension == ["startsOn": "2026-11-20", "endsOn": "2026-11-20", "reason": "Unpaid since May"]
            )
        }
    }
}
