import Foundation
import TestKit

/// Several `carnet serve` on one database, as behind a balancer that notices nothing.
actor Fleet {
    private let program: Program
    private var servers: [Server]

    init(_ program: Program, count: Int) async throws {
        self.program = program
        servers = []
        for _ in 0..<count { servers.append(try await Server.start(program)) }
    }

    /// Any of them, also one that has died meanwhile.
    func any() -> Server { servers[Int.random(in: servers.indices)] }

    /// Kills one, leaves its place in the fleet dead for a while, and starts another in it.
    func replaceOne() async throws {
        await servers[0].kill()
        let new = try await Server.start(program)
        servers[0] = new
    }

    /// Asks all to finish, and says how each ended.
    func stop() async -> [Int32] {
        await withTaskGroup(of: Int32.self) { group in
            for server in servers { group.addTask { await server.stop() } }
            var statuses: [Int32] = []
            for await status in group { statuses.append(status) }
            return statuses
        }
    }
}
