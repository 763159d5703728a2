import Credits
import Kernel
import Store
import TestKit
import Testing

@Suite("Returns")
struct ReturnTests {
    @Test("B44: a cancellation gives back to exactly the grants that were used")
    func sameGrants() async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([
                try ledger.due(5, from: "2026-01-01", until: "2027-01-01", source: SourceID(bits: 2)),
                try ledger.due(5, from: "2026-01-01", until: "2027-06-01", source: SourceID(bits: 3)),
            ])
            let debit = try await ledger.debit(8)
            let returned = try await ledger.giveBack(debit.entry)
            #expect(returned.credits.count == 8)
            let statement = try await ledger.statement()
            #expect(statement.grants.map(\.left.count) == [5, 5])
            #expect(statement.grants.allSatisfy { $0.returns == nil })
            #expect(try await ledger.verify().holds)
        }
    }

    @Test(
        "B41: credits of a grant that has expired, or expires within 30 days, come back for 30 days",
        arguments: [
            ("2026-11-21", true), ("2026-12-01", true), ("2026-12-20", true), ("2026-12-21", false),
            ("2026-12-22", false),
        ]
    )
    func returnGrant(expires: String, isNew: Bool) async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(5, from: "2026-11-01", until: expires)])
            let debit = try await ledger.debit(5)
            // 2026-11-20: thirty days after it is 2026-12-20, whose end is the first instant of the 21st.
            let returned = try await ledger.giveBack(debit.entry)
            #expect(returned.credits.count == 5)
            let grant = try #require(try await ledger.statement().grants.last)
            #expect((grant.returns == debit.parts.first?.grant) == isNew)
            #expect(grant.left.count == 5)
            try ledger.set("2026-12-21", seconds: -1)
            try await ledger.bring([])
            #expect(try await ledger.balance() == 5)
            try ledger.set("2026-12-21")
            try await ledger.bring([])
            #expect(try await ledger.balance() == (expires > "2026-12-21" ? 5 : 0))
            #expect(try await ledger.verify().holds)
        }
    }

    @Test("B41: no expiry eats a returned credit, swept or not", arguments: [true, false])
    func afterExpiry(swept: Bool) async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-01")])
            let debit = try await ledger.debit(8)
            try ledger.set("2027-02-10")
            if swept { try await ledger.bring([]) }
            #expect(try await ledger.giveBack(debit.entry).credits.count == 8)
            try await ledger.bring([])
            #expect(try await ledger.balance() == 8)
            #expect(try await ledger.statement().grants.last?.expiresOn == Day("2027-03-12"))
            #expect(try await ledger.verify().holds)
        }
    }

    @Test("B41: what comes back when coverage has ended waits, and counts when it resumes")
    func waits() async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-01")])
            let debit = try await ledger.debit(8)
            try ledger.set("2027-02-10")
            let ended = try DaySpans([("2026-11-01", "2026-12-01")])
            try await ledger.giveBack(debit.entry, covered: ended)
            try ledger.set("2028-02-29")
            try await ledger.bring([], covered: ended)
            let resumed = try DaySpans([("2026-11-01", "2026-12-01"), ("2028-03-01", nil)])
            try await ledger.bring([], covered: resumed)
            #expect(try await ledger.balance() == 8)
            #expect(try await ledger.statement().grants.last?.expiresOn == Day("2028-03-31"))
            try ledger.set("2028-04-01", seconds: -1)
            try await ledger.bring([], covered: resumed)
            #expect(try await ledger.balance() == 8)
            try ledger.set("2028-04-01")
            try await ledger.bring([], covered: resumed)
            #expect(try await ledger.balance() == 0)
            #expect(try await ledger.verify().holds)
        }
    }

    @Test("B41: a gap in coverage doesn't use up the 30 days, whoever noticed it when")
    func gap() async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-01")])
            try await ledger.giveBack(try await ledger.debit(8).entry)
            // Coverage ended ten days after the return and came back in the summer; nobody asked in between.
            try ledger.set("2027-06-10")
            let covered = try DaySpans([("2026-11-01", "2026-12-01"), ("2027-06-01", nil)])
            try await ledger.bring([], covered: covered)
            #expect(try await ledger.balance() == 8)
            // Eleven days of November, the 20th included, leave twenty of June.
            #expect(try await ledger.statement().grants.last?.expiresOn == Day("2027-06-20"))
        }
    }

    @Test("B41: what came from a return that was waiting, and meanwhile would end too soon, lives 30 days as well")
    func stale() async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-01")])
            let debit = try await ledger.debit(8)
            try ledger.set("2026-12-01")
            // Ten more days of coverage are known, so the return has no end yet.
            let short = try DaySpans([("2026-11-01", "2026-12-11")])
            try await ledger.giveBack(debit.entry, covered: short)
            try await ledger.bring([], covered: short)
            let again = try await ledger.debit(8)
            // Coverage goes on, and nobody looks until the first return's last days.
            try ledger.set("2026-12-29")
            try await ledger.giveBack(again.entry, covered: .everyDay)
            try await ledger.bring([], covered: .everyDay)
            #expect(try await ledger.statement().grants.last { $0.left > .zero }?.expiresOn == Day("2027-01-28"))
            try ledger.set("2027-01-28")
            try await ledger.bring([], covered: .everyDay)
            #expect(try await ledger.balance() == 8)
        }
    }

    @Test(
        "B41: what comes back when coverage has ended, or is to end, waits, though its period goes on",
        arguments: [("2026-11-10", "2027-03-31"), ("2026-12-01", "2027-03-20")]
    )
    func waitsThroughPeriod(ended: String, expires: String) async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2027-02-01")])
            let debit = try await ledger.debit(8)
            try await ledger.giveBack(debit.entry, covered: try DaySpans([("2026-11-01", ended)]))
            try ledger.set("2027-03-01")
            let resumed = try DaySpans([("2026-11-01", ended), ("2027-03-01", nil)])
            try await ledger.bring([], covered: resumed)
            #expect(try await ledger.balance() == 8)
            #expect(try await ledger.statement().grants.last { $0.left > .zero }?.expiresOn == Day(expires))
        }
    }

    @Test("B41: what came from a return that waits comes back for 30 days of its own, unless none of its days is over")
    func staleWhileWaiting() async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-01")])
            let short = try DaySpans([("2026-11-01", "2026-12-11")])
            let debit = try await ledger.debit(8)
            try ledger.set("2026-12-01")
            try await ledger.giveBack(debit.entry, covered: short)
            try await ledger.bring([], covered: short)
            let sameDay = try await ledger.debit(8)
            try await ledger.giveBack(sameDay.entry, covered: short)
            #expect(try await ledger.statement().grants.count { $0.returns != nil } == 1)
            let later = try await ledger.debit(8)
            try ledger.set("2026-12-05")
            try await ledger.giveBack(later.entry, covered: short)
            // Six days of December leave twenty-five of June.
            try ledger.set("2027-06-01")
            let resumed = try DaySpans([("2026-11-01", "2026-12-11"), ("2027-06-01", nil)])
            try await ledger.bring([], covered: resumed)
            #expect(try await ledger.balance() == 8)
            #expect(try await ledger.statement().grants.last { $0.left > .zero }?.expiresOn == Day("2027-06-25"))
        }
    }

    @Test("B41: a return can be used and given back again, to the last credit")
    func again() async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(8, from: "2026-11-01", until: "2026-12-01")])
            for day in ["2026-11-20", "2026-12-10", "2027-01-05", "2027-02-01"] {
                try ledger.set(day, seconds: 60)
                let debit = try await ledger.debit(8)
                #expect(try await ledger.giveBack(debit.entry).credits.count == 8)
                #expect(try await ledger.balance() == 8)
            }
            #expect(try await ledger.verify().holds)
        }
    }

    @Test("B41: each of 100 debits given back twice at once comes back exactly once")
    func race() async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(300, from: "2026-11-01", until: "2026-12-01")])
            var debits: [EntryID] = []
            for _ in 0..<100 { debits.append(try await ledger.debit(3).entry) }
            #expect(try await ledger.balance() == 0)
            let returned = try await withThrowingTaskGroup(of: Int64.self) { group in
                for debit in debits + debits {
                    group.addTask {
                        while true {
                            do {
                                return try await ledger.giveBack(debit).credits.count
                            } catch CreditsFailure.alreadyReturned {
                                return 0
                            } catch StoreFailure.busy {
                                // Two hundred wait for one account; on a slow machine longer than the store lets them.
                                continue
                            }
                        }
                    }
                }
                return try await group.reduce(into: [Int64]()) { $0.append($1) }
            }
            #expect(returned.filter { $0 == 3 }.count == 100)
            #expect(returned.filter { $0 == 0 }.count == 100)
            #expect(try await ledger.balance() == 300)
            #expect(try await ledger.verify() == LedgerReport(accounts: 1, entries: 201, postings: 402))
        }
    }

    @Test("what isn't a debit can't be given back")
    func notADebit() async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-01")])
            let grant = try #require(try await ledger.statement().entries.first?.id)
            let returned = try await ledger.giveBack(try await ledger.debit(1).entry)
            for entry in [grant, returned.entry, EntryID(bits: 9)] {
                await #expect(throws: CreditsFailure.noSuchEntry) { try await ledger.giveBack(entry) }
            }
        }
    }
}
