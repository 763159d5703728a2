import Kernel
import Store
import TestKit
import Testing

@testable import Credits

@Suite("Seals of the ledger")
struct SealTests {
    private let people = (1...5).map { PersonID(bits: 0x1000 + UInt128($0)) }

    /// Each: grant 30, debit 8, debit 2.
    private func prepare(_ ledger: Ledger, debits: [Int64] = [8, 2], people: [PersonID]? = nil) async throws {
        for person in people ?? self.people {
            try await ledger.bring([try ledger.due(30, from: "2026-11-01", until: "2026-12-25")], person: person)
            for debit in debits { try await ledger.debit(debit, person: person) }
        }
    }

    @Test("B47: the books are those of a seal, whatever came since, and of each seal before it")
    func sealed() async throws {
        try await Ledger.with { ledger in
            var seals = [try await ledger.seal()]
            #expect((seals[0].accounts, seals[0].entries) == (0, 0))
            try await prepare(ledger)
            seals.append(try await ledger.seal())
            #expect((seals[1].accounts, seals[1].entries) == (5, 15))
            try await ledger.debit(1)
            seals.append(try await ledger.seal())
            try await prepare(ledger, debits: [], people: [PersonID(bits: 7), PersonID(bits: 0x2000)])
            seals.append(try await ledger.seal())
            #expect((seals[3].accounts, seals[3].entries) == (7, 18))
            try await ledger.debit(1, person: PersonID(bits: 7))
            #expect(Set(seals.map(\.root)).count == 4)
            for seal in seals {
                #expect(
                    try await ledger.verify(seal: seal.root)
                        == LedgerReport(accounts: 7, entries: 19, postings: 38, seal: seal)
                )
            }
            #expect(try await ledger.verify().holds)
            // Only who has moved gets a new leaf.
            let leaves = try await ledger.kit.store.read { try $0.first(LedgerSQL.leaves) { try $0[0] as Int } }
            #expect(leaves == 5 + 1 + 2)
        }
    }

    @Test("B47: the same books have the same root, in steps of whatever size, and in another database")
    func same() async throws {
        var roots: [SealRoot] = []
        for step in [1, 2, 3, 100] {
            try await Ledger.with { ledger in
                try await prepare(ledger)
                let first = try await ledger.seal(step: step)
                let second = try await ledger.seal(step: step)
                #expect(first.root == second.root)
                #expect(first.number < second.number)
                #expect(try await ledger.verify(seal: first.root).seal == first, "when it was printed first")
                roots.append(first.root)
            }
        }
        #expect(Set(roots).count == 1)
        #expect(SealRoot("\(roots[0])") == roots[0])
        #expect(SealRoot("\(roots[0])".uppercased()) == roots[0])
    }

    @Test("B47: desks go on while a seal is made; an account is sealed as it stands when its turn comes")
    func beside() async throws {
        try await Ledger.with { ledger in
            try await prepare(ledger)
            let seal = try await ledger.seal(step: 1) { step in
                // One that has been sealed, one that hasn't, and one that is new.
                try await ledger.debit(1, person: people[0])
                try await ledger.debit(1, person: people[4])
                try await prepare(ledger, debits: [1], people: [PersonID(bits: UInt128(step))])
            }
            #expect(seal.accounts == 5)
            #expect(seal.entries == 15 + 4)
            #expect(try await ledger.verify(seal: seal.root).seal == seal)
            let next = try await ledger.seal()
            #expect(next.accounts == 10)
            #expect(try await ledger.verify(seal: seal.root).seal == seal)
            #expect(try await ledger.verify(seal: next.root).seal == next)
        }
    }

    @Test("B47: a seal that was interrupted leaves nothing wrong; one that was overtaken ends")
    func overtaken() async throws {
        try await Ledger.with { ledger in
            try await prepare(ledger)
            let credits = ledger.credits
            let old = try await ledger.kit.store.write { session in
                guard
                    case .underWay(let next) = try credits.carryOn(
                        credits.beginSeal(in: session),
                        accounts: 3,
                        in: session
                    )
                else { throw CreditsFailure.sealOvertaken }
                return next
            }
            try await ledger.debit(1, person: people[1])
            try await ledger.debit(1, person: people[4])
            let seal = try await ledger.seal()
            #expect(seal.entries == 17)
            await #expect(throws: CreditsFailure.sealOvertaken) {
                try await ledger.kit.store.write { try credits.carryOn(old, in: $0) }
            }
            #expect(try await ledger.verify(seal: seal.root).seal == seal)
        }
    }

    @Test("B47: a seal is due a day after the last one, or after the first entry")
    func due() async throws {
        try await Ledger.with { ledger in
            func isDue() async throws -> Bool {
                try await ledger.kit.store.read { [credits = ledger.credits] in try credits.isSealDue(in: $0) }
            }
            #expect(try await !isDue())
            try await prepare(ledger)
            let start = Instant.testStart
            for _ in 0..<2 {
                let began = ledger.kit.clock.now()
                ledger.kit.clock.set(began.adding(seconds: 86_399))
                #expect(try await !isDue())
                ledger.kit.clock.set(began.adding(seconds: 86_400))
                #expect(try await isDue())
                #expect(try await ledger.seal().at > start)
            }
        }
    }

    @Test("B47: a seal is never changed or removed", arguments: ["ledger_seal", "ledger_leaf", "ledger_sealing"])
    func appendOnly(table: String) async throws {
        try await Ledger.with { ledger in
            try await prepare(ledger)
            let seal = try await ledger.seal()
            let acts: [SQL] =
                switch table {
                case "ledger_seal": ["UPDATE ledger_seal SET at = at + 1", "DELETE FROM ledger_seal"]
                case "ledger_leaf": ["UPDATE ledger_leaf SET sequence = 1", "DELETE FROM ledger_leaf"]
                default: ["UPDATE ledger_sealing SET begun_at = 0", "DELETE FROM ledger_sealing"]
                }
            for act in acts {
                await #expect(throws: StoreFailure.self) { try await ledger.kit.store.write { try $0.run(act) } }
            }
            #expect(try await ledger.verify(seal: seal.root).seal == seal)
        }
    }
}
