import Credits
import Desk
import Entitlements
import Kernel
import Store
import TestKit
import Testing

@Suite("What coverage grants")
struct CreditTests {
    /// Brings the member's credits up to date, and says what the balance is then.
    private func bring(_ counter: Counter, _ member: Member) async throws -> Int64 {
        let wasUpToDate = try await isUpToDate(counter, member)
        let before = try await counter.ledger().entries
        try await counter.bringCreditsUpToDate(member)
        let after = try await counter.ledger().entries
        #expect(wasUpToDate == (before == after))
        let isUpToDate = try await isUpToDate(counter, member)
        #expect(isUpToDate)
        return try await counter.balance(member)
    }

    private func isUpToDate(_ counter: Counter, _ member: Member) async throws -> Bool {
        try await counter.read { [counter] in try counter.desk.accountIfUpToDate(of: member.person, in: $0) != nil }
    }

    @Test(
        "the first grant is whole, for the period that holds the later of start and application; earlier ones get none"
    )
    func first() async throws {
        try await Counter.with { counter in
            // Applied on 20 November; premium carries over for a month, and covers since January.
            let member = try await counter.member(package: "premium", from: "2026-01-01")
            #expect(try await bring(counter, member) == 120)
            let future = try await counter.member("b@acme.example", package: "premium", from: "2026-12-31")
            #expect(try await bring(counter, future) == 0)
            try counter.set("2026-12-31", seconds: -1)
            #expect(try await bring(counter, future) == 0)
            try counter.set("2026-12-31", seconds: 0)
            #expect(try await bring(counter, future) == 120)
            #expect(try await bring(counter, member) == 240)
            try counter.set("2027-01-01", seconds: 0)
            #expect(try await bring(counter, future) == 240)
            #expect(try await bring(counter, member) == 240)
        }
    }

    @Test("a late touch changes no answer: a period that nobody looked at is made up for while it counts")
    func late() async throws {
        try await Counter.with { counter in
            let member = try await counter.member(package: "premium")
            // Ending it on the roster rewrites the coverage; what November granted stays due.
            try counter.set("2026-12-10")
            let end = try #require(Day("2027-01-01"))
            try await counter.write { [counter] session in
                try counter.entitlements.endCoverage(
                    of: member.source,
                    until: end,
                    changeSet: ChangeSet.immediate,
                    in: session
                )
            }
            try counter.set("2026-12-31", seconds: 86_399)
            #expect(try await bring(counter, member) == 240)
            try counter.set("2027-01-01", seconds: 0)
            #expect(try await bring(counter, member) == 120)
            try counter.set("2027-02-01", seconds: 0)
            #expect(try await bring(counter, member) == 0)
            #expect(try await counter.ledger().holds)
        }
    }

    @Test("a better package grants the difference at once, a lesser one takes nothing back")
    func change() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            #expect(try await bring(counter, member) == 30)
            for (package, day) in [("premium", "2026-11-20"), ("primary", "2026-11-22"), ("premium", "2026-11-24")] {
                try counter.set(day)
                let (package, day) = (try #require(PackageCode(package)), try #require(Day(day)))
                try await counter.write { [counter] session in
                    try counter.entitlements.changePackage(
                        of: member.source,
                        to: package,
                        from: day,
                        changeSet: ChangeSet.immediate,
                        in: session
                    )
                }
                #expect(try await bring(counter, member) == 120)
            }
        }
    }

    @Test("B8: what an undone import has granted isn't used; it counts again when the same coverage comes back")
    func undone() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            func change(to package: String) async throws -> ChangeSetID {
                counter.kit.clock.advance(seconds: 1)
                let package = try #require(PackageCode(package))
                let day = try #require(Day("2026-11-20"))
                return try await counter.write { [counter] session in
                    let set = try ChangeSet.open(in: session)
                    try counter.entitlements.changePackage(
                        of: member.source,
                        to: package,
                        from: day,
                        changeSet: set,
                        in: session
                    )
                    try ChangeSet.publish(set, in: session)
                    return set
                }
            }
            func balance() async throws -> Int64? {
                try await counter.bringCreditsUpToDate(member)
                return try await counter.read { [counter] session in
                    try counter.desk.accountIfUpToDate(of: member.person, in: session)?.balance(at: session.now).count
                }
            }
            #expect(try await balance() == 30)
            let upgrade = try await change(to: "premium")
            #expect(try await balance() == 120)
            try await counter.write { try ChangeSet.withdraw(upgrade, in: $0) }
            #expect(try await balance() == 30)
            // Another package uses what lies aside, so the better one has it once when it comes back.
            let another = try await change(to: "principal")
            #expect(try await balance() == 60)
            try await counter.write { try ChangeSet.withdraw(another, in: $0) }
            #expect(try await balance() == 30)
            _ = try await change(to: "principal")
            #expect(try await balance() == 60)
            let (visit, _) = try await counter.record(try await counter.verified(member), [("gp", 11)])
            #expect(try await balance() == 27)
            try await counter.cancel(visit.id)
            #expect(try await balance() == 60)
            _ = try await change(to: "premium")
            #expect(try await balance() == 120)
            // A lesser package, by an import that counts, takes nothing back.
            _ = try await change(to: "primary")
            #expect(try await balance() == 120)
            try counter.set("2026-12-01", seconds: 0)
            // December's, what premium had more than principal and carries over, and what came back of November's.
            #expect(try await balance() == 30 + 60 + 30)
            #expect(try await counter.ledger().holds)
        }
    }

    @Test("B8: who paid a visit with what a source granted has used it, whatever covered it, until it is cancelled")
    func usedCredits() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let since = counter.kit.clock.now()
            let premium = try await counter.cover(member.person, "premium", from: "2026-11-01")
            func used() async throws -> [Bool] {
                try await counter.read { [counter] session in
                    try [member.source, premium].map {
                        try counter.desk.hasUsed($0, by: member.person, since: since, in: session)
                    }
                }
            }
            #expect(try await used() == [false, false])
            // Premium covers it at the lower price; the credits of the other one expire first.
            let (visit, _) = try await counter.record(try await counter.verified(member), [("gp", 1)])
            #expect(try await used() == [true, true])
            try await counter.cancel(visit.id)
            #expect(try await used() == [false, false])
        }
    }

    @Test("B8: what an undone import granted for days that its source covers only by it isn't used either")
    func undoneExtension() async throws {
        try await Counter.with { counter in
            let member = try await counter.member(until: "2026-12-01")
            _ = try await bring(counter, member)
            let extended = try await counter.write { [counter] session in
                let set = try ChangeSet.open(in: session)
                try counter.entitlements.reopen(member.source, changeSet: set, in: session)
                try ChangeSet.publish(set, in: session)
                return set
            }
            try counter.set("2026-12-02")
            #expect(try await bring(counter, member) == 30)
            try await counter.write { try ChangeSet.withdraw(extended, in: $0) }
            let left = try await counter.read { [counter] session in
                try counter.desk.accountIfUpToDate(of: member.person, in: session)?.balance(at: session.now).count
            }
            #expect(left == 0)
        }
    }

    @Test(
        "a late touch changes no answer: lower terms take nothing back from a period that they come in, better ones add",
        arguments: [[20, 60], [60, 20], [20, 60, 40], [60, 20, 40], [20]]
    )
    func terms(credits: [Int64]) async throws {
        try await Counter.with { counter in
            let early = try await counter.member()
            let late = try await counter.member("b@acme.example")
            #expect(try await bring(counter, early) == 30)
            for (number, credits) in credits.enumerated() {
                let day = "2026-11-2\(number + 1)"
                try await counter.write { [counter] in
                    try Seeds.setCredits(of: "primary", to: credits, from: day, counter.entitlements, in: $0)
                }
                try counter.set(day)
                _ = try await bring(counter, early)
            }
            try counter.set("2026-11-28")
            let wanted = try #require((credits + [30]).max())
            #expect(try await bring(counter, late) == wanted)
            #expect(try await bring(counter, early) == wanted)
            // Who comes now is granted by the terms of now, from whichever day on.
            let new = try await counter.member("c@acme.example")
            #expect(try await bring(counter, new) == credits.last)
        }
    }

    @Test("what isn't covered any more, or suspended, is granted nothing new")
    func nothing() async throws {
        try await Counter.with { counter in
            let member = try await counter.member(until: "2026-12-01")
            #expect(try await bring(counter, member) == 30)
            try counter.set("2026-12-01", seconds: 0)
            #expect(try await bring(counter, member) == 0)
            let other = try await counter.member("b@acme.example")
            let day = try #require(Day("2026-12-01"))
            try await counter.write { [counter] session in
                try counter.entitlements.setSponsor(
                    counter.acme,
                    zone: counter.zone,
                    refused: DaySpans([DaySpan(from: day, until: nil)]),
                    in: session
                )
            }
            #expect(try await bring(counter, other) == 0)
        }
    }

    @Test(
        "months begin at midnight in Bucharest, also around the days on which it changes its clocks",
        arguments: ["2027-03-01", "2027-04-01", "2026-12-01", "2027-11-01", "2028-02-01", "2028-03-01", "2027-01-01"]
    )
    func months(start: String) async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            try counter.set(start, seconds: -1)
            try await counter.record(try await counter.verify(member.proof(at: counter.kit.clock.now())).get())
            #expect(try await bring(counter, member) == 26)
            counter.kit.clock.advance(seconds: 1)
            #expect(try await counter.balance(member) == 0)
            #expect(try await bring(counter, member) == 30)
            #expect(try await counter.ledger().holds)
        }
    }
}
