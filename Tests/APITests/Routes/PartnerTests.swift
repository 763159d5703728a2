import Foundation
import Kernel
import People
import Testing

@testable import API

@Suite("GET /v1/partners, /v1/partners/{id}")
struct PartnerTests {
    @Test("B31: anybody finds a partner by part of its name, whatever the diacritics")
    func search() async throws {
        try await TestServer.with { server in
            _ = try await TestWorld.make(server)
            let answer = try await server.ask("GET", "/v1/partners?q=ALBASTRELE")
            #expect(answer.status == 200)
            let partner = try #require(answer.items.first)
            #expect((partner["name"] as? String)?.contains("Albăstrele") == true)
            let location = try #require((partner["locations"] as? [[String: Any]])?.first)
            #expect(location["phone"] is String && location["openingHours"] is [[String: Any]])
            let id = try #require(partner["id"] as? String)
            let one = try await server.ask("GET", "/v1/partners/\(id)")
            #expect(one.string("name") == partner["name"] as? String)
            #expect((one.object["locations"] as? [Any])?.isEmpty == false)
        }
    }

    @Test("Pages have no gaps and no repetitions: each partner is on one, whole", arguments: [1, 7])
    func pages(limit: Int) async throws {
        try await TestServer.with { server in
            _ = try await TestWorld.make(server)
            let whole = locations(try await server.ask("GET", "/v1/partners?limit=200"))
            var (seen, cursor): ([String], String?) = ([], nil)
            repeat {
                let next = cursor.map { "&cursor=\($0)" } ?? ""
                let page = try await server.ask("GET", "/v1/partners?limit=\(limit)" + next)
                #expect(page.items.count <= limit)
                seen += locations(page)
                cursor = page.string("nextCursor")?.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
            } while cursor != nil
            #expect(seen == whole)
            #expect(Set(seen).count == seen.count)
        }
    }

    @Test("The nearest come first")
    func near() async throws {
        try await TestServer.with { server in
            _ = try await TestWorld.make(server)
            let answer = try await server.ask("GET", "/v1/partners?near=44.42719,26.10705&limit=1")
            let location = (answer.items.first?["locations"] as? [[String: Any]])?.first
            #expect(location?["code"] as? String == "P001-1")
        }
    }

    @Test(
        "What can't be asked is refused by the parameter's name",
        arguments: [
            ("limit=0", "limit"), ("limit=201", "limit"), ("limit=x", "limit"), ("near=north", "near"),
            ("near=91,0", "near"), ("package=a%20b", "package"),
        ]
    )
    func invalid(query: String, field: String) async throws {
        try await TestServer.with { server in
            let answer = try await server.ask("GET", "/v1/partners?\(query)")
            #expect(answer.status == 422)
            #expect(answer.code == "field-invalid")
            #expect(answer.string("field") == field)
        }
    }

    @Test("A partner that isn't there is 404", arguments: ["par_0000000000000000000000001z", "emp_x", "%20"])
    func missing(id: String) async throws {
        try await TestServer.with { server in
            let answer = try await server.ask("GET", "/v1/partners/\(id)")
            #expect(answer.status == 404)
            #expect(answer.code == "not-found")
        }
    }

    private func locations(_ answer: Answer) -> [String] {
        answer.items.flatMap { ($0["locations"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String } }
    }
}
