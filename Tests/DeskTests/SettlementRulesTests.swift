import Kernel
import TestKit
import Testing

@testable import Desk
@testable import Partners

@Suite("B48: what a settlement says")
struct SettlementRulesTests {
    private func month(_ text: String) throws -> Month { try #require(Month(text)) }
    private func day(_ text: String) throws -> Day { try #require(Day(text)) }
    private let here = LocationID(bits: 1)
    private let there = LocationID(bits: 2)

    private func list(_ entries: [(String, String, Int64)]) throws -> PriceList {
        PriceList(
            try entries.map { code, from, price in
                PriceList.Entry(service: try #require(ServiceCode(code)), from: try day(from), price: price)
            },
            currency: .leu
        )
    }

    private func count(
        _ code: String,
        on text: String,
        at location: LocationID? = nil,
        countedIn: String? = nil,
        _ quantity: Int64 = 1,
        credits: Int64 = 4
    ) throws -> SettlementCount {
        SettlementCount(
            location: location ?? here,
            service: try #require(ServiceCode(code)),
            day: try day(text),
            countedIn: try countedIn.map { try month($0) },
            quantity: quantity,
            credits: credits
        )
    }

    private func name(_ location: LocationID) throws -> LocationName {
        LocationName(code: try #require(PartnerCode("L\(location == here ? 1 : 2)")), name: "Place")
    }

    @Test(
        "a visit costs what its day's tariff says; one that came late without a price, what its settlement's first day does"
    )
    func prices() throws {
        let list = try list([("gp", "2026-10-10", 100), ("gp", "2026-11-15", 120), ("ecg", "2026-11-01", 70)])
        for (code, day, month, expected) in [
            ("gp", "2026-10-09", "2026-10", nil), ("gp", "2026-10-10", "2026-10", 100),
            ("gp", "2026-11-14", "2026-11", 100), ("gp", "2026-11-15", "2026-11", 120),
            ("gp", "2026-10-31", "2026-11", 100), ("gp", "2026-10-09", "2026-11", 100),
            ("ecg", "2026-10-31", "2026-11", 70), ("ecg", "2026-10-31", "2026-10", nil),
            ("mri", "2026-11-02", "2026-11", nil),
        ] as [(String, String, String, Int64?)] {
            let found = SettlementRules.price(
                of: try #require(ServiceCode(code)),
                on: try self.day(day),
                in: try self.month(month),
                list
            )
            #expect(found == expected, "\(code) on \(day), settled in \(month)")
        }
    }

    @Test("one line for each location, service, price and reason; late ones and adjustments say of which month")
    func lines() throws {
        let list = try list([("gp", "2026-01-01", 100), ("gp", "2026-11-15", 120), ("ecg", "2026-01-01", 70)])
        let counts = try [
            count("gp", on: "2026-11-01", 2, credits: 8), count("gp", on: "2026-11-14", 3, credits: 12),
            count("gp", on: "2026-11-15", 1), count("gp", on: "2026-11-14", at: there, 5, credits: 20),
            count("ecg", on: "2026-11-02", 1, credits: 0), count("gp", on: "2026-10-31", 1),
            count("gp", on: "2026-10-03", countedIn: "2026-10", 2, credits: 8),
            count("gp", on: "2026-09-30", countedIn: "2026-10", 1),
            count("gp", on: "2026-09-03", countedIn: "2026-09", 1),
        ]
        let lines = try SettlementRules.lines(of: try month("2026-11"), counts, list) { try name($0) }
        let texts = lines.map { line in
            "\(line.kind) \(line.month) \(line.locationCode) \(line.service) "
                + "\(line.unitPrice ?? -1) \(line.quantity) \(line.credits) \(line.amount ?? -1)"
        }
        #expect(
            texts == [
                "visits 2026-11 L1 ecg 70 1 0 70", "visits 2026-11 L1 gp 100 5 20 500",
                "visits 2026-11 L1 gp 120 1 4 120",
                "visits 2026-11 L2 gp 100 5 20 500", "late 2026-10 L1 gp 100 1 4 100",
                "adjustment 2026-09 L1 gp 100 -1 -4 -100", "adjustment 2026-10 L1 gp 100 -3 -12 -300",
            ]
        )
        let shuffled = try SettlementRules.lines(of: try month("2026-11"), counts.reversed(), list) { try name($0) }
        #expect(shuffled == lines)
    }

    @Test("a missing price is named once, from the first day that needs it and can still have it")
    func missing() throws {
        let list = try list([("gp", "2026-11-10", 100)])
        let counts = try [
            count("gp", on: "2026-11-12"), count("gp", on: "2026-11-09"), count("gp", on: "2026-11-04"),
            count("ecg", on: "2026-10-31"),
        ]
        let missing = SettlementRules.missing(counts, in: try month("2026-11"), list)
        #expect(missing.map { "\($0.service) \($0.from)" } == ["ecg 2026-11-01", "gp 2026-11-04"])
    }

    @Test("a month is over when it is at every location")
    func over() throws {
        let (bucharest, utc) = (Zone.bucharest, Zone.utc)
        let month = try month("2026-11")
        let midnight = bucharest.start(of: try day("2026-12-01"))
        #expect(!SettlementRules.isOver(month, at: midnight.adding(seconds: -1), zones: [bucharest]))
        #expect(SettlementRules.isOver(month, at: midnight, zones: [bucharest]))
        #expect(!SettlementRules.isOver(month, at: midnight, zones: [bucharest, utc]))
        #expect(SettlementRules.isOver(month, at: midnight.adding(seconds: 7200), zones: [bucharest, utc]))
    }

    @Test("months follow one another: which is next, and what each takes")
    func calendar() throws {
        let fresh = SettlementCalendar(lastClosed: nil, closedAt: nil, firstVisit: nil)
        #expect(fresh.next == nil)
        let begun = SettlementCalendar(lastClosed: nil, closedAt: nil, firstVisit: try month("2026-03"))
        #expect(begun.next == (try month("2026-03")))
        #expect(begun.days(of: try month("2026-05")) == (try day("2026-05-01")...(try day("2026-05-31"))))
        #expect(begun.unseen(in: try month("2026-05")) == nil)
        // Closed on 20 November, and on the night of the first: then the day before may still have been under way.
        for (at, firstDay) in [
            (Instant.testStart, "2026-11-01"),
            (Zone.bucharest.start(of: try day("2026-11-01")).adding(seconds: 60), "2026-10-29"),
        ] {
            let closed = SettlementCalendar(lastClosed: try month("2026-10"), closedAt: at, firstVisit: nil)
            #expect(closed.next == (try month("2026-11")))
            #expect(closed.days(of: try month("2026-09")) == nil)
            #expect(closed.days(of: try month("2026-11")) == (try day(firstDay)...(try day("2026-11-30"))))
            #expect(closed.days(of: try month("2026-12")) == (try day("2026-12-01")...(try day("2026-12-31"))))
            #expect(closed.unseen(in: try month("2026-11")) == at.adding(seconds: -86_400))
            #expect(closed.unseen(in: try month("2026-12")) == nil)
        }
    }
}
