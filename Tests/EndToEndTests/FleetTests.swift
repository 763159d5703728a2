import Foundation
import TestKit
import Testing

@Suite("Several programs on one database", .enabled(if: TestEngine.current == .postgres, "A file has one program."))
struct FleetTests {
    private static let members = 12
    private static let visits = 3000
    private static let desks = 24

    @Test(
        "3,000 visits, a killed program and a crashed server: nothing that was acknowledged is lost, nothing happens twice"
    )
    func chaos() async throws {
        let server = try TestServer.start(options: ["fsync=on"])
        try await World.with(server: server) { world in
            let location = try await Practice.setUp(world)
            let fleet = try await Fleet(world.program, count: 3)
            let practice = try await Practice.open(world, at: location, members: Self.members, short: true) {
                await fleet.any()
            }
            let single = try await practice.orders(each: Self.visits / Self.members, await fleet.any())
            // A third of it is sent twice.
            let orders = single + single.indices.filter { $0.isMultiple(of: 3) }.map { single[$0] }

            let ledger = Acknowledgements()
            try await send(orders.shuffled(), practice, fleet, ledger) { count in
                if count == Self.visits / 4 { try await fleet.replaceOne() }
                if count == Self.visits / 2 { try await Self.offThePool { try server.restart() } }
            }
            let interrupted = await ledger.interrupted
            #expect(interrupted > 0, "the faults have hit nobody")
            // Whatever wasn't answered is sent again, and some of what was: the same key gives the same visit.
            let unanswered = await ledger.unanswered(of: orders)
            try await send((unanswered + orders.prefix(300)).shuffled(), practice, fleet, ledger, isLast: true)
            print("\(interrupted) requests failed; \(unanswered.count) had to be sent again after the faults.")

            let (visits, refused) = (await ledger.visits, await ledger.refused)
            let acknowledged = visits.values.sorted()
            #expect(Set(acknowledged).count == acknowledged.count, "two keys gave one visit")
            #expect(try await practice.visits(await fleet.any()).sorted() == acknowledged)
            try await practice.compareCredits(with: single.filter { visits[$0.key] != nil }, await fleet.any())
            #expect(visits.count + refused.count == Self.visits)
            #expect(refused.isSubset(of: orders.filter { $0.member.isShort }.map(\.key)))
            #expect(await fleet.stop() == [0, 0, 0])
            let proof = try await world.program.run("ledger", "verify")
            #expect(proof.status == 0, "\(proof.errors)")
        }
        try server.stop()
    }

    // MARK: Meanwhile

    /// What the programs have answered: each key's visit, and the keys that lack of credits refused.
    private actor Acknowledgements {
        private(set) var visits: [String: String] = [:]
        private(set) var refused: Set<String> = []

        /// How many requests came to nothing because a program or the server was gone.
        private(set) var interrupted = 0

        func interrupt() { interrupted += 1 }

        func unanswered(of orders: [Practice.Order]) -> [Practice.Order] {
            orders.filter { visits[$0.key] == nil && !refused.contains($0.key) }
        }

        /// How many visits there are, when this one is new.
        func acknowledge(_ key: String, _ visit: String) -> Int? {
            if let known = visits[key] {
                #expect(known == visit, "one key gave two visits")
                return nil
            }
            visits[key] = visit
            refused.remove(key)
            return visits.count
        }

        /// A key that made a visit never says afterwards that it can't.
        func refuse(_ key: String) {
            #expect(visits[key] == nil, "a visit that was acknowledged is refused")
            refused.insert(key)
        }
    }

    /// Sends orders from many desks at once to any of the programs.
    ///
    /// - Parameters:
    ///   - isLast: every one must be answered; else each is sent once.
    ///   - event: told how many visits there are, once for each number.
    private func send(
        _ orders: [Practice.Order],
        _ practice: Practice,
        _ fleet: Fleet,
        _ ledger: Acknowledgements,
        isLast: Bool = false,
        event: @escaping @Sendable (Int) async throws -> Void = { _ in }
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for start in 0..<Self.desks {
                group.addTask {
                    for index in stride(from: start, to: orders.count, by: Self.desks) {
                        let order = orders[index]
                        let isDone = try await send(order, practice, fleet, ledger, tries: isLast ? 100 : 1, event)
                        #expect(isDone || !isLast, "a request is never answered")
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Whether the order was acknowledged or refused for good.
    private func send(
        _ order: Practice.Order,
        _ practice: Practice,
        _ fleet: Fleet,
        _ ledger: Acknowledgements,
        tries: Int,
        _ event: @Sendable (Int) async throws -> Void
    ) async throws -> Bool {
        for _ in 0..<tries {
            let answer: Server.Answer
            do { answer = try await practice.send(order, to: await fleet.any()) } catch is URLError {
                // The program died, or was dead.
                await ledger.interrupt()
                try await Task.sleep(for: .milliseconds(20))
                continue
            }
            switch answer.status {
            case 201:
                let visit = try #require(try answer.json["id"]?.text)
                if let count = await ledger.acknowledge(order.key, visit) { try await event(count) }
                return true
            case 409:
                #expect(try answer.json["type"]?.text?.hasSuffix("credits-insufficient") == true, "\(answer.text)")
                await ledger.refuse(order.key)
                return true
            case 503:
                #expect(answer.headers["retry-after"] != nil)
                await ledger.interrupt()
                try await Task.sleep(for: .milliseconds(200))
            default:
                Issue.record("status \(answer.status): \(answer.text)")
                return true
            }
        }
        return false
    }

    private static func offThePool(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
        }
    }
}
