import Credits
import Desk
import Kernel
import Store
import TestKit
import Testing

/// What somebody with the file at hand may do to visits, and what the proof must say.
struct VisitTampering: Sendable, CustomTestStringConvertible {
    let act: SQL
    let reason: LedgerFault.Reason
    var testDescription: String { act.sqlite.description }

    static let all = [
        Self(act: "UPDATE visit SET credits = 3 WHERE credits = 4", reason: .visitWrong),
        Self(
            act: "UPDATE visit SET entry = NULL, evidence = request_hash, credits = 0 WHERE credits = 4",
            reason: .visitWrong
        ),
        Self(act: "UPDATE visit SET location = login WHERE credits = 4", reason: .visitWrong),
        Self(act: "UPDATE visit SET person = login WHERE credits = 4", reason: .visitWrong),
        Self(act: "UPDATE visit SET entry = login WHERE credits = 4", reason: .visitWrong),
        Self(act: "UPDATE visit_service SET quantity = 3 WHERE credits = 4 AND quantity = 1", reason: .visitWrong),
        Self(act: "DELETE FROM visit_service WHERE quantity = 1", reason: .visitWrong),
        Self(act: "UPDATE visit_service SET quantity = 1, credits = 12 WHERE quantity = 3", reason: .visitWrong),
        Self(act: "UPDATE visit_service SET quantity = 4611686018427387904", reason: .visitWrong),
        Self(act: "UPDATE visit_service SET service = 'tele' WHERE quantity = 3", reason: .visitWrong),
        Self(act: "UPDATE visit_service SET package = 'other'", reason: .visitWrong),
        Self(act: "UPDATE visit_service SET source = visit", reason: .visitWrong),
        Self(act: "UPDATE visit_service SET position = 1", reason: .visitWrong),
        Self(
            act: "UPDATE visit SET verification = (SELECT verification FROM visit WHERE credits = 0)",
            reason: .visitWrong
        ),
        Self(act: "UPDATE visit SET login = person WHERE credits = 4", reason: .visitWrong),
        Self(act: "UPDATE visit SET day = '2026-11-01' WHERE credits = 4", reason: .visitWrong),
        Self(act: "UPDATE visit SET recorded_at = recorded_at + 1 WHERE credits = 4", reason: .visitWrong),
        Self(act: "UPDATE visit SET key = 'another' WHERE credits = 4", reason: .visitWrong),
        Self(act: "UPDATE visit SET request_hash = evidence WHERE credits = 0", reason: .visitWrong),
        Self(act: "UPDATE visit SET day = '2026-11-01' WHERE credits = 0", reason: .visitWrong),
        Self(act: "UPDATE visit SET evidence = request_hash WHERE credits = 0", reason: .visitWrong),
        Self(act: "UPDATE visit_service SET quantity = 2 WHERE credits = 0", reason: .visitWrong),
        Self(act: "UPDATE visit_service SET service = 'gp' WHERE credits = 0", reason: .visitWrong),
        Self(act: "DELETE FROM visit_service WHERE credits = 0", reason: .visitWrong),
        Self(act: "UPDATE cancellation SET at = at + 1", reason: .visitWrong),
        Self(act: "UPDATE cancellation SET login = visit", reason: .visitWrong),
        Self(act: "UPDATE cancellation SET scope = visit", reason: .visitWrong),
        Self(act: "UPDATE cancellation SET reason = ''", reason: .visitWrong),
        Self(act: "UPDATE cancellation SET key = 'another'", reason: .visitWrong),
        Self(act: "DELETE FROM cancellation", reason: .visitMissing),
        Self(act: "UPDATE cancellation SET credits = 1", reason: .visitWrong),
        Self(act: "UPDATE cancellation SET entry = NULL, evidence = request_hash, credits = 0", reason: .visitWrong),
        Self(act: "UPDATE cancellation SET entry = login", reason: .visitWrong),
        Self(
            act: """
                UPDATE cancellation SET visit = (SELECT id FROM visit WHERE credits = 0), entry = NULL,
                    evidence = request_hash, credits = 0
                """,
            reason: .visitWrong
        ),
    ]
}

@Suite("B47: the proof of visits against the ledger")
struct VisitProofTests {
    /// A visit of 4, one of 12 that is cancelled, and one that costs nothing.
    private func prepare(_ counter: Counter) async throws {
        let member = try await counter.member()
        try await counter.record(try await counter.verified(member), [("gp", 1)])
        let (visit, _) = try await counter.record(try await counter.verified(member), [("gp", 3)])
        try await counter.cancel(visit.id)
        try await counter.record(try await counter.verified(member), [("tele", 1)])
        counter.kit.clock.advance(seconds: 120)
        #expect(try await fault(counter) == nil)
    }

    /// What the proof of visits says: as the program goes about it, and looking up all entries in any case.
    private func fault(in session: Session, of counter: Counter) throws -> LedgerFault? {
        var entries = VisitTally(in: session)
        var visits = entries
        #expect(
            try counter.credits.verify(in: session, tally: &entries).holds,
            "without the visits nobody would see it"
        )
        if let fault = try VisitProof().verify(tally: &visits, in: session).fault { return fault }
        let found = try VisitProof().difference(since: EntryID(bits: 0), in: session)
        #expect((found == nil) == entries.agrees(with: visits))
        return found
    }

    private func fault(_ counter: Counter) async throws -> LedgerFault? {
        try await counter.read { try fault(in: $0, of: counter) }
    }

    @Test("what was changed or taken away behind the program's back is found")
    func tampering() async throws {
        try await Counter.with { counter in
            try await prepare(counter)
            for tampering in VisitTampering.all {
                let fault = try await fault(counter, after: tampering.act)
                #expect(fault?.reason == tampering.reason, "\(tampering)")
                #expect((fault?.visit == nil) == (tampering.reason == .visitMissing), "\(tampering)")
                #expect((fault?.entry == nil) == (tampering.reason == .visitWrong), "\(tampering)")
            }
            #expect(try await fault(counter) == nil)
        }
    }

    /// What the proof says after an act, which is taken back.
    private func fault(_ counter: Counter, after act: SQL) async throws -> LedgerFault? {
        struct TakeBack: Error {
            let fault: LedgerFault?
        }
        do {
            return try await counter.write { session -> LedgerFault? in
                let touched = try session.runCounting(act)
                #expect(touched > 0, "\(act.sqlite)")
                throw TakeBack(fault: try fault(in: session, of: counter))
            }
        } catch let back as TakeBack { return back.fault }
    }

    /// What keeps closed months as they are.
    private static let guards: [SQL] = [
        SQL(sqlite: "DROP TRIGGER settlement_kept", postgres: "DROP TRIGGER settlement_kept ON settlement"),
        SQL(
            sqlite: "DROP TRIGGER settlement_line_kept",
            postgres: "DROP TRIGGER settlement_line_kept ON settlement_line"
        ),
        SQL(sqlite: "DROP TRIGGER settlement_line_not_deleted", postgres: "SELECT 1"),
        SQL(
            sqlite: "DROP TRIGGER settled_visit_not_deleted",
            postgres: "DROP TRIGGER settled_visit_kept ON settled_visit"
        ),
    ]

    @Test(
        "a closed month whose lines were changed behind the triggers is found and named",
        arguments: [
            "UPDATE settlement_line SET quantity = quantity * 2",
            "UPDATE settlement_line SET location_name = 'Another' WHERE position = 0",
            "DELETE FROM settlement_line WHERE position = 1",
            "UPDATE settlement_line SET quantity = 9223372036854775807",
            "UPDATE settlement SET sha256 = NULL",
            "UPDATE settlement SET currency = 'leu'",
            "DELETE FROM settled_visit WHERE visit = (SELECT visit FROM settled_visit LIMIT 1)",
        ] as [SQL]
    )
    func settlement(act: SQL) async throws {
        try await Counter.with { counter in
            _ = try await counter.november()
            try counter.set("2026-12-01", seconds: 0)
            try await counter.close("2026-11")
            #expect(try await fault(counter) == nil)
            try await counter.write { session in
                for drop in Self.guards { try session.run(drop) }
                try session.run(act)
            }
            let fault = try #require(try await fault(counter))
            #expect(fault.reason == .settlementWrong)
            #expect("\(fault)" == "settlement of P1 for 2026-11: settlement-wrong")
        }
    }

    @Test("a visit that is gone with all that is said of it leaves its entry behind, which is named")
    func gone() async throws {
        try await Counter.with { counter in
            try await prepare(counter)
            let entry = try await counter.write { session in
                let entry = try session.first("SELECT entry FROM visit WHERE credits = 4") { try $0[0] as EntryID }
                try session.run("DELETE FROM visit_service WHERE visit IN (SELECT id FROM visit WHERE credits = 4)")
                try session.run("DELETE FROM visit WHERE credits = 4")
                return entry
            }
            let fault = try #require(try await fault(counter))
            #expect(fault.reason == .visitMissing && fault.entry == entry && fault.account != nil)
        }
    }
}
