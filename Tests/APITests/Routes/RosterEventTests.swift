import Employers
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import People
import Store
import Synchronization
import TestKit
import Testing

@testable import API

@Suite("Rosters: progress as events")
struct RosterEventTests {
    /// A roster that is being applied, one slice behind the other, as the test likes.
    private struct Stage {
        let server: TestServer
        let world: TestWorld
        let roster: RosterID

        static func with(_ body: @escaping @Sendable (Stage) async throws -> Void) async throws {
            try await TestServer.with { server in
                let world = try await TestWorld.make(server)
                let (rosters, store) = (server.services.rosters, server.kit.store)
                let id = try await store.write { session in
                    try rosters.open(for: world.otherEmployer, mode: .full, in: session).id
                }
                var upload = try RosterUpload(id)
                let rows = (1...3).map { "\($0),Ana,Pop,primary\n" }.joined()
                try upload.append(Array("employee_number,given_name,family_name,package\n\(rows)".utf8))
                try await RosterReader(rosters, store: store).read(id, upload.finish())
                // Somebody else has the lease: the server's own work leaves it alone.
                try await store.write { session in
                    _ = try rosters.beginApplication(of: id, in: session)
                    _ = try Lease.take("roster/\(id)", by: Lease.newHolder(), seconds: 1_000_000, in: session)
                }
                try await body(Stage(server: server, world: world, roster: id))
            }
        }

        /// Listens over a bare connection until the server closes it.
        func listen(_ token: String) async throws -> String {
            try await RawExchange.send(
                "GET /v1/rosters/\(roster)/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Authorization: Bearer \(token)\r\n\r\n",
                port: server.port
            )
        }

        /// Waits until so many listen.
        func untilListening(_ count: Int) async throws {
            while server.services.eventStreams.open < count { await Task.yield() }
        }

        func finish() async throws {
            let rosters = server.services.rosters
            try await RosterApplier(rosters, store: server.kit.store).finish(roster)
        }
    }

    private func events(in answer: String) throws -> [[String: Any]] {
        try answer.matches(of: /data: (\{.*\})/).map { match in
            try #require(try JSONSerialization.jsonObject(with: Data(match.1.utf8)) as? [String: Any])
        }
    }

    @Test("Each change is an event with the JSON of the roster, and the stream ends when it has come to rest")
    func changes() async throws {
        try await Stage.with { stage in
            let hr = stage.world.token(of: .hr, other: true)
            async let answer = stage.listen(hr)
            try await stage.untilListening(1)
            try await stage.finish()
            let heard = try await answer
            #expect(heard.hasPrefix("HTTP/1.1 200 "))
            #expect(heard.contains("Content-Type: text/event-stream"))
            #expect(heard.contains("event: roster\n"))
            let events = try events(in: heard)
            #expect(events.first?["state"] as? String == "applying")
            #expect(events.last?["state"] as? String == "applied")
            #expect(events.last?["progress"] as? Double == 1)
            let shown = try await stage.server.ask("GET", "/v1/rosters/\(stage.roster)", token: hr)
            #expect(events.last.map { NSDictionary(dictionary: $0) } == NSDictionary(dictionary: shown.object))
            // Nothing is told twice.
            #expect(Set(heard.matches(of: /data: .*/).map(\.0)).count == events.count)
            while stage.server.services.eventStreams.open > 0 { await Task.yield() }
            // At rest, there is one thing to say.
            #expect(try self.events(in: try await stage.listen(hr)).count == 1)
        }
    }

    @Test("B52: only HR of that employer listens: whoever may read the roster itself")
    func tenants() async throws {
        try await Stage.with { stage in
            try await stage.finish()
            let path = "/v1/rosters/\(stage.roster)/events"
            let other = try await stage.server.ask("GET", path, token: stage.world.token(of: .hr))
            #expect(other.status == 404)
            #expect(other.code == "no-such-roster")
            let ours = try await stage.server.ask("GET", path, token: stage.world.token(of: .hr, other: true))
            #expect(ours.status == 200)
            for role in [Role.member, .desk, .operator] {
                let answer = try await stage.server.ask("GET", path, token: stage.world.token(of: role))
                #expect(answer.status == 403, "\(role)")
            }
        }
    }

    @Test("A stream ends with the session of whoever listens")
    func signedOut() async throws {
        try await Stage.with { stage in
            let hr = stage.world.token(of: .hr, other: true)
            async let answer = stage.listen(hr)
            try await stage.untilListening(1)
            let out = try await stage.server.ask("DELETE", "/v1/sessions/current", token: hr)
            #expect(out.status == 204)
            // It ends, though the roster is still being applied; whoever leaves at once may have heard nothing yet.
            let heard = try events(in: try await answer)
            #expect(heard.allSatisfy { $0["state"] as? String == "applying" })
        }
    }

    @Test("Streams are bounded; one more is told when to come back, and a closed one makes room")
    func bounded() throws {
        let streams = EventStreams(limit: 2)
        let (one, other) = (LoginID(bits: 1), LoginID(bits: 2))
        var places = [try streams.place(of: one), try streams.place(of: one)]
        let refusal = #expect(throws: APIFailure.streamsBusy) { try streams.place(of: other) }
        #expect(refusal?.kind == .unavailable(retryAfterSeconds: Limits.eventRetrySeconds))
        #expect(places.count == 2)
        places.removeLast()
        #expect(streams.open == 1)
        places.append(try streams.place(of: other))
        #expect(streams.open == 2)
    }

    @Test("A login has a share of them: one more is refused, and another login's isn't")
    func share() async throws {
        try await Stage.with { stage in
            let (login, hr) = (LoginID(bits: 1), stage.world.token(of: .hr, other: true))
            let (streams, people) = (stage.server.services.eventStreams, stage.server.services.people)
            let principal = try await stage.server.kit.store.point { try people.principal(token: hr, in: $0) }
            let own = try #require(principal).login
            async let first = stage.listen(hr)
            try await stage.untilListening(1)
            // Nine more of HR's, and as many as another login may have.
            var places = try (1..<Limits.eventStreamsOfLogin).map { _ in try streams.place(of: own) }
            let refused = try await stage.server.ask("GET", "/v1/rosters/\(stage.roster)/events", token: hr)
            #expect(refused.status == 503)
            #expect(refused.code == "streams-busy")
            #expect(refused.header("Retry-After") == String(Limits.eventRetrySeconds))
            places += try (1...Limits.eventStreamsOfLogin).map { _ in try streams.place(of: login) }
            #expect(throws: APIFailure.streamsBusy) { try streams.place(of: login) }
            #expect(places.count == streams.open - 1)
            places.removeAll()
            #expect(streams.open == 1)
            try await stage.finish()
            _ = try await first
        }
    }

    @Test("While nothing changes, a comment says now and then that somebody is there")
    func heartbeat() async throws {
        let looks = Mutex(0)
        let endpoint = Endpoint.signedIn(.get, "/v1/things", [.hr]) { call, principal in
            .events(
                named: "thing",
                to: call,
                holding: try call.services.eventStreams.place(of: principal.login),
                heartbeatLooks: 1
            ) {
                let count = looks.withLock { count in
                    count += 1
                    return count
                }
                return EventLook(data: ByteBuffer(string: "{}"), isLast: count == 4)
            }
        }
        try await TestServer.with(endpoints: [endpoint]) { server in
            let world = try await TestWorld.make(server)
            let answer = try await server.ask("GET", "/v1/things", token: world.token(of: .hr))
            #expect(
                answer.text.split(separator: "\n\n") == [
                    "retry: 10000", "event: thing\ndata: {}", ": still here", ": still here", ": still here",
                ]
            )
        }
    }

    @Test("HEAD takes no place")
    func head() async throws {
        try await Stage.with { stage in
            let hr = stage.world.token(of: .hr, other: true)
            let answer = try await stage.server.ask("HEAD", "/v1/rosters/\(stage.roster)/events", token: hr)
            #expect(answer.status == 200)
            while stage.server.services.eventStreams.open > 0 { await Task.yield() }
        }
    }
}
