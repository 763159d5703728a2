import People
import Testing

@testable import API

@Suite("Cursors that somebody made up")
struct CursorTests {
    @Test(
        "Lists refuse them by the same code",
        arguments: [
            ("/v1/partners", nil), ("/v1/me/visits", .member), ("/v1/me/lookups", .member), ("/v1/me/credits", .member),
            ("/v1/employers/{employer}/rosters", .hr), ("/v1/employers/{employer}/employments", .hr),
            ("/v1/employers/{employer}/family-requests", .hr), ("/v1/locations/{location}/visits", .desk),
            ("/v1/partners/{partner}/tariffs", .operator), ("/v1/corrections", .operator),
        ] as [(String, Role?)]
    )
    func lists(path: String, role: Role?) async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let list = path.replacing("{employer}", with: "\(world.employer)")
                .replacing("{location}", with: "\(world.location)")
                .replacing("{partner}", with: "\(try await world.partner(server))")
            for cursor in ["mine", "%21", "a%00"] {
                let token = role.map { world.token(of: $0) }
                let answer = try await server.ask("GET", "\(list)?cursor=\(cursor)", token: token)
                #expect(answer.status == 422)
                #expect(answer.code == "cursor-invalid", "\(answer.text)")
            }
        }
    }
}
