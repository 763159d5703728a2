import Foundation
import TestKit
import Testing

@Suite(
    "A disk that can only be read",
    .enabled(if: TestEngine.current == .sqlite, "StoreTests makes a database server read-only")
)
struct ReadOnlyTests {
    @Test(
        "a disk that became read-only refuses visits with 503 and keeps nothing by halves, and all goes on afterwards",
        .enabled(if: Strace.works, Strace.reason),
        // What the kernel says when it has mounted a faulty disk anew, and when writing itself fails.
        arguments: ["EROFS", "EIO"]
    )
    func whileServing(error: String) async throws {
        try await World.with { world in
            let location = try await Practice.setUp(world)
            let server = try await Server.start(world.program)
            let practice = try await Practice.open(world, at: location, members: 2) { server }
            let orders = try await practice.orders(each: 10, server)
            let before = try await server.record(orders.prefix(5), practice)

            let disk = try server.failing(["-e", "trace=pwrite64", "-e", "inject=pwrite64:error=\(error)"])
            let refused = try await atOnce(10) { try await practice.send(orders[5 + $0], to: server) }
            for answer in refused {
                #expect(answer.status == 503, "\(answer.text)")
                #expect(answer.headers["retry-after"] == "30")
            }
            #expect(try await practice.visits(server).sorted() == before.sorted())
            disk.detach()

            let all = try await server.record(orders, practice)
            #expect(try await practice.visits(server).sorted() == all.sorted())
            #expect(Set(all).isSuperset(of: before))
            try await practice.compareCredits(with: orders, server)
            #expect(await server.stop() == 0)
            let proof = try await world.program.run("ledger", "verify")
            #expect(proof.status == 0, "\(proof.errors)")
        }
    }
}

extension Server {
    /// Records visits one after the other; returns them.
    fileprivate func record(_ orders: some Sequence<Practice.Order>, _ practice: Practice) async throws -> [String] {
        var visits: [String] = []
        for order in orders {
            let answer = try await practice.send(order, to: self)
            try #require(answer.status == 201, "\(answer.text)")
            visits.append(try #require(try answer.json["id"]?.text))
        }
        return visits
    }
}
