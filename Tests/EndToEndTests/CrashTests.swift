import Foundation
import TestKit
import Testing

/// The server is killed as by a power cut while desks record visits, and started again.
///
/// `make crash` does it 100 times; CARNET_KILLS says how often, CARNET_CRASH_SEED at which moments, CARNET_TEST_PROGRAM which
/// build.
@Suite("A server that is killed", .serialized)
struct CrashTests {
    private static let kills = setting("CARNET_KILLS") ?? 10
    private static let seed = setting("CARNET_CRASH_SEED") ?? 1
    private static let desks = 16
    /// More than any server records before it is killed.
    private static let ordersOfMember = 400
    /// The latest moment, after the desks have begun.
    private static let latestMilliseconds: UInt64 = 400

    private static func setting(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap(Int.init)
    }

    /// What one run of the server has answered, and what it never answered.
    private struct Harvest: Sendable {
        var acknowledged: [(order: Practice.Order, answer: Data)] = []
        var unanswered: [Practice.Order] = []
    }

    @Test(
        "B46: killed with -9 under load, every visit that was acknowledged is there, none is twice, and the books hold"
    )
    func killed() async throws {
        try await World.with { world in
            let location = try await Practice.setUp(world)
            var server = try await Server.start(world.program)
            let practice = try await Practice.open(world, at: location, members: 8) { [server] in server }
            let random = SeededRandom(seed: UInt64(Self.seed))
            var (orders, visits, interrupted): ([Practice.Order], [String], Int) = ([], [], 0)
            for kill in 1...Self.kills {
                let moment = Duration.milliseconds(Int(random.next() % Self.latestMilliseconds))
                let note: Comment = "kill \(kill) of seed \(Self.seed), after \(moment)"
                let harvest = try await killUnderLoad(server, practice, after: moment)
                server = try await Server.start(world.program)
                orders += (harvest.acknowledged.map(\.order) + harvest.unanswered)
                interrupted += harvest.unanswered.count
                visits += try await sendAgain(harvest, practice, server, note)
            }
            #expect(try await practice.visits(server).sorted() == visits.sorted())
            #expect(Set(visits).count == visits.count, "two keys gave one visit")
            try await practice.compareCredits(with: orders, server)
            #expect(await server.stop() == 0)
            let proof = try await world.program.run("ledger", "verify", "--json")
            #expect(proof.status == 0, "\(proof.errors)")
            print(
                "Killed \(Self.kills) times under load: \(visits.count) visits, of which \(interrupted) were sent again."
            )
        }
    }

    /// Desks record visits one after the other until the server is gone.
    private func killUnderLoad(
        _ server: Server,
        _ practice: Practice,
        after moment: Duration
    ) async throws -> Harvest {
        let orders = try await practice.orders(each: Self.ordersOfMember, server).shuffled()
        return try await withThrowingTaskGroup(of: Harvest.self) { group in
            for desk in 0..<Self.desks {
                group.addTask {
                    var harvest = Harvest()
                    for order in stride(from: desk, to: orders.count, by: Self.desks).map({ orders[$0] }) {
                        do {
                            let answer = try await practice.send(order, to: server)
                            #expect(answer.status == 201, "\(answer.text)")
                            harvest.acknowledged.append((order, answer.data))
                        } catch is URLError {
                            harvest.unanswered.append(order)
                            break
                        }
                    }
                    return harvest
                }
            }
            // What is killed is another process, which has no clock of ours.
            try await Task.sleep(for: moment)
            await server.kill()
            return try await group.reduce(into: Harvest()) { all, one in
                all.acknowledged += one.acknowledged
                all.unanswered += one.unanswered
            }
        }
    }

    /// What was acknowledged is answered with the same bytes, and the rest is recorded now, or was; returns the visits.
    private func sendAgain(
        _ harvest: Harvest,
        _ practice: Practice,
        _ server: Server,
        _ note: Comment
    ) async throws -> [String] {
        var visits: [String] = []
        for (order, first) in harvest.acknowledged {
            let again = try await practice.send(order, to: server)
            #expect(again.status == 201 && again.data == first, note)
            #expect(again.headers["idempotent-replayed"] == "true", note)
            visits.append(try #require(try again.json["id"]?.text))
        }
        for order in harvest.unanswered {
            let answer = try await practice.send(order, to: server)
            #expect(answer.status == 201, "\(note): \(answer.text)")
            visits.append(try #require(try answer.json["id"]?.text))
        }
        return visits
    }
}
