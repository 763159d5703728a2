import Foundation
import Glibc
import TestKit
import Testing

@Suite("A full disk", .enabled(if: TestEngine.current == .sqlite, "StoreTests fills that of a database server."))
struct DiskFullTests {
    private static let desks = 8
    /// More than fit.
    private static let ordersOfMember = 1000

    /// A file that may not grow is an error to the program then, and not its end.
    private static let survivingLimits = ["sh", "-c", "trap '' XFSZ; exec \"$0\" \"$@\""]

    /// How the room of a database ends.
    enum Limit: CaseIterable, Sendable {
        /// The file system is full; making one takes root.
        case fileSystem
        /// A file may not grow any more, as under a quota.
        case fileSize

        static var usable: [Limit] { allCases.filter { $0 != .fileSystem || geteuid() == 0 } }
    }

    @Test(
        "a full disk refuses visits with 503, keeps nothing by halves, and goes on once there is room",
        arguments: Limit.usable
    )
    func full(limit: Limit) async throws {
        try await World.with { world in
            let disk = limit == .fileSystem ? try SmallDisk(megabytes: 12) : nil
            defer { disk?.remove() }
            let world = disk.map { world.moved(to: $0.folder.appending(path: "carnet.sqlite")) } ?? world
            let location = try await Practice.setUp(world)
            let server = try await Server.start(world.program, through: disk == nil ? Self.survivingLimits : [])
            let practice = try await Practice.open(world, at: location, members: 4) { server }
            if disk == nil { try await server.limitFiles(toBytes: 6_000_000) }

            let orders = try await practice.orders(each: Self.ordersOfMember, server).shuffled()
            let acknowledged = try await recordUntilFull(orders, practice, server)
            #expect(acknowledged.count > 10)
            #expect(acknowledged.count < orders.count, "the disk never was full")
            // What only reads goes on, and finds what was acknowledged and no more.
            #expect(try await practice.visits(server).sorted() == acknowledged.values.sorted())

            if let disk { try disk.grow(megabytes: 64) } else { try await server.limitFiles(toBytes: 1_000_000_000) }
            var visits = acknowledged
            let later = orders.filter { acknowledged[$0.key] == nil }.prefix(50)
            for order in later + orders.prefix(50) {
                let answer = try await practice.send(order, to: server)
                #expect(answer.status == 201, "\(answer.text)")
                let visit = try #require(try answer.json["id"]?.text)
                #expect(visits[order.key] == nil || visits[order.key] == visit)
                visits[order.key] = visit
            }
            #expect(try await practice.visits(server).sorted() == visits.values.sorted())
            try await practice.compareCredits(with: orders.filter { visits[$0.key] != nil }, server)
            #expect(await server.stop() == 0)
            let proof = try await world.program.run("ledger", "verify")
            #expect(proof.status == 0, "\(proof.errors)")
        }
    }

    /// Each desk records visits until it has been refused some times; returns each key's visit.
    private func recordUntilFull(
        _ orders: [Practice.Order],
        _ practice: Practice,
        _ server: Server
    ) async throws -> [String: String] {
        try await withThrowingTaskGroup(of: [String: String].self) { group in
            for desk in 0..<Self.desks {
                group.addTask {
                    var (visits, refused): ([String: String], Int) = ([:], 0)
                    for order in stride(from: desk, to: orders.count, by: Self.desks).map({ orders[$0] }) {
                        let answer = try await practice.send(order, to: server)
                        if answer.status == 201 {
                            visits[order.key] = try #require(try answer.json["id"]?.text)
                            continue
                        }
                        #expect(answer.status == 503, "\(answer.text)")
                        #expect(answer.headers["retry-after"] == "30")
                        #expect(try answer.json["type"]?.text?.hasSuffix("unavailable") == true, "\(answer.text)")
                        refused += 1
                        if refused == 5 { break }
                    }
                    return visits
                }
            }
            return try await group.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        }
    }
}

extension World {
    /// The same with the database elsewhere.
    fileprivate func moved(to database: URL) -> World {
        World(folder, Program(database: database.path, keys: nil, folder: folder), nil)
    }
}
