import HTTPTypes
import People
import Testing

@testable import API

@Suite("B52: every route, every role")
struct RolesWalkTests {
    @Test("Nobody gets 401 wherever the table doesn't say anyone")
    func nobody() async throws {
        try await TestServer.with { server in
            for endpoint in Endpoint.all {
                let answer = try await server.ask(endpoint.method.rawValue, endpoint.pathWithStrangers)
                if endpoint.access == .anyone {
                    #expect(answer.status != 401 || answer.code == "credentials-invalid", "\(endpoint.row)")
                } else {
                    #expect(answer.status == 401, "\(endpoint.row)")
                    #expect(answer.code == "not-signed-in", "\(endpoint.row)")
                    #expect(answer.header("WWW-Authenticate") == "Bearer")
                }
            }
        }
    }

    @Test("A role gets 403 wherever the table doesn't name it, and never where it does", arguments: Role.allCases)
    func role(_ role: Role) async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            // Signing out comes last, because nothing comes after it.
            let rows = Endpoint.all.filter { $0.path != "/v1/sessions/current" }
            for endpoint in rows {
                let answer = try await server.ask(
                    endpoint.method.rawValue,
                    endpoint.pathWithStrangers,
                    token: world.token(of: role)
                )
                switch endpoint.access {
                case .roles(let roles) where !roles.contains(role):
                    #expect(answer.status == 403, "\(role) \(endpoint.row)")
                    #expect(answer.code == "role-forbidden", "\(role) \(endpoint.row)")
                default:
                    #expect(![401, 403, 500].contains(answer.status), "\(role) \(endpoint.row): \(answer.text)")
                }
            }
        }
    }

    @Test("A made-up token is nobody's", arguments: ["", "x", "operator", String(repeating: "a", count: 4000)])
    func madeUp(token: String) async throws {
        try await TestServer.with { server in
            let answer = try await server.ask("GET", "/v1/me", token: token)
            #expect(answer.status == 401)
        }
    }
}

extension Endpoint {
    /// The path with things that nobody has.
    var pathWithStrangers: String {
        let kinds = [
            "rosters": "ros", "employers": "emp", "employments": "job", "family-requests": "fre", "family": "add",
            "sessions": "ses", "partners": "par", "locations": "loc", "visits": "vis", "activations": "prf",
            "password-resets": "prf", "corrections": "cor",
        ]
        var before = ""
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map { part -> String in
            defer { before = String(part) }
            return switch part {
            case "{id}": "\(kinds[before] ?? "xxx")_0000000000000000000000001z"
            case "{month}": "2026-11"
            default: String(part)
            }
        }
        return parts.joined(separator: "/")
    }
}
