import Foundation
import TestKit
import Testing

/// What the kernel was asked to do, in its order, as strace saw it.
@Suite(
    "What is on the disk before an answer",
    .enabled(if: TestEngine.current == .sqlite, "a database server syncs in its own process: StoreTests looks there"),
    .enabled(if: Strace.works, Strace.reason)
)
struct DurabilityTests {
    private static let visits = 20

    @Test("B46: the write-ahead log is synced between each request to record a visit and its answer")
    func synced() async throws {
        try await World.with { world in
            let location = try await Practice.setUp(world)
            let trace = Strace(file: world.folder.appending(path: "trace"))
            let server = try await Server.start(world.program, through: trace.command)
            let practice = try await Practice.open(world, at: location, members: 1) { server }
            for order in try await practice.orders(each: Self.visits, server) {
                #expect(try await practice.send(order, to: server).status == 201)
            }
            #expect(await server.stop() == 0)
            let exchanges = try trace.exchanges(asking: "POST /v1/visits ")
            #expect(exchanges.count == Self.visits)
            #expect(exchanges.allSatisfy { $0.contains(.synced) && $0.last == .answered })
        }
    }
}
