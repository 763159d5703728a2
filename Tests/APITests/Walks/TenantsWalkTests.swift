import Foundation
import HTTPTypes
import Kernel
import People
import Testing

@testable import API

@Suite("B52: every route, every tenant")
struct TenantsWalkTests {
    @Test("Another employer's things are 404 for HR, as if there were none")
    func employers() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            for endpoint in Endpoint.all where endpoint.path.hasPrefix("/v1/employers/{id}") {
                let path = endpoint.pathWithStrangers
                    .replacing("emp_0000000000000000000000001z", with: world.otherEmployer.description)
                let answer = try await server.ask(endpoint.method.rawValue, path, token: world.token(of: .hr))
                #expect(answer.status == 404, "\(endpoint.row)")
                #expect(answer.code == "not-found", "\(endpoint.row)")
            }
        }
    }

    @Test("Another partner's settlement is 404 for a desk, as if there were none")
    func partners() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let (own, other) = (try await world.partner(server), try await world.partner(server, other: true))
            let ways: [(PartnerID, Bool, Int)] = [
                (own, false, 200), (other, false, 404), (own, true, 404), (other, true, 200),
            ]
            for (partner, isOther, status) in ways {
                let answer = try await server.ask(
                    "GET",
                    "/v1/partners/\(partner)/settlements/2026-11",
                    token: world.token(of: .desk, other: isOther)
                )
                #expect(answer.status == status)
            }
        }
    }

    @Test("HR reads its own")
    func own() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let mine = try await server.ask(
                "GET",
                "/v1/employers/\(world.employer)/employments",
                token: world.token(of: .hr)
            )
            #expect(mine.status == 200)
            #expect(mine.object["nextCursor"] is NSNull)
        }
    }
}
