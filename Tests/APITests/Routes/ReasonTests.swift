import Foundation
import People
import TestKit
import Testing

@testable import API

@Suite("Reasons inside of problems")
struct ReasonTests {
    @Test(
        "A parameter that can't be read says why in the language of whoever asked",
        arguments: [
            ("/v1/locations/{location}/visits?date=yesterday", "nu este o zi ca 2026-11-20"),
            ("/v1/locations/{location}/visits?limit=0", "nu este un număr de la 1 la 200"),
            ("/v1/partners?near=here", "nu este o latitudine și o longitudine, ca 44.43,26.10"),
            ("/v1/partners?package=%21", "nu este un cod: 1 până la 64 de litere, cifre, - _ ."),
            ("/v1/partners?cursor=mine", "nu este al acestei liste"),
        ]
    )
    func query(path: String, reason: String) async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let answer = try await server.ask(
                "GET",
                path.replacing("{location}", with: "\(world.location)"),
                token: world.token(of: .desk),
                headers: ["Accept-Language": "ro"]
            )
            #expect(answer.status == 422)
            #expect(answer.string("detail")?.hasSuffix("\(reason).") == true, "\(answer.text)")
        }
    }

    @Test(
        "A field of a body as well",
        arguments: [
            ("birthDate", "soon", "nu este o zi ca 2026-11-20"),
            ("relation", "neighbour", "nu este una dintre valorile"),
            ("package", "two words", "nu este un cod"), ("employerId", "acme", "nu este un identificator emp_"),
        ]
    )
    func body(field: String, value: String, reason: String) async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            var body: [String: any Sendable] = [
                "givenName": "Ion", "familyName": "Pop", "relation": "child", "birthDate": "2015-01-01",
                "package": "primary", "consentVersion": "1",
            ]
            body[field] = value
            let answer = try await server.ask(
                "POST",
                "/v1/me/family-requests",
                token: world.token(of: .member),
                headers: ["Accept-Language": "ro"],
                json: body
            )
            #expect(answer.status == 422)
            #expect(answer.string("field") == field)
            #expect(answer.string("detail")?.contains(reason) == true, "\(answer.text)")
        }
    }
}
