import Desk
import Dispatch
import Kernel
import Store
import TestKit
import Testing

/// What a closing can't see: transactions that began before it and commit after it. A file has one writer, so only a
/// server has such.
@Suite("B48: what is under way while a month is closed", .enabled(if: TestEngine.current == .postgres))
struct SettlementRaceTests {
    /// Begins a transaction, does the act, closes November in another one, and only then lets the first commit.
    private func commit(
        _ act: @escaping @Sendable (Session) throws -> Void,
        afterClosing counter: Counter
    ) async throws {
        let (hasActed, tell) = AsyncStream<Void>.makeStream()
        let isClosed = DispatchSemaphore(value: 0)
        async let committed: Void = counter.write { session in
            try act(session)
            // What was sent late is there now.
            _ = try session.first("SELECT 1") { _ in }
            tell.yield()
            _ = isClosed.wait(timeout: .now() + 20)
        }
        for await _ in hasActed { break }
        try counter.set("2026-12-01", seconds: 1)
        do { try await counter.close("2026-11") } catch {
            isClosed.signal()
            throw error
        }
        isClosed.signal()
        try await committed
    }

    @Test("a visit of the last second, committed after its month was closed, is in the next one, as late")
    func visit() async throws {
        try await Counter.with { counter in
            try await counter.tariff("2026-01-01", ["gp": 9000])
            let member = try await counter.member()
            try counter.set("2026-11-30", seconds: 86_000)
            let proof = try await counter.verified(member)
            try await counter.record(proof, [("gp", 1)])
            try counter.set("2026-11-30", seconds: 86_399)
            let new = NewVisit(
                verification: proof.id,
                services: [NewVisit.Order(service: try #require(ServiceCode("gp")), quantity: 2)],
                key: "late",
                requestHash: [1]
            )
            try await commit(
                { [counter] session in
                    _ = try counter.desk.recordVisit(new, at: counter.here, by: counter.login, in: session)
                },
                afterClosing: counter
            )
            #expect(try await counter.settlement("2026-11").texts == ["visits 2026-11 P1-1 gp 1x9000 4cr"])
            #expect(try await counter.settlement("2026-12").texts == ["late 2026-11 P1-1 gp 2x9000 8cr"])
            try counter.set("2027-01-01")
            try await counter.close("2026-12")
            #expect(try await counter.settlement("2026-12").texts == ["late 2026-11 P1-1 gp 2x9000 8cr"])
            #expect(try await counter.settlement("2027-01").lines.isEmpty)
        }
    }

    @Test("a cancellation committed after its visit was settled is the next month's adjustment")
    func cancellation() async throws {
        try await Counter.with { counter in
            try await counter.tariff("2026-01-01", ["gp": 9000])
            let member = try await counter.member()
            try counter.set("2026-11-30", seconds: 86_000)
            let visit = try await counter.record(try await counter.verified(member), [("gp", 1)]).visit.id
            try counter.set("2026-11-30", seconds: 86_399)
            try await commit(
                { [counter] session in
                    _ = try counter.desk.cancel(
                        visit,
                        by: .desk(counter.here, counter.login),
                        key: "late",
                        requestHash: [1],
                        in: session
                    )
                },
                afterClosing: counter
            )
            #expect(try await counter.settlement("2026-11").texts == ["visits 2026-11 P1-1 gp 1x9000 4cr"])
            #expect(try await counter.settlement("2026-12").texts == ["adjustment 2026-11 P1-1 gp -1x9000 -4cr"])
            try counter.set("2027-01-01")
            try await counter.close("2026-12")
            #expect(try await counter.settlement("2026-12").total.amount == -9000)
        }
    }
}
