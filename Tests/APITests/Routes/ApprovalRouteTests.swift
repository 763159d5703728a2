import Employers
import Foundation
import Kernel
import People
import Secrets
import Store
import TestKit
import Testing

@testable import API

@Suite("Rosters: a second HR user's approval")
struct ApprovalRouteTests {
    @Test("B11a: without the colleague's yes 409, then it is applied; who and when are told")
    func wholeWay() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let hr = world.token(of: .hr, other: true)
            let colleague = try await secondUser(server, of: world.otherEmployer)
            let employers = server.services.employers
            try await server.kit.store.write { session in
                _ = try employers.setApproval(world.otherEmployer, isNeeded: true, in: session)
            }
            let file = "employee_number,given_name,family_name,package\n1,Ana,Pop,primary\n"
            let id = try #require(
                try await server.ask(
                    "POST",
                    "/v1/employers/\(world.otherEmployer)/rosters",
                    token: hr,
                    headers: ["Content-Type": "text/csv"],
                    body: Data(file.utf8)
                ).string("id")
            )
            let read = try await settled(server, id, hr)
            #expect(read.object["needsApproval"] as? Bool == true)
            #expect(read.object["approvals"] as? [String] == [])
            #expect(read.nested("uploadedBy")["identifier"] as? String == "hr.other@staff.example")
            #expect(read.object["appliedBy"] is NSNull)

            let early = try await server.ask("POST", "/v1/rosters/\(id)/application", token: hr)
            #expect(early.status == 409)
            #expect(early.code == "roster-not-approved")
            let own = try await server.ask("POST", "/v1/rosters/\(id)/approval", token: hr)
            #expect(own.status == 409)
            #expect(own.code == "own-roster")
            let stranger = try await server.ask("POST", "/v1/rosters/\(id)/approval", token: world.token(of: .hr))
            #expect(stranger.status == 404)

            let yes = try await server.ask("POST", "/v1/rosters/\(id)/approval", token: colleague)
            #expect(yes.status == 201)
            let approvals = try #require(yes.object["approvals"] as? [[String: Any]])
            #expect(approvals.count == 1)
            #expect(approvals.first?["at"] as? String == "2026-11-20T08:00:00Z")
            #expect(approvals.first?["identifier"] as? String == "second@staff.example")
            #expect((approvals.first?["by"] as? String)?.hasPrefix("log_") == true)
            // Who has said yes needs somebody else's button.
            let both = try await server.ask("POST", "/v1/rosters/\(id)/application", token: colleague)
            #expect(both.code == "roster-not-approved")
            #expect(try await server.ask("POST", "/v1/rosters/\(id)/application", token: hr).status == 202)
            #expect(try await settled(server, id, hr).string("state") == "applied")
        }
    }

    private func secondUser(_ server: TestServer, of employer: EmployerID) async throws -> String {
        let people = server.services.people
        let hash = try await server.services.hasher.hash(TestWorld.password)
        return try await server.kit.store.write { session in
            _ = try people.addStaff(
                identifier: "second@staff.example",
                passwordHash: hash,
                role: .hr,
                employer: employer,
                in: session
            )
            let candidates = try people.signInCandidates(identifier: "second@staff.example", in: session)
            return try people.openSession(login: try #require(candidates.first), code: nil, in: session).get().token
        }
    }

    private func settled(_ server: TestServer, _ id: String, _ token: String) async throws -> Answer {
        for _ in 0..<5000 {
            let answer = try await server.ask("GET", "/v1/rosters/\(id)", token: token)
            if !["reading", "applying"].contains(answer.string("state") ?? "") { return answer }
        }
        throw CancellationError()
    }
}
