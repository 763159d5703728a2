import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import TestKit
import Testing

@testable import API

private let routes: [Endpoint] = [
    .open(.get, "/things/{id}") { _ in try .json(["name": "thing"]) },
    .open(.post, "/things") { call in
        let thing: Thing = try await call.decode()
        return try .json(thing, status: .created)
    },
    .open(.get, "/broken") { _ in throw Secretive(typed: "ana@example.ro") },
    .open(.get, "/busy") { _ in throw Busy() },
    .open(.get, "/foreign") { _ in throw HTTPError(.badRequest, message: "inside") },
    .open(.get, "/query") { call in try .json(["q": try call.query("q") ?? "none", "address": call.address]) },
]

private struct Thing: Codable {
    struct Part: Codable { let amount: Int }
    let name: String
    let day: Day
    let parts: [Part]
    let size: Int?
    let colour: Colour?

    enum Colour: String, Codable, CaseIterable { case red, green }
}

private struct Secretive: Error { let typed: String }

private struct Busy: Failure {
    var code: String { "too-many-tries" }
    var kind: FailureKind { .tooMany(retryAfterSeconds: 7) }
    var matter: Matter? { .nobody }
    var message: Message { Message(en: "Slow down.", ro: "Mai încet.") }
}

@Suite("The boundary")
struct BoundaryTests {
    @Test("An unknown path is 404, as a problem with the request's id")
    func unknownPath() async throws {
        try await TestServer.with(endpoints: routes) { server in
            let answer = try await server.ask("GET", "/nowhere")
            #expect(answer.status == 404)
            #expect(answer.code == "not-found")
            #expect(answer.header("Content-Type") == "application/problem+json")
            #expect(answer.string("requestId") == answer.header("X-Request-Id"))
            #expect(answer.int("status") == 404)
        }
    }

    @Test("A wrong method is 405 and says which are right")
    func wrongMethod() async throws {
        try await TestServer.with(endpoints: routes) { server in
            let answer = try await server.ask("DELETE", "/things/1")
            #expect(answer.status == 405)
            #expect(answer.header("Allow") == "GET, HEAD")
            #expect(try await server.ask("GET", "/things").header("Allow") == "POST")
        }
    }

    @Test("HEAD has the headers and no body, also when it fails", arguments: ["/things/1", "/broken", "/nowhere"])
    func head(path: String) async throws {
        try await TestServer.with(endpoints: routes) { server in
            let answer = try await RawExchange.send(
                "HEAD \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                port: server.port
            )
            #expect(answer.hasPrefix("HTTP/1.1 "))
            #expect(answer.lowercased().contains("content-length: "))
            #expect(answer.hasSuffix("\r\n\r\n"))
        }
    }

    @Test(
        "HTTP/1.1 names one host, HTTP/1.0 needn't; who doesn't is refused, and isn't listened to any more",
        arguments: [
            ("GET /things/1 HTTP/1.1\r\n\r\n", 400), ("GET /things/1 HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
            ("GET /things/1 HTTP/1.0\r\n\r\n", 200), ("GET /things/1 HTTP/1.0\r\nHost: x\r\n\r\n", 200),
            ("GET /things/1 HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n", 200),
        ]
    )
    func host(request: String, status: Int) async throws {
        try await TestServer.with(endpoints: routes) { server in
            // Read until the server closes: the second request is never answered.
            let answer = try await RawExchange.send(request + request, port: server.port)
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
            #expect(answer.ranges(of: "HTTP/1.1 ").count == 1)
        }
    }

    @Test("A connection of HTTP/1.0 stays open where it is asked to")
    func keptAlive() async throws {
        try await TestServer.with(endpoints: routes) { server in
            let request = "GET /things/1 HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"
            let last = "GET /things/1 HTTP/1.0\r\n\r\n"
            let answer = try await RawExchange.send(request + last, port: server.port)
            #expect(answer.ranges(of: "HTTP/1.1 200 ").count == 2)
        }
    }

    @Test("Every answer carries the security headers", arguments: ["/things/1", "/broken", "/nowhere"])
    func securityHeaders(path: String) async throws {
        try await TestServer.with(endpoints: routes) { server in
            let answer = try await server.ask("GET", path)
            #expect(answer.header("X-Content-Type-Options") == "nosniff")
            #expect(answer.header("Cache-Control") == "no-store")
            #expect(answer.header("Content-Security-Policy") == "default-src 'none'; frame-ancestors 'none'")
        }
    }

    @Test("An unexpected error is 500 with a fixed text, logged once, without what somebody typed")
    func unexpected() async throws {
        try await TestServer.with(endpoints: routes) { server in
            let answer = try await server.ask("GET", "/broken")
            #expect(answer.status == 500)
            #expect(answer.code == "internal")
            #expect(!answer.text.contains("ana@"))
            let errors = server.log.all.filter { $0.hasPrefix("error") }
            #expect(errors.count == 1)
            #expect(errors.allSatisfy { $0.contains("Secretive") && !$0.contains("ana@") })
            #expect(errors.allSatisfy { $0.contains(answer.string("requestId") ?? "?") })
        }
    }

    @Test("A refusal speaks the reader's language, says whose matter it is and when to try again")
    func refusal() async throws {
        try await TestServer.with(endpoints: routes) { server in
            let english = try await server.ask("GET", "/busy")
            #expect(english.status == 429)
            #expect(english.header("Retry-After") == "7")
            #expect(english.string("matter") == "nobody")
            #expect(english.string("detail") == "Slow down.")
            let romanian = try await server.ask("GET", "/busy", headers: ["Accept-Language": "ro-RO,en;q=0.5"])
            #expect(romanian.string("detail") == "Mai încet.")
            #expect(romanian.header("Content-Language") == "ro")
        }
    }

    @Test("Another library's error keeps its status and loses its text")
    func foreign() async throws {
        try await TestServer.with(endpoints: routes) { server in
            let answer = try await server.ask("GET", "/foreign")
            #expect(answer.status == 400)
            #expect(answer.code == "bad-request")
            #expect(!answer.text.contains("inside"))
        }
    }

    @Test(
        "A body that can't be read is refused by the name of its field",
        arguments: [
            (#"{"name": "a"}"#, "field-missing", "day"),
            (#"{"name": "a", "day": "20.11.2026", "parts": []}"#, "field-invalid", "day"),
            (#"{"name": 1, "day": "2026-11-20", "parts": []}"#, "field-invalid", "name"),
            (
                #"{"name": "a", "day": "2026-11-20", "parts": [{"amount": 1}, {"amount": "x"}]}"#, "field-invalid",
                "parts[1].amount"
            ),
            (#"{"name": null, "day": "2026-11-20", "parts": []}"#, "field-missing", "name"),
            (
                #"{"name": "a", "day": "2026-11-20", "parts": [{"amount": 1.5}]}"#, "field-invalid", "parts[0].amount"
            ),
            (
                #"{"name": "a", "day": "2026-11-20", "parts": [{"amount": 99999999999999999999}]}"#, "field-invalid",
                "parts[0].amount"
            ),
            (#"{"name": "a", "day": "2026-11-20", "parts": [], "size": 0.5}"#, "field-invalid", "size"),
            (#"{"name": "a", "day": "2026-11-20", "parts": [], "colour": "blue"}"#, "field-invalid", "colour"),
            (#"{"name": "a", "day": "2026-11-20", "parts": [], "colour": 7}"#, "field-invalid", "colour"),
            (#"{"name": "a\u0000", "day": "2026-11-20", "parts": []}"#, "field-invalid", "name"),
            (
                #"{"name": "a", "day": "2026-11-20", "parts": [], "more": [1, ["\u0000"]]}"#, "field-invalid",
                "more[1][0]"
            ),
            (#"[1, 2"#, "body-invalid", nil),
            (#""#, "body-invalid", nil),
            (#"[]"#, "body-invalid", nil),
        ] as [(String, String, String?)]
    )
    func decoding(body: String, code: String, field: String?) async throws {
        try await TestServer.with(endpoints: routes) { server in
            let answer = try await server.ask("POST", "/things", body: Data(body.utf8))
            #expect(answer.status == 422)
            #expect(answer.code == code)
            #expect(answer.string("field") == field)
        }
    }

    @Test(
        "What is wrong with a field is said in the reader's language, and never in Swift's",
        arguments: [
            (#""colour": "blue""#, "nu este una dintre valorile red, green", "it isn't one of red, green"),
            (#""size": 0.5"#, "nu este un număr întreg", "not a whole number"),
            (#""size": "1""#, "nu este un număr întreg", "not a whole number"),
            (#""more": "\u0000""#, "conține caracterul NUL", "it holds the character NUL"),
        ]
    )
    func reasons(field: String, romanian: String, english: String) async throws {
        try await TestServer.with(endpoints: routes) { server in
            let body = Data(#"{"day": "2026-11-20", "parts": [], "name": "a", \#(field)}"#.utf8)
            let inRomanian = try await server.ask("POST", "/things", headers: ["Accept-Language": "ro"], body: body)
            #expect(inRomanian.string("detail")?.contains(romanian) == true, "\(inRomanian.text)")
            let inEnglish = try await server.ask("POST", "/things", body: body)
            #expect(inEnglish.string("detail")?.contains(english) == true, "\(inEnglish.text)")
        }
    }

    @Test("A text that only looks like a NUL's escape is taken as it is")
    func backslash() async throws {
        try await TestServer.with(endpoints: routes) { server in
            let body = Data(#"{"day": "2026-11-20", "parts": [], "name": "\\u0000"}"#.utf8)
            let answer = try await server.ask("POST", "/things", body: body)
            #expect(answer.status == 201)
            #expect(answer.string("name") == #"\u0000"#)
        }
    }

    @Test("A NUL in the query is refused by the parameter's name")
    func nulInQuery() async throws {
        try await TestServer.with(endpoints: routes) { server in
            let answer = try await server.ask("GET", "/query?q=a%00b")
            #expect(answer.status == 422)
            #expect(answer.code == "field-invalid")
            #expect(answer.string("field") == "q")
        }
    }

    @Test("A body over the limit is 413, whether it says its length or not")
    func tooLarge() async throws {
        try await TestServer.with(endpoints: routes) { server in
            let body = Data(repeating: UInt8(ascii: " "), count: Limits.jsonBodyBytes + 1)
            let answer = try await server.ask("POST", "/things", body: body)
            #expect(answer.status == 413)
            #expect(answer.code == "body-too-large")
            let size = String(Limits.jsonBodyBytes + 1, radix: 16)
            let raw = try await RawExchange.send(
                "POST /things HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "\(size)\r\n\(String(repeating: " ", count: body.count))\r\n0\r\n\r\n",
                port: server.port
            )
            #expect(raw.hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test("The log and the metrics know the route, and neither path nor query")
    func log() async throws {
        try await TestServer.with(endpoints: routes + Endpoint.all.filter { $0.path == "/metrics" }) { server in
            _ = try await server.ask("GET", "/things/secret-id?q=Ana")
            _ = try await server.ask("GET", "/nowhere/secret-id")
            let lines = server.log.all.filter { $0.contains("Answered") }
            #expect(lines.count == 2)
            #expect(lines.contains { $0.contains("route=/things/{id}") && $0.contains("status=200") })
            #expect(!server.log.all.contains { $0.contains("secret-id") || $0.contains("Ana") })
            let metrics = try await server.ask("GET", "/metrics").text
            #expect(metrics.contains(#"carnet_http_requests_total{method="GET",route="/things/{id}",status="200"} 1"#))
            #expect(metrics.contains(#"carnet_http_requests_total{method="GET",route="NotFound",status="404"} 1"#))
        }
    }

    @Test("A query is decoded as forms encode it")
    func query() async throws {
        try await TestServer.with(endpoints: routes) { server in
            for (query, text) in [
                ("q=Clinica+Sf%C3%A2ntul", "Clinica Sfântul"), ("q=", "none"), ("x=1&q=a%3Db", "a=b"),
            ] {
                let answer = try await server.ask("GET", "/query?\(query)")
                #expect(answer.string("q") == text)
            }
        }
    }

    @Test("The caller's address is the connection's; behind our proxy, the last that it saw", arguments: [false, true])
    func address(behindProxy: Bool) async throws {
        try await TestServer.with(endpoints: routes, trustsForwardedFor: behindProxy) { server in
            let answer = try await server.ask("GET", "/query", headers: ["X-Forwarded-For": "10.0.0.1, 192.0.2.7"])
            #expect(answer.string("address") == (behindProxy ? "192.0.2.7" : "127.0.0.1"))
        }
    }

    @Test(
        "All of a /64 of IPv6 is one caller; an address of IPv4 in IPv6's clothes is that of IPv4",
        arguments: [
            ("2001:db8:9:c::1", "2001:db8:9:c::/64"), ("2001:DB8:9:c:ffff::64", "2001:db8:9:c::/64"),
            ("[2001:db8:9:d::1]:4711", "2001:db8:9:d::/64"), ("::ffff:192.0.2.7", "192.0.2.7"),
            ("192.0.2.7:80", "192.0.2.7"), ("::1", "0:0:0:0::/64"), ("64:ff9b::c000:207", "64:ff9b::c000:207"),
            ("2001:db8::", "2001:db8:0:0::/64"),
        ]
    )
    func network(sent: String, counted: String) async throws {
        try await TestServer.with(endpoints: routes, trustsForwardedFor: true) { server in
            let answer = try await server.ask("GET", "/query", headers: ["X-Forwarded-For": sent])
            #expect(answer.string("address") == counted)
        }
    }
}
