import Employers
import Foundation
import Kernel
import People
import Store
import TestKit
import Testing

@testable import API

@Suite("Rosters that are interrupted")
struct RosterWorkTests {
    @Test("An application that has begun is finished at the next start")
    func resumes() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let (services, store) = (server.services, server.kit.store)
            let rosters = services.rosters
            let id = try await store.write { session in
                try rosters.open(for: world.otherEmployer, mode: .full, in: session).id
            }
            var upload = try RosterUpload(id)
            try upload.append(Array("employee_number,given_name,family_name,package\n1,Ana,Pop,primary\n".utf8))
            try await RosterReader(rosters, store: store).read(id, upload.finish())
            try await store.write { _ = try rosters.beginApplication(of: id, in: $0) }

            // A server that starts finds it, without anybody asking for it.
            let restarted = Services(
                store: store,
                vault: server.kit.vault,
                hasher: services.hasher,
                logger: services.logger
            )
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await restarted.rosterWork.run() }
                var state = RosterState.applying
                for _ in 0..<5000 where state == .applying {
                    state = try await store.read { try rosters.roster(id, in: $0).state }
                }
                #expect(state == .applied)
                group.cancelAll()
            }
        }
    }

    @Test("Of two programs one applies; when it has died the other goes on")
    func takenOver() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let (services, store) = (server.services, server.kit.store)
            let rosters = services.rosters
            let id = try await store.write { session in
                try rosters.open(for: world.otherEmployer, mode: .full, in: session).id
            }
            var upload = try RosterUpload(id)
            try upload.append(Array("employee_number,given_name,family_name,package\n1,Ana,Pop,primary\n".utf8))
            try await RosterReader(rosters, store: store).read(id, upload.finish())
            let other = Lease.newHolder()
            try await store.write { session in
                _ = try rosters.beginApplication(of: id, in: session)
                _ = try Lease.take("roster/\(id)", by: other, seconds: rosters.limits.leaseSeconds, in: session)
            }
            try await services.rosterWork.finish(id)
            let untouched = try await store.read { try rosters.roster(id, in: $0).state }
            #expect(untouched == .applying)
            server.kit.clock.advance(seconds: rosters.limits.leaseSeconds)
            try await services.rosterWork.finish(id)
            let finished = try await store.read { try rosters.roster(id, in: $0).state }
            #expect(finished == .applied)
        }
    }

    @Test("A reading whose bytes wait in a living program isn't failed by another")
    func waitingReading() async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let (services, store) = (server.services, server.kit.store)
            let rosters = services.rosters
            let ids = try await store.write { session in
                try (0..<2).map { _ in try rosters.open(for: world.otherEmployer, mode: .full, in: session).id }
            }
            server.kit.clock.advance(seconds: rosters.limits.interruptedAfterSeconds + 1)
            try await store.write { try rosters.showLife(of: [ids[0]], in: $0) }
            try await RosterReader(rosters, store: store).failInterrupted()
            let states = try await store.read { session in try ids.map { try rosters.roster($0, in: session).state } }
            #expect(states == [.reading, .failed])
        }
    }

    @Test(
        "An upload that breaks off is never taken for a whole file",
        arguments: ["Content-Length: 500\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n2f\r\n"]
    )
    func breaksOff(framing: String) async throws {
        try await TestServer.with { server in
            let world = try await TestWorld.make(server)
            let hr = world.token(of: .hr)
            try await RawExchange.hangUp(
                after: "POST /v1/employers/\(world.employer)/rosters?mode=full HTTP/1.1\r\nHost: x\r\n"
                    + "Authorization: Bearer \(hr)\r\n\(framing)"
                    + "employee_number,given_name,family_name,package\n",
                port: server.port
            )
            var last: [String: Any] = [:]
            for _ in 0..<5000 where last["state"] as? String != "failed" {
                let history = try await server.ask("GET", "/v1/employers/\(world.employer)/rosters", token: hr)
                last = history.items.first ?? [:]
                if !["reading", nil].contains(last["state"] as? String) { break }
            }
            #expect(last["state"] as? String == "failed")
            #expect((last["problem"] as? [String: Any])?["code"] as? String == "roster-interrupted")
            // Who hangs up is nobody's failure: it is told like any other answer.
            var told: [String] = []
            for _ in 0..<5000 where told.isEmpty {
                told = server.log.all.filter { $0.contains("Answered") && $0.contains("method=POST") }
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(told.count == 1)
            #expect(server.log.all.filter { !$0.hasPrefix("info") } == [])
        }
    }
}
