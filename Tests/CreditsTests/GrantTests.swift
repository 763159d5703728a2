import Credits
import Kernel
import Store
import TestKit
import Testing

@Suite("Grants and expiry")
struct GrantTests {
    @Test("B44: a period is granted once, whole, and as an entry, however often it is asked for")
    func once() async throws {
        try await Ledger.with { ledger in
            let due = try ledger.due(30, from: "2026-11-01", until: "2026-12-01")
            for _ in 0..<3 { try await ledger.bring([due]) }
            try await ledger.bring([due, due])
            #expect(try await ledger.balance() == 30)
            #expect(try await ledger.statement().entries.map(\.kind) == [.grant])
            #expect(try await ledger.verify() == LedgerReport(accounts: 1, entries: 1, postings: 2))
        }
    }

    @Test("B44: a better package grants the difference at once, a lesser one takes nothing back")
    func difference() async throws {
        try await Ledger.with { ledger in
            for (credits, balance) in [(30, 30), (60, 60), (30, 60), (60, 60), (120, 120), (0, 120)] as [(Int64, Int64)]
            {
                try await ledger.bring([try ledger.due(credits, from: "2026-11-01", until: "2026-12-01")])
                #expect(try await ledger.balance() == balance)
            }
            #expect(try await ledger.statement().grants.map(\.amount.count) == [30, 30, 60])
        }
    }

    @Test("B44: the difference is to all that the period was granted, also what is used up and over")
    func differenceToWhatIsOver() async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-01")])
            try await ledger.debit(30)
            try ledger.set("2026-12-10")
            // The same period of a package that carries over, which nobody looked at while it lasted.
            for _ in 0..<2 {
                try await ledger.bring([try ledger.due(120, from: "2026-11-01", until: "2027-01-01")])
                #expect(try await ledger.balance() == 90)
            }
            #expect(try await ledger.statement().entries.map(\.kind) == [.grant, .debit, .grant])
        }
    }

    @Test("B11: each source grants its own")
    func sources() async throws {
        try await Ledger.with { ledger in
            let other = SourceID(bits: 0x3002)
            try await ledger.bring([
                try ledger.due(30, from: "2026-11-01", until: "2026-12-01"),
                try ledger.due(60, from: "2026-11-01", until: "2027-01-01", source: other),
            ])
            #expect(try await ledger.balance() == 90)
        }
    }

    @Test("B44: fifty at once grant once")
    func race() async throws {
        try await Ledger.with { ledger in
            let due = try ledger.due(30, from: "2026-11-01", until: "2026-12-01")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 { group.addTask { try await ledger.bring([due]) } }
                try await group.waitForAll()
            }
            #expect(try await ledger.balance() == 30)
            #expect(try await ledger.verify().entries == 1)
        }
    }

    @Test(
        "B44: what is left stops counting at midnight of its zone, and not a second earlier or later",
        arguments: [
            ("2026-11-01", "2026-12-01"),  // ends of months of 30, 31, 28 and 29 days
            ("2026-12-01", "2027-01-01"),
            ("2027-02-01", "2027-03-01"),
            ("2028-02-01", "2028-03-01"),
            ("2028-02-01", "2028-02-29"),
            ("2026-10-01", "2026-10-25"),  // the days on which Bucharest changes its clocks, and the days after
            ("2026-10-01", "2026-10-26"),
            ("2027-03-01", "2027-03-28"),
            ("2027-03-01", "2027-03-29"),
        ]
    )
    func midnight(start: String, expires: String) async throws {
        try await Ledger.with { ledger in
            try ledger.set(start)
            let due = try ledger.due(30, from: start, until: expires)
            try await ledger.bring([due])
            try ledger.set(expires, seconds: -1)
            #expect(try await ledger.balance() == 30)
            try await ledger.debit(1)
            try ledger.set(expires)
            // A late expiry changes no answer: nothing has been swept yet.
            #expect(try await ledger.balance() == 0)
            await #expect(throws: CreditsFailure.creditsInsufficient) { try await ledger.debit(1) }
            try ledger.set(expires, seconds: 1)
            try await ledger.bring([due])
            #expect(try await ledger.balance() == 0)
            #expect(try await ledger.statement().entries.map(\.credits.count) == [-29, -1, 30])
            #expect(try await ledger.verify().holds)
        }
    }

    @Test("a period that is over is not granted")
    func past() async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(30, from: "2026-10-01", until: "2026-11-01")])
            #expect(try await ledger.statement().entries.isEmpty)
        }
    }

    @Test("what is up to date is known without writing")
    func isUpToDate() async throws {
        try await Ledger.with { ledger in
            let due = try ledger.due(30, from: "2026-11-01", until: "2026-12-01")
            func isUpToDate() async throws -> Bool {
                try await ledger.kit.store.read { session in
                    var account = try ledger.credits.accountToRead(of: ledger.person, in: session)
                    return try ledger.credits.isUpToDate(&account, due: [due], covered: .everyDay, in: session)
                }
            }
            #expect(try await !isUpToDate())
            try await ledger.bring([due])
            #expect(try await isUpToDate())
            try ledger.set("2026-12-01")
            #expect(try await !isUpToDate())
            try await ledger.bring([due])
            #expect(try await isUpToDate())
        }
    }

    @Test("B44: what twenty find due, over and moved at the same time is granted, expires and moves once")
    func everythingAtOnce() async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-01")])
            let debit = try await ledger.debit(8)
            let ended = try DaySpans([("2026-11-01", "2026-11-25")])
            try await ledger.giveBack(debit.entry, covered: ended)
            try ledger.set("2026-12-01")
            let due = try ledger.due(30, from: "2026-12-01", until: "2027-01-01")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 { group.addTask { try await ledger.bring([due]) } }
                try await group.waitForAll()
            }
            let statement = try await ledger.statement()
            #expect(statement.entries.map(\.kind) == [.grant, .expiry, .return, .debit, .grant])
            #expect(statement.grants.map(\.expiresOn?.description) == ["2026-12-20", "2026-12-31"])
            #expect(statement.balance.count == 38)
            #expect(try await ledger.verify().holds)
        }
    }
}
