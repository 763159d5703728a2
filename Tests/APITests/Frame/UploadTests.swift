import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import API

private let routes: [Endpoint] = [
    .open(.post, "/things") { call in
        let body = try await call.body()
        return try .json(["bytes": body.readableBytes])
    }
]

@Suite("How bodies come")
struct UploadTests {
    /// 100 bytes in 50 ms, and 100 ms to begin with.
    private static let pace = BodyPace(look: .milliseconds(50), bytesPerLook: 100, graceLooks: 2)

    private static func head(bytes: Int, _ more: String = "") -> String {
        "POST /things HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(more)Content-Length: \(bytes)\r\n\r\n"
    }

    @Test("A body that comes byte by byte doesn't hold its connection")
    func slow() async throws {
        try await TestServer.with(endpoints: routes, bodyPace: Self.pace) { server in
            let pieces = Array(repeating: "x", count: 500)
            let (sent, answer) = try await RawExchange.drip(
                Self.head(bytes: pieces.count),
                pieces,
                pauseMilliseconds: 20,
                port: server.port
            )
            #expect(sent < pieces.count)
            #expect(answer == "")
        }
    }

    @Test("One that never comes doesn't either")
    func silent() async throws {
        try await TestServer.with(endpoints: routes, bodyPace: Self.pace) { server in
            let start = ContinuousClock.now
            let answer = try await RawExchange.send(Self.head(bytes: 10), port: server.port)
            #expect(answer == "")
            #expect(start.duration(to: .now) < .seconds(Limits.idleSeconds))
        }
    }

    @Test("A slow but steady one is taken, however long it takes")
    func steady() async throws {
        // So little that a machine with much else to do brings it.
        let pace = BodyPace(look: .milliseconds(200), bytesPerLook: 1, graceLooks: 2)
        try await TestServer.with(endpoints: routes, bodyPace: pace) { server in
            let pieces = Array(repeating: String(repeating: "x", count: 200), count: 100)
            let (sent, answer) = try await RawExchange.drip(
                Self.head(bytes: pieces.count * 200),
                pieces,
                pauseMilliseconds: 5,
                port: server.port
            )
            #expect(sent == pieces.count)
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
            #expect(answer.hasSuffix(#"{"bytes":20000}"#))
        }
    }

    @Test("Between two requests nothing is under way", arguments: ["GET /nowhere", "HEAD /nowhere"])
    func idle(line: String) async throws {
        try await TestServer.with(endpoints: routes, bodyPace: Self.pace) { server in
            let (first, second) = try await RawExchange.converse(
                head: "\(line) HTTP/1.1\r\nHost: x\r\n\r\n",
                body: "\(line) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                // Twenty looks without a request.
                pauseMilliseconds: 1000,
                port: server.port
            )
            #expect(first.hasPrefix("HTTP/1.1 404 "))
            #expect(second.contains("HTTP/1.1 404 "))
        }
    }

    @Test(
        "Who asks whether to go on is told so before the body, and answered after it",
        arguments: ["100-continue", "100-Continue"]
    )
    func expected(word: String) async throws {
        try await TestServer.with(endpoints: routes) { server in
            let (first, answer) = try await RawExchange.converse(
                head: Self.head(bytes: 2, "Expect: \(word)\r\n"),
                body: "{}",
                port: server.port
            )
            #expect(first == "HTTP/1.1 100 Continue\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
            #expect(answer.hasSuffix(#"{"bytes":2}"#))
        }
    }

    @Test("The second of two requests in a row isn't told within the first one's answer")
    func pipelined() async throws {
        try await TestServer.with(endpoints: routes) { server in
            let first = "POST /things HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"
            let second = Self.head(bytes: 2, "Expect: 100-continue\r\n")
            let answer = try await RawExchange.send("\(first)\(second){}", port: server.port)
            #expect(!answer.contains("100 Continue"))
            #expect(answer.components(separatedBy: "HTTP/1.1 200 ").count == 3)
        }
    }
}
