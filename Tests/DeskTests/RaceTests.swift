import Credits
import Desk
import Entitlements
import Kernel
import Store
import TestKit
import Testing

@Suite("Two desks at once")
struct RaceTests {
    /// What became of one of many acts.
    private enum Outcome: Hashable {
        case done(VisitID)
        case refused(String)

        var code: String? {
            if case .refused(let code) = self { code } else { nil }
        }
    }

    /// Does all of it at once.
    private func outcomes(_ acts: [@Sendable () async throws -> VisitID]) async throws -> [Outcome] {
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            for act in acts {
                group.addTask {
                    do { return .done(try await act()) } catch let refusal as StoreFailure { throw refusal } catch let
                        refusal as any Failure
                    { return .refused(refusal.code) }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test("B46: the last of a limit asked for fifty times with one key is one visit, and all get it")
    func lastWithOneKey() async throws {
        try await Counter.with { counter in
            let verification = try await counter.verified(try await counter.member())
            let outcomes = try await outcomes(
                (0..<50).map { _ in
                    { try await counter.record(verification, [("glasses", 1)], key: "one").visit.id }
                }
            )
            #expect(Set(outcomes).count == 1)
            #expect(outcomes.allSatisfy { $0.code == nil })
        }
    }

    @Test("B46: one key for two requests, or for a visit and a cancellation, does one of them")
    func keyOfTwo() async throws {
        try await Counter.with { counter in
            let verification = try await counter.verified(try await counter.member())
            let requests = try await outcomes(
                (0..<20).map { number in
                    { try await counter.record(verification, key: "two", hash: [UInt8(number % 2)]).visit.id }
                }
            )
            #expect(Set(requests).count == 2)
            #expect(requests.filter { $0.code == "idempotency-mismatch" }.count == 10)
            guard case .done(let visit)? = requests.first(where: { $0.code == nil }) else { return }
            let acts = try await outcomes([
                { try await counter.record(verification, key: "three").visit.id },
                { try await counter.cancel(visit, key: "three").cancellation.visit },
            ])
            #expect(acts.filter { $0.code == "idempotency-mismatch" }.count == 1)
        }
    }

    @Test("B15: a limit holds when two locations use it up at the same time")
    func limitAtTwo() async throws {
        try await Counter.with { counter in
            let member = try await counter.member(package: "premium")
            let verifications = [
                try await counter.verified(member), try await counter.verified(member, at: counter.there),
            ]
            let outcomes = try await outcomes(
                (0..<20).map { number in
                    { try await counter.record(verifications[number % 2], [("glasses", 1)]).visit.id }
                }
            )
            #expect(outcomes.filter { $0.code == nil }.count == 2)
            #expect(outcomes.filter { $0.code == "limit-reached" }.count == 18)
            #expect(try await counter.balance(member) == 114)
        }
    }

    @Test("B44: a period that two locations touch first at the same time is granted once, and the old one expires once")
    func firstTouch() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            try await counter.cover(member.person, "premium", from: "2026-11-01", until: "2026-12-02")
            try counter.set("2026-11-30", seconds: 86_000)
            let verifications = [
                try await counter.verified(member), try await counter.verified(member, at: counter.there),
            ]
            try counter.set("2026-12-01", seconds: 0)
            _ = try await outcomes(
                (0..<20).map { number in
                    { try await counter.record(verifications[number % 2]).visit.id }
                }
            )
            let statement = try await counter.statement(of: member.person)
            #expect(statement.entries.filter { $0.kind == .grant }.count == 4)
            #expect(statement.entries.filter { $0.kind == .expiry }.count == 1)
            #expect(statement.entries.filter { $0.kind == .debit }.count == 20)
            #expect(statement.balance.count == 120 + 30 + 120 - 40)
            #expect(try await counter.ledger().holds)
        }
    }

    @Test("B41, B45: visits and cancellations of one member at the same time lose no credit")
    func visitsAndCancellations() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let verification = try await counter.verified(member)
            var visits: [VisitID] = []
            for _ in 0..<7 { visits.append(try await counter.record(verification).visit.id) }
            let cancellations = visits.map { visit in
                { @Sendable in try await counter.cancel(visit).cancellation.visit }
            }
            let new = visits.map { _ in { @Sendable in try await counter.record(verification).visit.id } }
            let outcomes = try await outcomes(zip(cancellations, new).flatMap { [$0, $1] })
            let recorded = outcomes.filter { $0.code == nil }.count - 7
            #expect(outcomes.compactMap(\.code).allSatisfy { $0 == "credits-insufficient" })
            #expect(try await counter.balance(member) == Int64(30 - 4 * recorded))
            #expect(try await counter.ledger().holds)
        }
    }

    @Test("B42: sixty-four wrong guesses at one location, each from a desk of its own, aren't more than thirty")
    func guessesAtOneLocation() async throws {
        try await Counter.with { counter in
            let results = try await withThrowingTaskGroup(of: DeskFailure?.self) { group in
                for number in 0..<64 {
                    let login = LoginID(bits: UInt128(number))
                    group.addTask { failure(try await counter.verify(.card(number: "1", code: "0"), by: login)) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.filter { $0 == .noSuchMember }.count == 30)
            #expect(results.filter { $0 == .tooManyTries(retryAfterSeconds: 3600) }.count == 34)
        }
    }
}
