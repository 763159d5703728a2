import Credits
import Kernel
import Store
import TestKit
import Testing

/// What somebody with the file at hand may do to it, and what the proof must say.
struct Tampering: Sendable, CustomTestStringConvertible {
    let acts: [SQL]
    let reason: LedgerFault.Reason
    /// The entry that is named, by its sequence; nil where it is the account.
    let sequence: Int64?
    var testDescription: String { acts.map(\.sqlite.description).joined(separator: "; ") }

    init(_ reason: LedgerFault.Reason, _ sequence: Int64?, _ acts: SQL...) {
        self.acts = acts
        self.reason = reason
        self.sequence = sequence
    }

    static let all = [
        Tampering(.hashWrong, 2, "UPDATE entry SET at = at + 1 WHERE sequence = 2"),
        Tampering(.hashWrong, 2, "UPDATE entry SET kind = 'expiry', evidence = NULL WHERE sequence = 2"),
        Tampering(.hashWrong, 2, "UPDATE entry SET reference = id WHERE sequence = 2"),
        Tampering(.hashWrong, 3, "UPDATE entry SET reference = NULL WHERE sequence = 3"),
        Tampering(
            .hashWrong,
            1,
            "UPDATE entry SET hash = (SELECT head FROM account) WHERE sequence = 1"
        ),
        Tampering(
            .hashWrong,
            4,
            "UPDATE entry SET reverses = (SELECT id FROM entry WHERE sequence = 3) WHERE sequence = 4"
        ),
        Tampering(.sequenceBroken, 4, "UPDATE entry SET sequence = 9 WHERE sequence = 3"),
        Tampering(
            .hashWrong,
            2,
            "UPDATE posting SET amount = -9 WHERE amount = -8",
            "UPDATE posting SET amount = 9 WHERE amount = 8 AND entry = (SELECT id FROM entry WHERE sequence = 2)"
        ),
        Tampering(.hashWrong, 3, "UPDATE posting SET amount = 1 WHERE amount = 2"),
        Tampering(.hashWrong, 3, "UPDATE posting SET amount = 9223372036854775807 WHERE amount = 2"),
        Tampering(.hashWrong, 3, "UPDATE posting SET amount = -9223372036854775807 WHERE amount = -2"),
        Tampering(.hashWrong, 2, "UPDATE entry SET evidence = hash WHERE sequence = 2"),
        Tampering(.hashWrong, 4, "UPDATE entry SET evidence = hash WHERE sequence = 4"),
        Tampering(
            .hashWrong,
            3,
            "UPDATE posting SET leg = 7 WHERE amount = 2",
            "UPDATE posting SET leg = 8 WHERE amount = -2",
            "UPDATE posting SET leg = 6 WHERE leg = 7"
        ),
        Tampering(
            .hashWrong,
            3,
            "INSERT INTO counter_account (id, kind) SELECT id, 'location' FROM entry WHERE sequence = 1",
            "UPDATE posting SET account = (SELECT id FROM entry WHERE sequence = 1) WHERE amount = 2"
        ),
        Tampering(
            .hashWrong,
            3,
            "UPDATE posting SET leg = leg + 5 WHERE entry = (SELECT id FROM entry WHERE sequence = 3)"
        ),
        Tampering(.withoutPostings, 3, "DELETE FROM posting WHERE entry = (SELECT id FROM entry WHERE sequence = 3)"),
        Tampering(
            .sequenceBroken,
            4,
            "DELETE FROM posting WHERE entry = (SELECT id FROM entry WHERE sequence = 3)",
            "DELETE FROM entry WHERE sequence = 3"
        ),
        Tampering(
            .headWrong,
            nil,
            "DELETE FROM posting WHERE entry = (SELECT id FROM entry WHERE sequence = 5)",
            "DELETE FROM entry WHERE sequence = 5"
        ),
        Tampering(
            .headWrong,
            nil,
            "UPDATE account SET head = (SELECT hash FROM entry WHERE sequence = 1)"
        ),
        Tampering(.headWrong, nil, "UPDATE account SET sequence = 6"),
        Tampering(.balanceWrong, nil, "UPDATE account SET balance = balance + 1"),
        Tampering(.grantWrong, nil, "UPDATE credit_grant SET remaining = remaining - 1 WHERE remaining = 27"),
        Tampering(
            .hashWrong,
            1,
            "UPDATE credit_grant SET expires_on = '2099-12-01', expires_at = 4099593600000000 WHERE returns IS NULL"
        ),
        Tampering(.hashWrong, 1, "UPDATE credit_grant SET source = account WHERE returns IS NULL"),
        Tampering(.grantOrphaned, 1, "UPDATE credit_grant SET amount = 31 WHERE amount = 30"),
        Tampering(.postingAstray, 1, "UPDATE posting SET account = entry WHERE amount = -30"),
        Tampering(.postingAstray, 1, "UPDATE posting SET credit_grant = NULL WHERE amount = 30"),
        Tampering(.postingAstray, 2, "DELETE FROM counter_account WHERE kind = 'location'"),
        Tampering(
            .ownerWrong,
            nil,
            "INSERT INTO counter_account (id, kind) SELECT id, 'location' FROM account"
        ),
        Tampering(
            .grantOrphaned,
            5,
            """
            INSERT INTO credit_grant (account, id, entry, source, package, starts_on, zone, expires_on, expires_at,
                amount, remaining)
            SELECT g.account, e.id, e.id, g.source, g.package, g.starts_on, g.zone, g.expires_on, g.expires_at, 3, 3
            FROM credit_grant g JOIN entry e ON e.account = g.account AND e.sequence = 5
            WHERE g.returns IS NULL
            """
        ),
    ]
}

@Suite("The proof of the ledger")
struct VerifyTests {
    static let guards = [
        SQL(sqlite: "DROP TRIGGER entry_update", postgres: "DROP TRIGGER entry_update ON entry"),
        SQL(sqlite: "DROP TRIGGER entry_delete", postgres: "DROP TRIGGER entry_delete ON entry"),
        SQL(sqlite: "DROP TRIGGER posting_update", postgres: "DROP TRIGGER posting_update ON posting"),
        SQL(sqlite: "DROP TRIGGER posting_delete", postgres: "DROP TRIGGER posting_delete ON posting"),
        SQL(sqlite: "DROP TRIGGER credit_grant_delete", postgres: "DROP TRIGGER credit_grant_delete ON credit_grant"),
        SQL(sqlite: "DROP TRIGGER credit_grant_terms", postgres: "DROP TRIGGER credit_grant_terms ON credit_grant"),
        SQL(sqlite: "DROP TRIGGER credit_grant_end", postgres: "DROP TRIGGER credit_grant_end ON credit_grant"),
    ]

    /// Grant 30, debit 8, debit 2, give back the 8, debit 1: five entries.
    private func prepare(_ ledger: Ledger) async throws {
        try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-25")])
        let debit = try await ledger.debit(8)
        try await ledger.debit(2)
        try await ledger.giveBack(debit.entry)
        try await ledger.debit(1)
        #expect(try await ledger.verify() == LedgerReport(accounts: 1, entries: 5, postings: 10))
    }

    @Test("B47: what was changed behind the triggers' back is found and named", arguments: Tampering.all)
    func tampering(_ tampering: Tampering) async throws {
        try await Ledger.with { ledger in
            try await prepare(ledger)
            let names = try await ledger.statement().entries.reduce(into: [:]) { $0[$1.sequence] = $1.id }
            try await ledger.kit.store.write { session in
                for statement in Self.guards { try session.run(statement) }
                for act in tampering.acts { #expect(try session.runCounting(act) > 0, "\(act.sqlite)") }
            }
            let fault = try #require(try await ledger.verify().fault)
            #expect(fault.reason == tampering.reason)
            #expect(fault.entry == tampering.sequence.flatMap { names[$0] })
            #expect(fault.account == AccountID(bits: ledger.person.bits))
            #expect(fault.description.contains(fault.reason.rawValue))
        }
    }

    @Test("B47: an account that nothing opened is named, and a counter account that says to be another kind's")
    func strangeAccounts() async throws {
        try await Ledger.with { ledger in
            try await prepare(ledger)
            let stranger = AccountID(bits: .max - 1)
            try await ledger.kit.store.write { session in
                try session.run(
                    "INSERT INTO account (id, balance, sequence, head) VALUES (?1, 0, 0, (SELECT head FROM account))",
                    stranger
                )
            }
            #expect(try await ledger.verify().fault == LedgerFault(reason: .headWrong, account: stranger))
        }
        try await Ledger.with { ledger in
            try await prepare(ledger)
            try await ledger.kit.store.write { session in
                try session.run("UPDATE counter_account SET kind = 'operator', package = NULL WHERE kind = 'package'")
            }
            #expect(try await ledger.verify().fault?.reason == .ownerWrong)
        }
    }

    @Test("B47: an entry whose account was swapped is named, and a forged chain without its head is found")
    func swapped() async throws {
        try await Ledger.with { ledger in
            try await prepare(ledger)
            let other = PersonID(bits: 0x1002)
            try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-25")], person: other)
            try await ledger.kit.store.write { session in
                for statement in Self.guards { try session.run(statement) }
                try session.run("UPDATE entry SET account = ?1 WHERE sequence = 2", other)
            }
            #expect(try await ledger.verify().fault?.reason == .sequenceBroken)
        }
    }

    @Test("B47: the first bad account is named among many, with progress on the way")
    func many() async throws {
        try await Ledger.with { ledger in
            let due = try ledger.due(30, from: "2026-11-01", until: "2026-12-01")
            try await ledger.kit.store.write { session in
                for number in 1...10_050 {
                    let person = PersonID(bits: UInt128(number))
                    var account = try ledger.credits.account(of: person, in: session)
                    try ledger.credits.bringUpToDate(&account, due: [due], covered: .everyDay, in: session)
                }
            }
            let told = try await ledger.kit.store.read { session in
                var told: [LedgerProgress] = []
                var tally = VisitTally(in: session)
                let report = try ledger.credits.verify(in: session, tally: &tally) { told.append($0) }
                #expect(report == LedgerReport(accounts: 10_050, entries: 10_050, postings: 20_100))
                return told
            }
            #expect(told.map(\.done) == [10_000])
            #expect(told.map(\.total) == [10_050])
            try await ledger.kit.store.write { session in
                try session.run(
                    "UPDATE account SET balance = 31 WHERE id IN (?1, ?2)",
                    AccountID(bits: 9_000),
                    AccountID(bits: 77)
                )
            }
            let fault = try #require(try await ledger.verify().fault)
            #expect(fault == LedgerFault(reason: .balanceWrong, account: AccountID(bits: 77)))
        }
    }

    @Test("B47: a posting without an entry is found")
    func orphanedPosting() async throws {
        try await Ledger.with { ledger in
            try await prepare(ledger)
            try await ledger.kit.store.write { session in
                for statement in Self.guards { try session.run(statement) }
                // The schema refuses it, so it has to go first.
                for statement in Self.withoutReferences { try session.run(statement) }
                try session.run(
                    """
                    INSERT INTO posting (entry, leg, account, credit_grant, amount)
                    SELECT account, leg, account, credit_grant, amount FROM posting WHERE amount = -1
                    """
                )
            }
            let fault = try #require(try await ledger.verify().fault)
            #expect(fault == LedgerFault(reason: .postingOrphaned, entry: EntryID(bits: ledger.person.bits)))
        }
    }

    private static let withoutReferences = [
        SQL(sqlite: "DROP VIEW location_posting", postgres: "ALTER TABLE posting DROP CONSTRAINT posting_entry_fkey"),
        SQL(sqlite: "ALTER TABLE posting RENAME TO bound_posting", postgres: "SELECT 1"),
        SQL(sqlite: "CREATE TABLE posting AS SELECT * FROM bound_posting", postgres: "SELECT 1"),
    ]

    @Test("B47: ranges of accounts are proven each by itself, and leave none out", arguments: [1, 2, 3, 7, 40])
    func ranges(count: Int) async throws {
        try await Ledger.with { ledger in
            let due = try ledger.due(30, from: "2026-11-01", until: "2026-12-01")
            for number in 1...20 { try await ledger.bring([due], person: PersonID(bits: UInt128(number) << 100)) }
            let credits = ledger.credits
            let reports = try await ledger.kit.store.read { session in
                let ranges = try credits.ranges(count, in: session)
                #expect(ranges.count == min(count, 21))
                var tally = VisitTally(in: session)
                return try ranges.map { try credits.verify($0, tally: &tally, in: session) }
            }
            #expect(reports.allSatisfy { $0.accounts <= 20 / min(count, 20) + 1 })
            let all = reports.reduce(LedgerReport()) { $0.joined(with: $1) }
            #expect(all == LedgerReport(accounts: 20, entries: 20, postings: 40))
        }
    }

    @Test(
        "B47: an account whose id is none, and so before all ranges or behind them, is found",
        .enabled(if: TestEngine.current == .sqlite, "PostgreSQL has a type for ids"),
        arguments: [
            "INSERT INTO account (id, balance, sequence, head) SELECT X'', 0, 0, head FROM account",
            "INSERT INTO account (id, balance, sequence, head) SELECT X'00', 0, 0, head FROM account",
            "INSERT INTO account (id, balance, sequence, head) SELECT X'01', 0, 0, head FROM account",
            """
            INSERT INTO account (id, balance, sequence, head)
            SELECT X'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00', 0, 0, head FROM account
            """,
        ] as [SQL]
    )
    func outside(act: SQL) async throws {
        try await Ledger.with { ledger in
            try await prepare(ledger)
            try await ledger.kit.store.write { try $0.runOne(act) }
            #expect(try await ledger.verify().fault?.reason == .unreadable)
        }
    }
}
