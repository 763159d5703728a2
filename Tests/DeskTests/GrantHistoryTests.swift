import Credits
import Desk
import Entitlements
import Kernel
import Store
import TestKit
import Testing

/// Two members of whom the same becomes; one looks after each change, the other doesn't.
private struct Twins {
    let counter: Counter
    let looking: Member
    let other: Member
    private var sources: [SourceID]
    private var latest: ChangeSetID?

    init(_ counter: Counter, _ package: String) async throws {
        self.counter = counter
        let day = counter.zone.day(at: counter.kit.clock.now()).description
        looking = try await counter.member("looking@acme.example", package: package, from: day)
        other = try await counter.member("other@acme.example", package: package, from: day)
        sources = [looking.source, other.source]
        try await look()
    }

    var today: Day { counter.zone.day(at: counter.kit.clock.now()) }

    func look() async throws { _ = try await balance(of: looking) }

    /// What the member would see.
    func balance(of member: Member) async throws -> Int64 {
        try await counter.bringCreditsUpToDate(member)
        return try await counter.read { [counter] session in
            let account = try #require(try counter.desk.accountIfUpToDate(of: member.person, in: session))
            let statement = try counter.credits.statement(of: account, limit: 1000, in: session)
            let there = statement.setAside.reduce(statement.balance) { $0 + $1.credits }
            #expect(there == statement.entries.reduce(.zero) { $0 + $1.credits })
            return account.balance(at: session.now).count
        }
    }

    func balances() async throws -> [Int64] { [try await balance(of: looking), try await balance(of: other)] }

    mutating func pass(days: Int) async throws {
        counter.kit.clock.advance(seconds: Int64(days) * 86_400 + 1)
        try await look()
    }

    mutating func set(_ day: String) async throws {
        try counter.set(day)
        try await look()
    }

    /// A change of HR's.
    private mutating func revise(
        _ body: @escaping @Sendable (Entitlements, SourceID, ChangeSetID, Session) throws -> Void
    ) async throws {
        counter.kit.clock.advance(seconds: 1)
        latest = try await counter.write { [entitlements = counter.entitlements, sources] session in
            let set = try ChangeSet.open(in: session)
            for source in sources { try body(entitlements, source, set, session) }
            try ChangeSet.publish(set, in: session)
            return set
        }
        try await look()
    }

    mutating func change(to package: String) async throws {
        let (package, today) = (try #require(PackageCode(package)), today)
        try await revise { try $0.changePackage(of: $1, to: package, from: today, changeSet: $2, in: $3) }
    }

    mutating func leave(after days: Int = 0) async throws {
        let day = today.adding(days: days)
        try await revise { try $0.endCoverage(of: $1, until: day, changeSet: $2, in: $3) }
    }

    mutating func comeBack(with package: String) async throws {
        let day = today.description
        sources = [
            try await counter.cover(looking.person, package, from: day),
            try await counter.cover(other.person, package, from: day),
        ]
        latest = nil
        try await look()
    }

    /// Takes back the latest change; says whether there was one.
    mutating func undo() async throws {
        guard let set = latest else { return }
        latest = nil
        try await counter.write { try ChangeSet.withdraw(set, in: $0) }
        try await look()
    }
}

@Suite("B44: what a period grants is what coverage says, whenever somebody looks")
struct GrantHistoryTests {
    @Test("an upgrade in mid-month gives the difference to who looks first in the next month, too")
    func upgrade() async throws {
        try await Counter.with { counter in
            var twins = try await Twins(counter, "primary")
            try await twins.change(to: "premium")
            try await twins.set("2026-12-01")
            // Of November's 120 the 90 that premium gave are carried over.
            #expect(try await twins.balances() == [120 + 90, 120 + 90])
        }
    }

    @Test("what was changed within a day is granted, looked at or not, and nothing is taken back")
    func withinDay() async throws {
        try await Counter.with { counter in
            var twins = try await Twins(counter, "premium")
            try await twins.change(to: "primary")
            #expect(try await twins.balances() == [120, 120])
        }
    }

    @Test("a change that is applied across midnight counts from when it is published")
    func acrossMidnight() async throws {
        try await Counter.with { counter in
            let twins = try await Twins(counter, "premium")
            try counter.set("2026-12-01", seconds: -120)
            let set = try await counter.write { try ChangeSet.open(in: $0) }
            try counter.set("2026-12-01", seconds: 120)
            try await twins.look()
            let (primary, day) = (try #require(PackageCode("primary")), try #require(Day("2026-11-30")))
            try await counter.write { [entitlements = counter.entitlements] session in
                for source in [twins.looking.source, twins.other.source] {
                    try entitlements.changePackage(of: source, to: primary, from: day, changeSet: set, in: session)
                }
                try ChangeSet.publish(set, in: session)
            }
            #expect(try await twins.balances() == [240, 240])
        }
    }

    @Test("B8: what an undone change granted doesn't count when the change is made again later")
    func madeAgain() async throws {
        try await Counter.with { counter in
            var twins = try await Twins(counter, "primary")
            try await twins.change(to: "premium")
            try await twins.set("2026-12-05")
            #expect(try await twins.balances() == [120 + 90, 120 + 90])
            try await twins.undo()
            #expect(try await twins.balances() == [30, 30])
            try await twins.change(to: "premium")
            #expect(try await twins.balances() == [120, 120])
            try await twins.set("2027-01-05")
            #expect(try await twins.balances() == [120 + 90, 120 + 90])
            #expect(try await counter.ledger().holds)
        }
    }

    @Test("what expired unused was never had: it isn't missing from what the month turns out to grant")
    func expiredUnused() async throws {
        try await Counter.with { counter in
            var twins = try await Twins(counter, "premium")
            try await twins.set("2026-11-28")
            try await twins.change(to: "primary")
            // December's 30 are granted to who looks, and expire with it; then HR finds that premium should have stayed.
            try await twins.set("2026-12-05")
            try await twins.set("2027-01-03")
            try await twins.set("2027-01-10")
            try await twins.undo()
            #expect(try await twins.balances() == [120 + 120, 120 + 120])
        }
    }

    @Test("who leaves and comes back within a period isn't granted it again; a better package gives the difference")
    func comeBack() async throws {
        try await Counter.with { counter in
            var twins = try await Twins(counter, "primary")
            for package in ["primary", "primary", "premium", "premium"] {
                try await twins.leave()
                try await twins.pass(days: 1)
                try await twins.comeBack(with: package)
            }
            #expect(try await twins.balances() == [120, 120])
            try await twins.set("2026-12-05")
            #expect(try await twins.balances() == [120 + 90, 120 + 90])
        }
    }

    @Test("a clock that was ahead for a while gives nothing of a period that hasn't begun")
    func clockAhead() async throws {
        try await Counter.with { counter in
            var twins = try await Twins(counter, "primary")
            let now = counter.kit.clock.now()
            try await twins.set("2026-12-05")
            counter.kit.clock.set(now)
            #expect(try await twins.balance(of: twins.looking) == 0)
            try await twins.set("2026-12-05")
            #expect(try await twins.balances() == [30, 30])
        }
    }

    @Test("whatever HR does, looking makes no difference", arguments: 1...20 as ClosedRange<UInt64>)
    func random(seed: UInt64) async throws {
        try await Counter.with { counter in
            let random = SeededRandom(seed: seed)
            var twins = try await Twins(counter, "primary")
            var isCovered = true
            for _ in 0..<25 {
                switch Int(random.next() % 8) {
                case 0...2: try await twins.pass(days: Int(random.next() % 25))
                case 3...4 where isCovered:
                    let packages = ["primary", "principal", "premium"]
                    try await twins.change(to: packages[Int(random.next() % 3)])
                case 5 where isCovered:
                    try await twins.leave()
                    isCovered = false
                    try await twins.pass(days: Int(random.next() % 20))
                case 6 where !isCovered:
                    try await twins.comeBack(with: random.next() % 2 == 0 ? "primary" : "premium")
                    isCovered = true
                default: if isCovered { try await twins.undo() }
                }
            }
            let balances = try await twins.balances()
            #expect(balances[0] == balances[1], "seed \(seed)")
            #expect(try await counter.ledger().holds)
        }
    }
}
