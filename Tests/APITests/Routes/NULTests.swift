import Foundation
import Kernel
import People
import Testing

@testable import API

@Suite("Text that no store keeps")
struct NULTests {
    @Test(
        "A NUL is refused at the door, by the name of its field",
        arguments: [
            ("/v1/activations", nil, ["identifier": "a\0@acme.example"], "identifier"),
            ("/v1/password-resets", nil, ["identifier": "\0"], "identifier"),
            ("/v1/sessions", nil, ["identifier": "ana", "password": "secret\0"], "password"),
            ("/v1/me/contacts", .member, ["kind": "email", "value": "a\0@acme.example"], "value"),
            (
                "/v1/me/family-requests", .member,
                [
                    "givenName": "Mi\0hai", "familyName": "Pop", "relation": "spouse", "birthDate": "1985-09-17",
                    "package": "primary", "consentVersion": "2026-01",
                ], "givenName"
            ),
        ] as [(String, Role?, [String: String], String)]
    )
    func bodies(path: String, role: Role?, body: [String: String], field: String) async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let answer = try await server.ask("POST", path, token: role.map { world.token(of: $0) }, json: body)
            #expect(answer.status == 422)
            #expect(answer.code == "field-invalid")
            #expect(answer.string("field") == field)
        }
    }

    private static let cursor =
        Data(#"{"id":"\#(LocationID(bits: 0))","name":"\u0000"}"#.utf8).base64EncodedString()
        .addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""

    @Test(
        "So is one in a query, and in a cursor that somebody made up",
        arguments: [
            ("q=a%00", "q"), ("town=%00", "town"), ("package=%00", "package"),
            ("cursor=\(cursor)", "cursor"),
        ]
    )
    func queries(query: String, field: String) async throws {
        try await TestServer.with { server in
            let answer = try await server.ask("GET", "/v1/partners?\(query)")
            #expect(answer.status == 422)
            #expect(answer.string("field") == field)
        }
    }
}
