import Kernel
import Store
import TestKit
import Testing

@testable import Credits

/// What somebody who can write the database does to one member's account, caches mended.
enum Forgery: String, CaseIterable, Sendable {
    /// The last debit never happened.
    case lastEntryRemoved
    /// The account never was.
    case accountRemoved
    /// Other amounts, hashed anew.
    case rewritten
    /// The two debits the other way round, hashed anew.
    case reordered
}

@Suite("Forged books")
struct SealForgeryTests {
    private let victim = PersonID(bits: 0x1003)

    /// Five members, each with a grant of 30, a debit of 8 and one of 2; sealed.
    private func prepare(_ ledger: Ledger) async throws -> Seal {
        for bits in 1...5 { try await act(ledger, PersonID(bits: 0x1000 + UInt128(bits)), debits: [8, 2]) }
        return try await ledger.seal()
    }

    private func act(_ ledger: Ledger, _ person: PersonID, debits: [Int64]) async throws {
        try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-25")], person: person)
        for debit in debits { try await ledger.debit(debit, person: person) }
    }

    private func run(_ ledger: Ledger, _ acts: SQL..., account: PersonID? = nil) async throws {
        try await ledger.kit.store.write { session in
            for act in acts {
                let count =
                    try account.map { try session.runCounting(act, $0) } ?? session.runCounting(act)
                #expect(count > 0, "\(act.sqlite)")
            }
        }
    }

    private func dropGuards(_ ledger: Ledger) async throws {
        try await ledger.kit.store.write { session in
            for statement in VerifyTests.guards + Self.guards { try session.run(statement) }
        }
    }

    private static let guards = [
        SQL(sqlite: "DROP TRIGGER ledger_leaf_delete", postgres: "DROP TRIGGER ledger_leaf_delete ON ledger_leaf"),
        SQL(sqlite: "DROP TRIGGER ledger_leaf_update", postgres: "DROP TRIGGER ledger_leaf_update ON ledger_leaf"),
        SQL(sqlite: "DROP TRIGGER ledger_seal_delete", postgres: "DROP TRIGGER ledger_seal_delete ON ledger_seal"),
        SQL(sqlite: "DROP TRIGGER ledger_seal_update", postgres: "DROP TRIGGER ledger_seal_update ON ledger_seal"),
    ]

    private func forge(_ forgery: Forgery, _ ledger: Ledger) async throws {
        try await dropGuards(ledger)
        if forgery == .lastEntryRemoved {
            return try await run(
                ledger,
                "DELETE FROM posting WHERE entry = (SELECT id FROM entry WHERE account = ?1 AND sequence = 3)",
                "DELETE FROM entry WHERE account = ?1 AND sequence = 3",
                """
                UPDATE account SET balance = 22, sequence = 2,
                    head = (SELECT hash FROM entry WHERE account = ?1 AND sequence = 2)
                WHERE id = ?1
                """,
                "UPDATE credit_grant SET remaining = 22 WHERE account = ?1",
                account: victim
            )
        }
        try await run(
            ledger,
            "DELETE FROM posting WHERE entry IN (SELECT id FROM entry WHERE account = ?1)",
            "DELETE FROM credit_grant WHERE account = ?1",
            "DELETE FROM entry WHERE account = ?1",
            "DELETE FROM account WHERE id = ?1",
            account: victim
        )
        switch forgery {
        case .rewritten: try await act(ledger, victim, debits: [7, 3])
        case .reordered: try await act(ledger, victim, debits: [2, 8])
        case .lastEntryRemoved, .accountRemoved: break
        }
    }

    private func entry(_ ledger: Ledger, sequence: Int64) async throws -> EntryID? {
        try await ledger.kit.store.read { [victim] session in
            try session.first("SELECT id FROM entry WHERE account = ?1 AND sequence = ?2", victim, sequence) {
                try $0[0] as EntryID
            }
        }
    }

    @Test("B47: forged books that hold by themselves: the seal names the account", arguments: Forgery.allCases)
    func named(forgery: Forgery) async throws {
        try await Ledger.with { ledger in
            let seal = try await prepare(ledger)
            try await forge(forgery, ledger)
            let fault = LedgerFault(
                reason: .sealBroken,
                account: AccountID(bits: victim.bits),
                entry: try await entry(ledger, sequence: 3),
                seal: seal.number
            )
            #expect((fault.entry == nil) == [.lastEntryRemoved, .accountRemoved].contains(forgery))
            #expect(try await ledger.verify(seal: seal.root).fault == fault)
            #expect(try await ledger.verify().fault == fault)
            #expect(fault.description.contains("account acc_"))
            // Further seals don't whitewash it.
            let next = try await ledger.seal()
            #expect(try await ledger.verify(seal: next.root).fault == fault)
        }
    }

    @Test("B47: forged leaves don't give the seal's root", arguments: Forgery.allCases)
    func leaves(forgery: Forgery) async throws {
        try await Ledger.with { ledger in
            let seal = try await prepare(ledger)
            try await forge(forgery, ledger)
            try await run(ledger, "DELETE FROM ledger_leaf WHERE account = ?1", account: victim)
            if forgery != .accountRemoved {
                try await run(
                    ledger,
                    """
                    INSERT INTO ledger_leaf (account, seal, sequence, head)
                    SELECT id, (SELECT MAX(number) FROM ledger_seal), sequence, head FROM account WHERE id = ?1
                    """,
                    account: victim
                )
            }
            let fault = LedgerFault(reason: .sealWrong, seal: seal.number)
            #expect(try await ledger.verify(seal: seal.root).fault == fault)
            #expect(try await ledger.verify().fault == fault)
        }
    }

    @Test(
        "B47: forged books with forged seals hold by themselves; the printed root finds it",
        arguments: Forgery.allCases
    )
    func resealed(forgery: Forgery) async throws {
        try await Ledger.with { ledger in
            let seal = try await prepare(ledger)
            try await forge(forgery, ledger)
            try await run(ledger, "DELETE FROM ledger_leaf", "DELETE FROM ledger_seal")
            let forged = try await ledger.seal()
            #expect(forged.root != seal.root)
            #expect(try await ledger.verify().holds)
            #expect(try await ledger.verify(seal: forged.root).holds)
            #expect(try await ledger.verify(seal: seal.root).fault == LedgerFault(reason: .sealUnknown))
            // Nor does it help to write the printed root where it was.
            try await ledger.kit.store.write { session in
                try session.runOne("UPDATE ledger_seal SET root = ?1", seal.root.digits)
            }
            #expect(try await ledger.verify(seal: seal.root).fault?.reason == .sealWrong)
        }
    }

    @Test("B47: what isn't hashed anew is found by the chain, with a seal or without", arguments: [false, true])
    func chain(withSeal: Bool) async throws {
        let acts: [(LedgerFault.Reason, Int64, [SQL])] = [
            (.hashWrong, 2, ["UPDATE entry SET at = at + 1 WHERE account = ?1 AND sequence = 2"]),
            (
                .sequenceBroken, 3,
                [
                    "DELETE FROM posting WHERE entry = (SELECT id FROM entry WHERE account = ?1 AND sequence = 2)",
                    "DELETE FROM entry WHERE account = ?1 AND sequence = 2",
                ]
            ),
            (
                .hashWrong, 3,
                [
                    "UPDATE entry SET sequence = 9 WHERE account = ?1 AND sequence = 2",
                    "UPDATE entry SET sequence = 2 WHERE account = ?1 AND sequence = 3",
                    "UPDATE entry SET sequence = 3 WHERE account = ?1 AND sequence = 9",
                ]
            ),
        ]
        for (reason, sequence, acts) in acts {
            try await Ledger.with { ledger in
                let seal = try await prepare(ledger)
                let named = try #require(try await entry(ledger, sequence: sequence))
                try await dropGuards(ledger)
                for act in acts { try await run(ledger, act, account: victim) }
                let fault = try await ledger.verify(seal: withSeal ? seal.root : nil).fault
                #expect(fault == LedgerFault(reason: reason, account: AccountID(bits: victim.bits), entry: named))
            }
        }
    }

    @Test("B45, B47: an entry that doesn't balance is named, also when it is hashed anew")
    func unbalanced() async throws {
        try await Ledger.with { ledger in
            _ = try await prepare(ledger)
            let named = try #require(try await entry(ledger, sequence: 3))
            try await dropGuards(ledger)
            let account = AccountID(bits: victim.bits)
            try await ledger.kit.store.write { session in
                try session.run(
                    "UPDATE posting SET amount = amount + 1 WHERE entry = ?1 AND credit_grant IS NULL",
                    named
                )
                let legs = try session.all(
                    "SELECT account, credit_grant, amount FROM posting WHERE entry = ?1 ORDER BY leg",
                    named
                ) {
                    try Posting(row: $0)
                }
                let before = try session.first("SELECT hash FROM entry WHERE account = ?1 AND sequence = 2", account) {
                    try $0[0] as [UInt8]
                }
                let hash = try session.first("SELECT at, reference FROM entry WHERE id = ?1", named) { row in
                    var digest = EntryDigest(
                        previous: before ?? [],
                        id: named,
                        account: account,
                        sequence: 3,
                        kind: "debit",
                        at: try row[0],
                        reference: try row[1],
                        reverses: nil,
                        evidence: Ledger.evidence
                    )
                    for leg in legs { digest.add(leg, making: nil) }
                    return digest.finish()
                }
                try session.runOne("UPDATE entry SET hash = ?2 WHERE id = ?1", named, hash)
                try session.runOne("UPDATE account SET head = ?2 WHERE id = ?1", account, hash)
            }
            let fault = try await ledger.verify().fault
            #expect(fault == LedgerFault(reason: .unbalanced, account: account, entry: named))
        }
    }

    @Test("B47: a changed or missing seal or leaf is found")
    func seals() async throws {
        let acts: [(LedgerFault.Reason, Int64?, SQL)] = [
            (.sealWrong, 1, "UPDATE ledger_seal SET at = at + 1 WHERE number = 1"),
            (.sealWrong, 2, "DELETE FROM ledger_seal WHERE number = 1"),
            (.sealWrong, 2, "UPDATE ledger_seal SET entries = entries + 1 WHERE number = 2"),
            (.sealWrong, 2, "DELETE FROM ledger_leaf WHERE seal = 2"),
            (.sealBroken, 1, "UPDATE ledger_leaf SET sequence = 2 WHERE seal = 1"),
            (.sealBroken, 2, "UPDATE ledger_leaf SET sequence = 3 WHERE seal = 2"),
            (.sealBroken, 2, "UPDATE ledger_leaf SET head = (SELECT root FROM ledger_seal LIMIT 1) WHERE seal = 2"),
        ]
        for (reason, number, act) in acts {
            try await Ledger.with { ledger in
                _ = try await prepare(ledger)
                try await ledger.debit(1)
                let seal = try await ledger.seal()
                try await dropGuards(ledger)
                try await run(ledger, act)
                let fault = try #require(try await ledger.verify(seal: seal.root).fault)
                #expect(fault.reason == reason, "\(act.sqlite)")
                #expect(fault.seal == number, "\(act.sqlite)")
            }
        }
    }

    @Test("B47: a package's account that is given to another package is named")
    func package() async throws {
        try await Ledger.with { ledger in
            let seal = try await prepare(ledger)
            let account = try await ledger.kit.store.read { session in
                try session.first("SELECT id FROM counter_account WHERE kind = 'package'") { try $0[0] as AccountID }
            }
            try await run(ledger, "UPDATE counter_account SET package = 'premium' WHERE kind = 'package'")
            let fault = LedgerFault(reason: .ownerWrong, account: account)
            #expect(try await ledger.verify(seal: seal.root).fault == fault)
        }
    }
}

extension SealRoot {
    /// As the database has it.
    fileprivate var digits: [UInt8] {
        let digits = description.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }
}
