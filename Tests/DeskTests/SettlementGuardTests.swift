import Credits
import Desk
import Kernel
import Partners
import Secrets
import Store
import TestKit
import Testing

@Suite("B48: what closing a partner's month guards")
struct SettlementGuardTests {
    @Test("months are closed in order, from the first visit's, and when they are over at every location")
    func order() async throws {
        try await Counter.with { counter in
            _ = try await counter.november()
            let december = try #require(Day("2026-12-01"))
            try counter.set("2026-12-01", seconds: -1)
            await #expect(throws: SettlementFailure.tooEarly(closableFrom: december)) {
                try await counter.close("2026-11")
            }
            // It is still November at one of the locations.
            try counter.set("2026-12-01", seconds: 0)
            try await counter.write { try $0.run("UPDATE location SET zone = 'UTC' WHERE code = 'P1-2'") }
            await #expect(throws: SettlementFailure.tooEarly(closableFrom: december)) {
                try await counter.close("2026-11")
            }
            try counter.set("2027-02-01")
            let (november, next) = (try #require(Month("2026-11")), try #require(Month("2026-12")))
            for wrong in ["2026-10", "2026-12"] {
                await #expect(throws: SettlementFailure.outOfOrder(next: november)) { try await counter.close(wrong) }
            }
            try await counter.close("2026-11")
            for wrong in ["2026-10", "2027-01"] {
                await #expect(throws: SettlementFailure.outOfOrder(next: next)) { try await counter.close(wrong) }
            }
            try await counter.close("2026-12")
            try await counter.close("2027-01")
        }
    }

    @Test("without a visit, no month is closed before that of the first tariff, nor before the partner was added")
    func nothingToSettle() async throws {
        try await Counter.with { counter in
            try counter.set("2026-12-01")
            let (april, november) = (try #require(Month("2026-04")), try #require(Month("2026-11")))
            for wrong in ["0001-01", "2026-10"] {
                await #expect(throws: SettlementFailure.nothingToSettle(first: november)) {
                    try await counter.close(wrong)
                }
                #expect(try await counter.settlement(wrong).state == .open)
            }
            try await counter.tariff("2026-06-15", ["gp": 9000])
            try await counter.tariff("2026-04-30", ["cardio": 9000])
            await #expect(throws: SettlementFailure.nothingToSettle(first: april)) {
                try await counter.close("2026-03")
            }
            try await counter.close("2026-04")
            try await counter.close("2026-05")
        }
    }

    @Test("the last month that there is can be looked at, and isn't over yet")
    func lastMonth() async throws {
        try await Counter.with { counter in
            _ = try await counter.november()
            #expect(try await counter.settlement("9999-12").lines.isEmpty)
            await #expect(throws: SettlementFailure.tooEarly(closableFrom: try #require(Day("9999-12-31")))) {
                try await counter.close("9999-12")
            }
        }
    }

    @Test("a settlement that isn't the ledger's is refused, and nothing of it is kept")
    func ledger() async throws {
        try await Counter.with { counter in
            let (_, visits) = try await counter.november()
            try counter.set("2026-12-01")
            try await counter.write { session in
                try session.run("UPDATE visit_service SET credits = 5 WHERE visit = ?1 AND position = 0", visits[0])
            }
            let failure = SettlementFailure.ledgerDiffers(
                location: try #require(PartnerCode("P1-1")),
                counted: CreditAmount(18),
                posted: CreditAmount(16)
            )
            await #expect(throws: failure) { try await counter.close("2026-11") }
            #expect(try await counter.settlement("2026-11").state == .open)
            let rows = try await counter.read { session in
                try session.first("SELECT COUNT(*) FROM settlement") { try $0[0] as Int }
            }
            #expect(rows == 0)
        }
    }

    @Test("an adjustment that isn't what the ledger took back is refused as well")
    func ledgerOfCancellations() async throws {
        try await Counter.with { counter in
            let (_, visits) = try await counter.november()
            try counter.set("2026-12-01")
            try await counter.close("2026-11")
            try await counter.cancel(visits[1], by: .operator(counter.operatorLogin))
            try await counter.write { session in
                try session.run("UPDATE visit_service SET credits = 9 WHERE visit = ?1", visits[1])
            }
            try counter.set("2027-01-01")
            let failure = SettlementFailure.ledgerDiffers(
                location: try #require(PartnerCode("P1-1")),
                counted: CreditAmount(-9),
                posted: CreditAmount(-8)
            )
            await #expect(throws: failure) { try await counter.close("2026-12") }
        }
    }

    @Test(
        "the schema settles a visit once, adjusts a settled and cancelled one once, and changes nothing that is closed"
    )
    func schema() async throws {
        try await Counter.with { counter in
            let (_, visits) = try await counter.november()
            try counter.set("2026-12-01")
            try await counter.close("2026-11")
            let partner = try await counter.partner()
            let settle: SQL = "INSERT INTO settled_visit (visit, partner, month) VALUES (?1, ?2, '2026-11')"
            let adjust: SQL = "INSERT INTO settled_cancellation (visit, partner, month) VALUES (?1, ?2, '2026-11')"
            // Settled already; not cancelled; cancelled before it was settled.
            for (sql, visit) in [(settle, visits[0]), (adjust, visits[1]), (adjust, visits[2])] {
                await #expect(throws: StoreFailure.self) {
                    try await counter.write { try $0.run(sql, visit, partner) }
                }
            }
            for sql: SQL in [
                "UPDATE settlement SET sha256 = 'x'", "DELETE FROM settlement",
                "UPDATE settlement_line SET quantity = 9",
                "DELETE FROM settlement_line", "UPDATE settled_visit SET month = '2026-11'",
                "DELETE FROM settled_visit",
            ] {
                await #expect(throws: StoreFailure.self) { try await counter.write { try $0.run(sql) } }
            }
        }
    }

    @Test("B46: a month closed by several at once is closed once, and all get the same")
    func atOnceOnce() async throws {
        try await Counter.with { counter in
            _ = try await counter.november()
            try counter.set("2026-12-01")
            let closures = try await atOnce(8) { _ in try await counter.close("2026-11") }
            #expect(Set(closures).count == 1)
            let rows = try await counter.read { session in
                try session.first("SELECT COUNT(*) FROM settled_visit") { try $0[0] as Int }
            }
            #expect(rows == 2)
        }
    }

    @Test(
        "B41: cancellations that race a closing are each in exactly one of the two: the month, or the next one's adjustments"
    )
    func race() async throws {
        try await Counter.with { counter in
            try await counter.tariff("2026-01-01", ["gp": 100])
            var visits: [VisitID] = []
            for number in 0..<4 {
                let member = try await counter.member("m\(number)@acme.example", package: "big")
                let proof = try await counter.verified(member)
                for _ in 0..<15 { visits.append(try await counter.record(proof).visit.id) }
            }
            try counter.set("2026-12-01")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for visit in visits.shuffled() {
                    group.addTask { try await counter.cancel(visit, by: .operator(counter.operatorLogin)) }
                }
                group.addTask { try await counter.close("2026-11") }
                try await group.waitForAll()
            }
            let month = try await counter.settlement("2026-11")
            let next = try await counter.settlement("2026-12")
            // All were cancelled: what November counted, December takes off.
            #expect(month.total.amount + next.total.amount == 0)
            #expect(month.credits + next.credits == .zero)
            try counter.set("2027-01-01")
            try await counter.close("2026-12")
            let frozen = try await counter.settlement("2026-12")
            #expect(frozen.lines == next.lines)
            let posted = try await counter.posted(to: counter.here)
            #expect(posted == 0)
        }
    }
}
