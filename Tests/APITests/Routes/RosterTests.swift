import Employers
import Foundation
import Kernel
import People
import Store
import TestKit
import Testing

@testable import API

/// Two who join, and one row whose package doesn't exist.
private let file = """
    employee_number;given_name;family_name;email;Tip pachet;start_date
    1;Maria;Ionescu;maria@other.example;Premium;2026-11-01
    2;Ștefan;Popa;stefan@other.example;principal;01.11.2026
    3;Dan;Rusu;dan@other.example;Platinum;2026-11-01
    """

@Suite("Rosters: upload, differences, application")
struct RosterTests {
    @Test("B2 to B6: a roster is uploaded, shown, and applied")
    func wholeWay() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let hr = world.token(of: .hr, other: true)
            let started = try await upload(server, world, file)
            #expect(started.status == 202)
            #expect(started.string("state") == "reading")
            let id = try #require(started.string("id"))
            #expect(started.header("Location") == "/v1/rosters/\(id)")

            let ready = try await settled(server, id, hr)
            #expect(ready.string("state") == "ready")
            #expect(
                ready.nested("counts") as? [String: Int] == [
                    "joins": 2, "leaves": 0, "changes": 0, "unchanged": 0, "refused": 1,
                ]
            )
            #expect(ready.int("rowsRead") == 3)
            #expect(ready.nested("reading")["delimiter"] as? String == ";")
            #expect(ready.string("sha256")?.count == 64)
            #expect(
                ready.nested("effect") as? [String: String] == ["joinsFrom": "2026-11-20", "leavesUntil": "2026-11-30"]
            )

            let joins = try await server.ask("GET", "/v1/rosters/\(id)/differences?kind=join", token: hr)
            #expect(joins.items.compactMap { $0["employeeNumber"] as? String } == ["1", "2"])
            let refused = try await server.ask("GET", "/v1/rosters/\(id)/differences?kind=refused", token: hr)
            let problem = try #require((refused.items.first?["problems"] as? [[String: Any]])?.first)
            #expect(problem["column"] as? String == "package")
            #expect(problem["header"] as? String == "Tip pachet")
            let csv = try await server.ask("GET", "/v1/rosters/\(id)/refused.csv", token: hr)
            #expect(csv.header("Content-Type") == "text/csv; charset=utf-8")
            #expect(csv.text.contains("3;Dan;Rusu;dan@other.example;Platinum;2026-11-01;"))
            #expect(csv.text.split(whereSeparator: \.isNewline).count == 2)

            let before = try await server.ask("GET", "/v1/employers/\(world.otherEmployer)/employments", token: hr)
            #expect(before.items.isEmpty)
            let application = try await server.ask("POST", "/v1/rosters/\(id)/application", token: hr)
            #expect(application.status == 202)
            let applied = try await settled(server, id, hr)
            #expect(applied.string("state") == "applied")
            #expect(applied.nested("effect").isEmpty)
            let after = try await server.ask("GET", "/v1/employers/\(world.otherEmployer)/employments", token: hr)
            #expect(after.items.compactMap { $0["name"] as? String }.sorted() == ["Maria Ionescu", "Ștefan Popa"])
            let twice = try await server.ask("POST", "/v1/rosters/\(id)/application", token: hr, json: [:])
            #expect(twice.status == 202)
            #expect(twice.string("state") == "applied")
            let history = try await server.ask("GET", "/v1/employers/\(world.otherEmployer)/rosters", token: hr)
            #expect(history.items.compactMap { $0["id"] as? String } == [id])
        }
    }

    @Test("B3: a forged cursor of differences is refused", arguments: ["mine", "join", "join.1x", "leave.1", "a%00"])
    func forgedCursor(cursor: String) async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let hr = world.token(of: .hr, other: true)
            let id = try #require(try await upload(server, world, file).string("id"))
            _ = try await settled(server, id, hr)
            let answer = try await server.ask("GET", "/v1/rosters/\(id)/differences?cursor=\(cursor)", token: hr)
            #expect(answer.status == 422)
            #expect(answer.code == "cursor-invalid", "\(answer.text)")
        }
    }

    @Test("B8: the latest application is taken back, twice is once, and another employer's HR takes nothing back")
    func undone() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let hr = world.token(of: .hr, other: true)
            let id = try #require(try await upload(server, world, file).string("id"))
            _ = try await settled(server, id, hr)
            let path = "/v1/rosters/\(id)/application"
            let early = try await server.ask("DELETE", path, token: hr)
            #expect(early.status == 409)
            #expect(early.code == "roster-not-applied")
            _ = try await server.ask("POST", path, token: hr)
            _ = try await settled(server, id, hr)
            let stranger = try await server.ask("DELETE", path, token: world.token(of: .hr))
            #expect(stranger.status == 404)
            for _ in 0..<2 {
                let undone = try await server.ask("DELETE", path, token: hr)
                #expect(undone.status == 200)
                #expect(undone.string("state") == "undone")
            }
            let people = try await server.ask("GET", "/v1/employers/\(world.otherEmployer)/employments", token: hr)
            #expect(people.items.isEmpty)
        }
    }

    @Test("B8: the history says who uploaded, applied and undid a roster; one from the command line has nobody")
    func who() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let hr = world.token(of: .hr, other: true)
            let rosters = server.services.rosters
            let nobodys = try await server.kit.store.write { session in
                try rosters.open(for: world.otherEmployer, mode: .full, in: session).id
            }
            let id = try #require(try await upload(server, world, file).string("id"))
            _ = try await settled(server, id, hr)
            _ = try await server.ask("POST", "/v1/rosters/\(id)/application", token: hr)
            let applied = try await settled(server, id, hr)
            #expect(applied.nested("appliedBy")["identifier"] as? String == "hr.other@staff.example")
            #expect(applied.object["undoneBy"] is NSNull)
            _ = try await server.ask("DELETE", "/v1/rosters/\(id)/application", token: hr)
            let history = try await server.ask("GET", "/v1/employers/\(world.otherEmployer)/rosters", token: hr)
            let items = Dictionary(
                uniqueKeysWithValues: history.items.compactMap { item in
                    (item["id"] as? String).map { ($0, item) }
                }
            )
            for act in ["uploadedBy", "appliedBy", "undoneBy"] {
                let who = items[id]?[act] as? [String: Any]
                #expect(who?["identifier"] as? String == "hr.other@staff.example")
                #expect((who?["id"] as? String)?.hasPrefix("log_") == true)
                #expect(items[nobodys.description]?[act] is NSNull)
            }
        }
    }

    @Test("B8: a payroll month that was closed since keeps a roster from being undone")
    func builtUpon() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let hr = world.token(of: .hr, other: true)
            let id = try #require(try await upload(server, world, file).string("id"))
            _ = try await settled(server, id, hr)
            let path = "/v1/rosters/\(id)/application"
            _ = try await server.ask("POST", path, token: hr)
            _ = try await settled(server, id, hr)
            let closure = "/v1/employers/\(world.otherEmployer)/payroll/2026-11/closure"
            #expect(try await server.ask("POST", closure, token: hr).status == 201)
            let refused = try await server.ask("DELETE", path, token: hr)
            #expect(refused.status == 409)
            #expect(refused.code == "roster-built-upon")
            #expect(try await settled(server, id, hr).string("state") == "applied")
        }
    }

    @Test("B8, B28: an add-on of somebody whom a roster brought back keeps it from being undone")
    func addOnBuiltUpon() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let (hr, member) = (world.token(of: .hr), world.member)
            try await server.kit.store.write { session in
                try session.run("UPDATE employment SET ends_on = '2026-11-03' WHERE person = ?1", member)
                try session.run("UPDATE coverage SET ends_on = '2026-11-03' WHERE person = ?1", member)
            }
            let back = """
                employee_number,given_name,family_name,email,package,start_date
                10058,Ana,Pop,ana@member.example,primary,2026-11-10
                """
            let id = try #require(try await upload(server, world, back, other: false, mode: "delta").string("id"))
            #expect(try await settled(server, id, hr).nested("counts")["joins"] as? Int == 1)
            let path = "/v1/rosters/\(id)/application"
            _ = try await server.ask("POST", path, token: hr)
            #expect(try await settled(server, id, hr).string("state") == "applied")
            let request = try await server.ask(
                "POST",
                "/v1/me/family-requests",
                token: world.token(of: .member),
                json: [
                    "givenName": "Mihai", "familyName": "Pop", "relation": "spouse", "birthDate": "1985-09-17",
                    "package": "primary", "consentVersion": "1",
                ]
            )
            let asked = try #require(request.string("id"), "\(request.text)")
            let approval = try await server.ask(
                "POST",
                "/v1/family-requests/\(asked)/approval",
                token: hr,
                json: ["startsOn": "2026-11-10"]
            )
            #expect(approval.status == 201, "\(approval.text)")
            let refused = try await server.ask("DELETE", path, token: hr)
            #expect(refused.status == 409)
            #expect(refused.code == "roster-built-upon")
        }
    }

    @Test("B3, B10: differences are filtered, and warnings stand beside them")
    func filtered() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let hr = world.token(of: .hr, other: true)
            let text = """
                employee_number,given_name,family_name,email,package
                1,Ana,Pop,a@other.example,primary
                2,Ion,Rusu,a@other.example,primary
                3,Dan,Radu,d@other.example,primary
                """
            let id = try #require(try await upload(server, world, text).string("id"))
            #expect(try await settled(server, id, hr).int("warnings") == 2)
            let warned = try await server.ask("GET", "/v1/rosters/\(id)/differences?warned=true", token: hr)
            #expect(warned.items.compactMap { $0["employeeNumber"] as? String } == ["1", "2"])
            let warning = (warned.items.first?["warnings"] as? [[String: Any]])?.first
            #expect(warning?["column"] as? String == "email")
            #expect(warning?["code"] as? String == "shared-contact")
            let one = try await server.ask("GET", "/v1/rosters/\(id)/differences?employeeNumber=3", token: hr)
            #expect(one.items.count == 1)
            for wrong in ["kind=all", "field=salary", "warned=perhaps"] {
                #expect(try await server.ask("GET", "/v1/rosters/\(id)/differences?\(wrong)", token: hr).status == 422)
            }
        }
    }

    @Test("B4: the same file again shows no difference")
    func again() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let hr = world.token(of: .hr, other: true)
            let first = try #require(try await upload(server, world, file).string("id"))
            _ = try await settled(server, first, hr)
            _ = try await server.ask("POST", "/v1/rosters/\(first)/application", token: hr)
            _ = try await settled(server, first, hr)
            let second = try #require(try await upload(server, world, file).string("id"))
            let ready = try await settled(server, second, hr)
            #expect(ready.nested("counts")["unchanged"] as? Int == 2)
            #expect(ready.nested("counts")["joins"] as? Int == 0)
        }
    }

    @Test("B5: a roster that would end too many is held until HR says how many")
    func held() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let hr = world.token(of: .hr, other: true)
            let header = "employee_number,given_name,family_name,package"
            let rows = (1...20).map { "\($0),Ana,Pop\(letters[$0 % 20]),primary" }
            let full = try #require(
                try await upload(server, world, ([header] + rows).joined(separator: "\n")).string("id")
            )
            _ = try await settled(server, full, hr)
            _ = try await server.ask("POST", "/v1/rosters/\(full)/application", token: hr)
            _ = try await settled(server, full, hr)
            let half = try await upload(server, world, ([header] + rows.prefix(10)).joined(separator: "\n"))
            let id = try #require(half.string("id"))
            let held = try await settled(server, id, hr)
            #expect(held.string("state") == "held")
            for body in [[:], ["confirmLeavers": 9]] as [[String: any Sendable]] {
                let refused = try await server.ask("POST", "/v1/rosters/\(id)/application", token: hr, json: body)
                #expect(refused.status == 409)
                #expect(refused.code == "leavers-not-confirmed")
            }
            let path = "/v1/rosters/\(id)/application"
            let confirmed = try await server.ask("POST", path, token: hr, json: ["confirmLeavers": 10])
            #expect(confirmed.status == 202)
            let applied = try await settled(server, id, hr)
            #expect(applied.string("state") == "applied")
        }
    }

    @Test(
        "A file that can't be read is a failed roster with a named problem",
        arguments: [
            ("", "roster-empty"), ("employee_number,given_name,family_name,package\n", "roster-without-rows"),
            ("given_name,family_name,package\nAna,Pop,primary\n", "column-missing"), ("PK\u{3}\u{4}zip", "not-csv"),
        ]
    )
    func unreadable(text: String, code: String) async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let id = try #require(try await upload(server, world, text).string("id"))
            let failed = try await settled(server, id, world.token(of: .hr, other: true))
            #expect(failed.string("state") == "failed")
            #expect(failed.nested("problem")["code"] as? String == code)
        }
    }

    @Test("A file over the limit is 413 before a byte of it is read")
    func tooLarge() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let answer = try await RawExchange.send(
                "POST /v1/employers/\(world.employer)/rosters HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Authorization: Bearer \(world.token(of: .hr))\r\nContent-Length: \(Limits.rosterBytes + 1)\r\n\r\n",
                port: server.port
            )
            #expect(answer.hasPrefix("HTTP/1.1 413 "))
            #expect(answer.contains("file-too-large"))
        }
    }

    @Test("B52: another employer's HR finds none of it", arguments: ["", "/differences", "/refused.csv"])
    func tenants(part: String) async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let id = try #require(try await upload(server, world, file).string("id"))
            let answer = try await server.ask("GET", "/v1/rosters/\(id)\(part)", token: world.token(of: .hr))
            #expect(answer.status == 404)
            #expect(answer.code == "no-such-roster")
            let apply = try await server.ask("POST", "/v1/rosters/\(id)/application", token: world.token(of: .hr))
            #expect(apply.status == 404)
        }
    }

    private let letters = Array("abcdefghijklmnopqrstuvwxyz")

    private func upload(
        _ server: TestServer,
        _ world: TestWorld,
        _ text: String,
        other: Bool = true,
        mode: String = "full"
    ) async throws -> Answer {
        try await server.ask(
            "POST",
            "/v1/employers/\(other ? world.otherEmployer : world.employer)/rosters?mode=\(mode)",
            token: world.token(of: .hr, other: other),
            headers: ["Content-Type": "text/csv"],
            body: Data(text.utf8)
        )
    }

    /// The roster once nothing is under way with it.
    private func settled(_ server: TestServer, _ id: String, _ token: String) async throws -> Answer {
        for _ in 0..<5000 {
            let answer = try await server.ask("GET", "/v1/rosters/\(id)", token: token)
            if !["reading", "applying"].contains(answer.string("state") ?? "") { return answer }
        }
        throw CancellationError()
    }
}
