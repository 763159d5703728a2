import Credits
import Kernel
import Store
import TestKit
import Testing

@Suite("Debits")
struct DebitTests {
    @Test("B44: a debit uses up the grants that expire first, and says which")
    func order() async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([
                try ledger.due(10, from: "2026-01-01", until: "2027-01-01", source: SourceID(bits: 2)),
                try ledger.due(3, from: "2026-11-01", until: "2026-12-01"),
                try ledger.due(4, from: "2026-10-01", until: "2026-11-30"),
            ])
            let debit = try await ledger.debit(9)
            #expect(debit.parts.map(\.amount.count) == [4, 3, 2])
            let statement = try await ledger.statement()
            #expect(statement.grants.map(\.id) == debit.parts.map(\.grant))
            #expect(statement.grants.map(\.left.count) == [0, 0, 8])
            #expect(statement.grants.map(\.expiresOn?.description) == ["2026-11-29", "2026-11-30", "2026-12-31"])
            #expect(statement.balance.count == 8)
            #expect(statement.entries.first?.credits.count == -9)
        }
    }

    @Test("B45: what doesn't suffice moves nothing")
    func insufficient() async throws {
        try await Ledger.with { ledger in
            await #expect(throws: CreditsFailure.creditsInsufficient) { try await ledger.debit(1) }
            try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-01")])
            await #expect(throws: CreditsFailure.creditsInsufficient) { try await ledger.debit(31) }
            #expect(try await ledger.balance() == 30)
            try await ledger.debit(30)
            #expect(try await ledger.balance() == 0)
            #expect(try await ledger.verify().holds)
        }
    }

    @Test("a debit of nothing, or of less, is refused", arguments: [0, -1, Int64.min])
    func amounts(amount: Int64) async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-01")])
            await #expect(throws: CreditsFailure.amountNotPositive) { try await ledger.debit(amount) }
            #expect(try await ledger.balance() == 30)
        }
    }

    @Test("B45: with a balance of so many, fifty debits at once take just these", arguments: [1, 7, 50])
    func race(balance: Int64) async throws {
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(balance, from: "2026-11-01", until: "2026-12-01")])
            let taken = try await withThrowingTaskGroup(of: Int64.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        do {
                            try await ledger.debit(1)
                            return 1
                        } catch CreditsFailure.creditsInsufficient {
                            return 0
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(taken == balance)
            #expect(try await ledger.balance() == 0)
            #expect(
                try await ledger.verify()
                    == LedgerReport(accounts: 1, entries: Int(balance) + 1, postings: 2 * (Int(balance) + 1))
            )
        }
    }

    @Test("B45: entries, postings and the terms of grants can't be changed or deleted")
    func onlyGrows() async throws {
        let attempts: [SQL] = [
            "UPDATE entry SET at = at + 1", "DELETE FROM entry", "UPDATE posting SET amount = amount + 1",
            "DELETE FROM posting", "DELETE FROM credit_grant", "UPDATE credit_grant SET amount = amount + 1",
            "UPDATE credit_grant SET expires_on = '2099-01-01', expires_at = 4070908800000000",
            "UPDATE credit_grant SET source = account",
            "UPDATE account SET balance = balance - 1000",
            "UPDATE credit_grant SET remaining = remaining - 1000",
            """
            INSERT INTO entry (account, sequence, id, kind, at, reference, reverses, evidence, hash)
            SELECT account, sequence, account, kind, at, reference, reverses, evidence, hash FROM entry
            """,
        ]
        try await Ledger.with { ledger in
            try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-01")])
            try await ledger.debit(5)
            for attempt in attempts {
                await #expect(throws: StoreFailure.self, "\(attempt.sqlite)") {
                    try await ledger.kit.store.write { try $0.run(attempt) }
                }
            }
            #expect(try await ledger.verify() == LedgerReport(accounts: 1, entries: 2, postings: 4))
        }
    }
}
