import Credits
import Kernel
import Store
import TestKit
import Testing

extension Ledger {
    /// Asks for a correction as one, and approves it as another.
    @discardableResult
    func correct(
        _ amount: Int64,
        reason: String = "Promised by telephone",
        as first: LoginID = LoginID(bits: 1),
        approvedBy second: LoginID = LoginID(bits: 2)
    ) async throws -> Correction {
        let new = NewCorrection(person: person, credits: CreditAmount(amount), reason: reason)
        return try await kit.store.write { [credits, zone] session in
            let waiting = try credits.request(new, by: first, in: session)
            var account = try credits.account(of: new.person, in: session)
            return try credits.approve(waiting, by: second, on: &account, zone: zone, in: session)
        }
    }
}

@Suite("Corrections of the ledger")
struct CorrectionTests {
    @Test("what is given is a grant of its own, with its reason in the statement; what is taken expires first")
    func both() async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-01")])
            let given = try await ledger.correct(5)
            #expect(given.approval?.login == LoginID(bits: 2))
            let statement = try await ledger.statement()
            #expect(statement.balance.count == 35)
            let line = try #require(statement.entries.first)
            #expect((line.kind, line.credits.count, line.visit) == (.correction, 5, nil))
            #expect(line.reason == "Promised by telephone")
            #expect(line.id == given.approval?.entry)
            #expect(statement.entries.last?.reason == nil)
            let grant = try #require(statement.grants.last)
            #expect((grant.package, grant.amount.count, grant.returns) == (nil, 5, nil))
            // 2026-11-20 and thirty more days.
            #expect(grant.expiresOn == Day("2026-12-20"))

            try await ledger.correct(-32, reason: "Counted twice")
            let after = try await ledger.statement()
            #expect(after.grants.map(\.left.count) == [0, 3])
            #expect(after.entries.first?.credits.count == -32)
            #expect(after.entries.first?.reason == "Counted twice")
            #expect(try await ledger.verify() == LedgerReport(accounts: 1, entries: 3, postings: 7))
        }
    }

    @Test(
        "what is given counts with the last period that counts now, and 30 days at least",
        arguments: [
            ([], "2026-12-21"), (["2026-12-01"], "2026-12-21"), (["2026-12-21"], "2026-12-21"),
            (["2026-12-22"], "2026-12-22"), (["2026-12-01", "2027-01-01"], "2027-01-01"),
            (["2026-11-20", "2026-11-19"], "2026-12-21"),
        ]
    )
    func end(periods: [String], expires: String) async throws {
        try await Ledger.with { ledger in
            let start = ledger.kit.clock.now()
            try ledger.set("2026-11-01")
            var due: [DueGrant] = []
            for (number, end) in periods.enumerated() {
                due.append(try ledger.due(30, from: "2026-11-01", until: end, source: SourceID(bits: UInt128(number))))
            }
            try await ledger.bring(due)
            ledger.kit.clock.set(start)
            try await ledger.correct(5)
            let grant = try #require(try await ledger.statement().grants.first { $0.package == nil })
            #expect(grant.expiresOn?.adding(days: 1) == Day(expires))
            let before = try #require(Day(expires))
            try ledger.set(before.description, seconds: -1)
            try await ledger.bring([])
            #expect(try await ledger.balance() >= 5)
            try ledger.set(before.description)
            try await ledger.bring([])
            #expect(try await ledger.statement().grants.allSatisfy { $0.package != nil })
            #expect(try await ledger.verify().holds)
        }
    }

    @Test("B45: what isn't there can't be taken, and nothing has moved")
    func floor() async throws {
        try await Ledger.with { ledger in
            await #expect(throws: CreditsFailure.creditsInsufficient) { try await ledger.correct(-1) }
            try await ledger.correct(5)
            await #expect(throws: CreditsFailure.creditsInsufficient) { try await ledger.correct(-6) }
            #expect(try await ledger.balance() == 5)
            try await ledger.correct(-5)
            #expect(try await ledger.balance() == 0)
            #expect(try await ledger.verify() == LedgerReport(accounts: 1, entries: 2, postings: 4))
        }
    }

    @Test(
        "nothing and too much is refused",
        arguments: [0, 100_000, -100_000, Int64.max, Int64.min]
    )
    func amounts(amount: Int64) async throws {
        try await Ledger.with { ledger in
            await #expect(throws: CreditsFailure.correctionInvalid) { try await ledger.correct(amount) }
        }
    }

    @Test(
        "a reason is asked for, of at most 500 characters",
        arguments: [
            ("", CreditsFailure.reasonMissing), (" \n\t", .reasonMissing), ("\u{200B}", .reasonMissing),
            (String(repeating: "ș", count: 501), .reasonTooLong), (String(repeating: "ș", count: 500), nil),
        ]
    )
    func reasons(reason: String, failure: CreditsFailure?) async throws {
        try await Ledger.with { ledger in
            do {
                try await ledger.correct(99_999, reason: reason)
                #expect(failure == nil)
            } catch let found as CreditsFailure {
                #expect(found == failure)
            }
        }
    }

    @Test("nobody approves their own")
    func own() async throws {
        try await Ledger.with { ledger in
            let one = LoginID(bits: 1)
            await #expect(throws: CreditsFailure.ownCorrection) {
                try await ledger.correct(5, as: one, approvedBy: one)
            }
            let balance = try await ledger.balance()
            #expect(balance == 0)
        }
    }

    @Test("B41, B44: a visit uses corrected credits as others, and its cancellation gives them back")
    func visits() async throws {
        try await Ledger.with { ledger in
            try await ledger.correct(5)
            let soon = try await ledger.debit(3)
            // Within 30 days of its end: comes back as a return grant.
            try await ledger.giveBack(soon.entry)
            #expect(try await ledger.balance() == 5)
            let late = try await ledger.debit(5)
            try ledger.set("2027-03-01")
            try await ledger.giveBack(late.entry)
            #expect(try await ledger.balance() == 5)
            try ledger.set("2027-04-15")
            try await ledger.bring([])
            #expect(try await ledger.balance() == 0)
            #expect(try await ledger.verify().holds)
        }
    }

    @Test("B44: what the operator gave doesn't count towards a period's grant")
    func periods() async throws {
        try await Ledger.with { ledger in
            try ledger.set("2026-11-01")
            try await ledger.correct(5)
            try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-01")])
            #expect(try await ledger.balance() == 35)
        }
    }

    @Test(
        "B47: who asked, who approved, how much and why can't be changed unseen",
        arguments: [
            "UPDATE correction SET reason = 'Because' WHERE credits = 5",
            "UPDATE correction SET requested_by = id WHERE credits = 5",
            "UPDATE correction SET requested_at = requested_at + 1 WHERE credits = 5",
            "UPDATE correction SET credits = 6 WHERE credits = 5",
            "UPDATE correction SET person = id WHERE credits = 5",
            "UPDATE correction_approval SET login = correction WHERE entry IS NOT NULL",
            "DELETE FROM correction_approval WHERE correction = (SELECT id FROM correction WHERE credits = 5)",
            "UPDATE correction_approval SET entry = correction WHERE correction = (SELECT id FROM correction WHERE credits = 5)",
        ] as [SQL]
    )
    func evidence(act: SQL) async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-01")])
            let correction = try await ledger.correct(5)
            #expect(try await ledger.verify().holds)
            try await ledger.kit.store.write { try $0.runOne(act) }
            let fault = try #require(try await ledger.verify().fault)
            #expect(fault.reason == .correctionWrong)
            #expect(fault.entry == correction.approval?.entry)
            #expect(fault.account == AccountID(bits: ledger.person.bits))
        }
    }

    @Test("B47: an approval without its entry is found, and so is a correction that is hashed as another kind")
    func entries() async throws {
        try await Ledger.with { ledger in
            let correction = try await ledger.correct(5)
            try await ledger.kit.store.write { session in
                for statement in VerifyTests.guards { try session.run(statement) }
                try session.runOne("UPDATE entry SET kind = 'expiry', evidence = NULL WHERE kind = 'correction'")
            }
            let fault = try #require(try await ledger.verify().fault)
            #expect(fault.reason == .hashWrong)
            #expect(fault.entry == correction.approval?.entry)
            let other = NewCorrection(person: ledger.person, credits: CreditAmount(1), reason: "Another")
            try await Ledger.with { ledger in
                try await ledger.correct(5)
                try await ledger.kit.store.write { session in
                    let waiting = try ledger.credits.request(other, by: LoginID(bits: 1), in: session)
                    let nowhere: EntryID = session.newID()
                    try session.run(
                        "INSERT INTO correction_approval (correction, login, at, entry) VALUES (?1, ?2, 0, ?3)",
                        waiting.id,
                        LoginID(bits: 2),
                        nowhere
                    )
                }
                #expect(try await ledger.verify().fault?.reason == .correctionWrong)
            }
        }
    }
}
