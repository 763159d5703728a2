import Credits
import Desk
import Foundation
import Kernel
import Messaging
import Store
import TestKit
import Testing

extension Counter {
    // What a transaction does, and not functions that wait for it: an async function that takes several identifiers and more
    // returns to nowhere in a debug build of Swift 6.3.1.

    func asking(
        _ amount: Int64,
        for person: PersonID,
        key: String? = nil,
        hash: [UInt8]? = nil
    ) -> @Sendable (Session) throws -> Correction {
        { [desk] session in
            let new = NewCorrection(
                person: person,
                credits: CreditAmount(amount),
                reason: "Promised by telephone",
                key: key,
                requestHash: hash
            )
            return try desk.requestCorrection(new, by: LoginID(bits: 1), in: session).correction
        }
    }

    func approving(
        _ id: CorrectionID,
        by login: LoginID = LoginID(bits: 2)
    ) -> @Sendable (Session) throws -> Correction {
        { [desk] in try desk.approveCorrection(id, by: login, in: $0).correction }
    }

    func refusing(
        _ id: CorrectionID,
        by login: LoginID = LoginID(bits: 2)
    ) -> @Sendable (Session) throws -> Correction {
        { [desk] in try desk.refuseCorrection(id, by: login, in: $0).correction }
    }
}

@Suite("Corrections")
struct CorrectionTests {
    @Test("one asks, a second one approves; what is due is granted first, and the member is told once")
    func wholeWay() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let asked = try await counter.write(counter.asking(5, for: member.person))
            #expect(asked.approval == nil)
            #expect(try await counter.balance(member) == 0)
            await #expect(throws: CreditsFailure.ownCorrection) {
                _ = try await counter.write(counter.approving(asked.id, by: asked.requestedBy))
            }
            let approved = try await counter.write(counter.approving(asked.id))
            #expect(try await counter.balance(member) == 35)
            // Twice is once, whoever says it; who asked may not even then.
            #expect(try await counter.write(counter.approving(asked.id)) == approved)
            #expect(try await counter.write(counter.approving(asked.id, by: LoginID(bits: 3))) == approved)
            await #expect(throws: CreditsFailure.ownCorrection) {
                _ = try await counter.write(counter.approving(asked.id, by: asked.requestedBy))
            }
            #expect(try await counter.balance(member) == 35)
            let due = try await counter.read { try Messaging(vault: counter.kit.vault).due(in: $0) }
            #expect(due == [.email: 1])
            #expect(try await counter.ledger() == LedgerReport(accounts: 1, entries: 2, postings: 4))
        }
    }

    @Test("what was refused, or taken back, is never approved; what was approved isn't refused any more")
    func refused() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let first = try await counter.write(counter.asking(5, for: member.person))
            let refused = try await counter.write(counter.refusing(first.id))
            #expect(refused.refusal?.login == LoginID(bits: 2))
            // Twice is once, whoever says it.
            #expect(try await counter.write(counter.refusing(first.id, by: first.requestedBy)) == refused)
            await #expect(throws: CreditsFailure.correctionRefused) {
                _ = try await counter.write(counter.approving(first.id))
            }
            let second = try await counter.write(counter.asking(5, for: member.person))
            let takenBack = try await counter.write(counter.refusing(second.id, by: second.requestedBy))
            #expect(takenBack.refusal?.login == second.requestedBy)
            let third = try await counter.write(counter.asking(5, for: member.person))
            _ = try await counter.write(counter.approving(third.id))
            await #expect(throws: CreditsFailure.correctionApproved) {
                _ = try await counter.write(counter.refusing(third.id))
            }
            await #expect(throws: DeskFailure.notFound) {
                _ = try await counter.write(counter.refusing(CorrectionID(bits: 9)))
            }
            #expect(try await counter.balance(member) == 35)
            #expect(try await counter.ledger().holds)
            // Somebody writes past the rules: the proof finds it.
            try await counter.write { session in
                try session.run("INSERT INTO correction_refusal VALUES (?1, ?2, 0)", third.id, LoginID(bits: 2))
            }
            #expect(try await counter.ledger().fault?.reason == .correctionWrong)
        }
    }

    @Test("a yes and a no at once: one of them counts")
    func yesAndNo() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            for _ in 0..<10 {
                let before = try await counter.balance(member)
                let asked = try await counter.write(counter.asking(1, for: member.person))
                async let yes = counter.write(counter.approving(asked.id))
                async let no = counter.write(counter.refusing(asked.id))
                let outcomes = (try? await yes, try? await no)
                #expect((outcomes.0 == nil) != (outcomes.1 == nil))
                let after = try await counter.balance(member)
                if before > 0 { #expect(after == before + (outcomes.0 == nil ? 0 : 1)) }
            }
            #expect(try await counter.ledger().holds)
        }
    }

    @Test("nobody can be corrected who isn't known, or never had coverage; there is nothing else to approve")
    func nobody() async throws {
        try await Counter.with { counter in
            await #expect(throws: DeskFailure.notFound) {
                try await counter.write(counter.asking(5, for: PersonID(bits: 9)))
            }
            await #expect(throws: DeskFailure.notFound) {
                _ = try await counter.write(counter.approving(CorrectionID(bits: 9)))
            }
            let (person, _) = try await counter.arrive(package: nil)
            let asked = try await counter.write(counter.asking(5, for: person))
            await #expect(throws: DeskFailure.coverageEnded) { try await counter.write(counter.approving(asked.id)) }
            try await counter.cover(person, "primary", from: "2026-12-01")
            _ = try await counter.write(counter.approving(asked.id))
            let balance = try await counter.statement(of: person).balance
            #expect(balance.count == 5)
        }
    }

    @Test("B46: a key asks once; it belongs to one request, and to one kind of act")
    func keys() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let first = try await counter.write(counter.asking(5, for: member.person, key: "one", hash: [1]))
            #expect(try await counter.write(counter.asking(5, for: member.person, key: "one", hash: [1])) == first)
            await #expect(throws: DeskFailure.idempotencyMismatch) {
                try await counter.write(counter.asking(6, for: member.person, key: "one", hash: [2]))
            }
            let other = try await counter.write(counter.asking(5, for: member.person))
            #expect(other.id != first.id)

            let visit = try await counter.record(try await counter.verified(member)).visit
            await #expect(throws: DeskFailure.idempotencyMismatch) {
                try await counter.cancel(visit.id, by: .operator(LoginID(bits: 1)), key: "one", hash: [1])
            }
            try await counter.cancel(visit.id, by: .operator(LoginID(bits: 1)), key: "two", hash: [3])
            await #expect(throws: DeskFailure.idempotencyMismatch) {
                try await counter.write(counter.asking(5, for: member.person, key: "two", hash: [3]))
            }
            let all = try await counter.read { [counter] in try counter.credits.corrections(in: $0) }
            #expect(Set(all.map(\.id)) == [first.id, other.id])
        }
    }

    @Test("B46: asked for and approved by twenty at once, it moves once")
    func race() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let asked = try await atOnce(20) { _ in
                try await counter.write(counter.asking(5, for: member.person, key: "storm", hash: [1]))
            }
            #expect(Set(asked).count == 1)
            let id = asked[0].id
            let approved = try await atOnce(20) { number in
                try await counter.write(counter.approving(id, by: LoginID(bits: UInt128(number + 2))))
            }
            #expect(Set(approved).count == 1)
            #expect(try await counter.balance(member) == 35)
            let due = try await counter.read { try Messaging(vault: counter.kit.vault).due(in: $0) }
            #expect(due == [.email: 1])
        }
    }

    @Test("B45: of two that each take all, and a visit at once, no more goes through than there is")
    func floor() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let verification = try await counter.verified(member)
            var ids: [CorrectionID] = []
            for _ in 0..<2 { ids.append(try await counter.write(counter.asking(-30, for: member.person)).id) }
            let corrections = ids
            let done = try await atOnce(3) { number in
                do {
                    if number < 2 {
                        _ = try await counter.write(counter.approving(corrections[number]))
                    } else {
                        try await counter.record(verification)
                    }
                    return 1
                } catch CreditsFailure.creditsInsufficient {
                    return 0
                }
            }
            #expect(done.reduce(0, +) == 1)
            #expect([0, 26].contains(try await counter.balance(member)))
            #expect(try await counter.ledger().holds)
            // What was refused waits, and goes through once there is enough.
            let waiting = try await counter.read { [counter] in
                try counter.credits.corrections(in: $0).filter { $0.approval == nil }
            }
            let more = try await counter.write(counter.asking(30, for: member.person))
            _ = try await counter.write(counter.approving(more.id))
            _ = try await counter.write(counter.approving(try #require(waiting.first).id))
            #expect(try await counter.ledger().holds)
        }
    }
}
