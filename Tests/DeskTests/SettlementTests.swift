import Credits
import Desk
import Kernel
import Partners
import Secrets
import Store
import TestKit
import Testing

@Suite("B48: a partner's month")
struct SettlementTests {
    @Test("an open month is what stands: by location, service and price, without what was cancelled")
    func open() async throws {
        try await Counter.with { counter in
            _ = try await counter.november()
            let settlement = try await counter.settlement("2026-11")
            #expect(settlement.state == .open)
            #expect(settlement.sha256 == nil)
            #expect(
                settlement.texts == [
                    "visits 2026-11 P1-1 cardio 1x20000 8cr", "visits 2026-11 P1-1 gp 2x9000 8cr",
                    "visits 2026-11 P1-1 tele 1x5000 0cr",
                ]
            )
            #expect(settlement.total == Money(amount: 43_000, currency: .leu))
            #expect(settlement.credits.count == 16)
            let posted = try await counter.posted(to: counter.here)
            #expect(posted == 16)
            #expect(try await counter.settlement("2026-10").lines.isEmpty)
            #expect(try await counter.settlement("2026-12").lines.isEmpty)
        }
    }

    @Test("closed once, a month never changes: not by a cancellation, not by another name, not by closing again")
    func closed() async throws {
        try await Counter.with { counter in
            let (_, visits) = try await counter.november()
            try counter.set("2026-12-01", seconds: 0)
            let closure = try await counter.close("2026-11")
            let frozen = try await counter.settlement("2026-11")
            #expect(frozen.state == .closed)
            #expect(frozen.sha256 == closure.sha256)
            #expect(FileDigest.sha256(SettlementCSV.lines(of: frozen)) == closure.sha256)
            try await counter.cancel(visits[0], by: .operator(counter.operatorLogin))
            try await counter.write { session in
                try session.run("UPDATE partner SET name = 'Other'")
                try session.run("UPDATE location SET name = 'Other'")
            }
            try counter.set("2027-02-01")
            let again = try await counter.close("2026-11")
            #expect(again == closure)
            #expect(try await counter.settlement("2026-11") == frozen)
        }
    }

    @Test("a visit cancelled after closing is taken off the next month, which names the one that counted it, once")
    func adjusted() async throws {
        try await Counter.with { counter in
            let (member, visits) = try await counter.november()
            try counter.set("2026-12-02")
            try await counter.close("2026-11")
            // What the day costs from now on changes nothing of what was counted.
            try await counter.tariff("2026-12-01", ["gp": 9900])
            let proof = try await counter.verified(member)
            try await counter.record(proof, [("gp", 1)])
            try await counter.cancel(visits[0], by: .operator(counter.operatorLogin))
            let expected = [
                "visits 2026-12 P1-1 gp 1x9900 4cr", "adjustment 2026-11 P1-1 gp -2x9000 -8cr",
                "adjustment 2026-11 P1-1 tele -1x5000 0cr",
            ]
            #expect(try await counter.settlement("2026-12").texts == expected)
            // An adjustment is in one month, whichever is looked at.
            #expect(try await counter.settlement("2027-01").lines.isEmpty)
            try counter.set("2027-01-01", seconds: 0)
            try await counter.close("2026-12")
            let december = try await counter.settlement("2026-12")
            #expect(december.texts == expected)
            #expect(december.total.amount == 9900 - 18_000 - 5000)
            #expect(december.credits.count == 4 - 8)
            #expect(try await counter.settlement("2027-01").lines.isEmpty)
            try counter.set("2027-02-01", seconds: 0)
            try await counter.close("2027-01")
            #expect(try await counter.settlement("2027-01").lines.isEmpty)
            let posted = try await counter.posted(to: counter.here)
            #expect(posted == 16 - 4)
            #expect(try await counter.ledger().holds)
        }
    }

    @Test("a service without a tariff is shown without a price and keeps the month open until it has one")
    func missingTariff() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let proof = try await counter.verified(member)
            try await counter.record(proof, [("gp", 1), ("tele", 1)])
            try await counter.tariff("2026-01-01", ["tele": 5000])
            let shown = try await counter.settlement("2026-11")
            #expect(shown.texts == ["visits 2026-11 P1-1 gp 1x? 4cr", "visits 2026-11 P1-1 tele 1x5000 0cr"])
            #expect(shown.missingTariffs.map { "\($0.service) \($0.from)" } == ["gp 2026-11-20"])
            #expect(shown.total.amount == 5000)
            try counter.set("2026-12-01")
            let (gp, day) = (try #require(ServiceCode("gp")), try #require(Day("2026-11-20")))
            await #expect(throws: SettlementFailure.tariffMissing(gp, from: day)) { try await counter.close("2026-11") }
            let rows = try await counter.read { session in
                try session.first("SELECT COUNT(*) FROM settled_visit") { try $0[0] as Int }
            }
            #expect(rows == 0)
            try await counter.tariff("2026-11-20", ["gp": 9000])
            try await counter.close("2026-11")
            await #expect(throws: PartnersFailure.periodClosed(openFrom: try #require(Day("2026-12-01")))) {
                try await counter.tariff("2026-11-20", ["gp": 1])
            }
            await #expect(throws: DeskFailure.noSuchService(try #require(ServiceCode("nothing")))) {
                try await counter.tariff("2026-12-01", ["nothing": 1])
            }
        }
    }

    @Test("a visit that was in nobody's books when its month was closed is in the next one, as late")
    func late() async throws {
        try await Counter.with { counter in
            let (member, _) = try await counter.november()
            try counter.set("2026-12-01")
            try await counter.close("2026-11")
            // As a desk's transaction of half a second before midnight, which was slow to commit.
            let proof = try await counter.verified(member)
            let late = try await counter.record(proof, [("gp", 1)]).visit.id
            let glasses = try await counter.record(proof, [("glasses", 1)]).visit.id
            try await counter.write { session in
                try session.run("UPDATE visit SET day = '2026-11-30' WHERE id = ?1", late)
                try session.run("UPDATE visit SET day = '2026-11-30' WHERE id = ?1", glasses)
            }
            let gap = try await counter.settlement("2026-12").missingTariffs
            #expect(gap.map { "\($0.service) \($0.from)" } == ["glasses 2026-12-01"])
            try await counter.tariff("2026-12-01", ["gp": 1, "glasses": 7000])
            let expected = ["late 2026-11 P1-1 glasses 1x7000 8cr", "late 2026-11 P1-1 gp 1x9000 4cr"]
            #expect(try await counter.settlement("2026-12").texts == expected)
            #expect(try await counter.settlement("2027-01").lines.isEmpty)
            try counter.set("2027-01-01")
            try await counter.close("2026-12")
            #expect(try await counter.settlement("2026-12").texts == expected)
            try await counter.cancel(glasses, by: .operator(counter.operatorLogin))
            #expect(
                try await counter.settlement("2027-01").texts == ["adjustment 2026-12 P1-1 glasses -1x7000 -8cr"]
            )
        }
    }
}
