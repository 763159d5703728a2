import Credits
import Desk
import Kernel
import Store
import Testing

/// What somebody with the file at hand may do to visits, and what the proof must say.
struct VisitTampering: Sendable, CustomTestStringConvertible {
    let act: SQL
    let reason: LedgerFault.Reason
    var testDescription: String { act.sqlite.description }

    static let all = [
        Self(act: "UPDATE visit SET credits = 3 WHERE credits = 4", reason: .visitWrong),
        Self(act: "UPDATE visit SET entry = NULL, credits = 0 WHERE credits = 4", reason: .visitWrong),
        Self(act: "UPDATE visit SET location = login WHERE credits = 4", reason: .visitWrong),
        Self(act: "UPDATE visit SET person = login WHERE credits = 4", reason: .visitWrong),
        Self(act: "UPDATE visit SET entry = login WHERE credits = 4", reason: .visitWrong),
        Self(act: "UPDATE visit_service SET quantity = 3 WHERE credits = 4 AND quantity = 1", reason: .visitWrong),
        Self(act: "DELETE FROM visit_service WHERE quantity = 1", reason: .visitWrong),
        Self(act: "DELETE FROM cancellation", reason: .visitMissing),
        Self(act: "UPDATE cancellation SET credits = 1", reason: .visitWrong),
        Self(act: "UPDATE cancellation SET entry = NULL, credits = 0", reason: .visitWrong),
        Self(act: "UPDATE cancellation SET entry = login", reason: .visitWrong),
        Self(
            act: "UPDATE cancellation SET visit = (SELECT id FROM visit WHERE credits = 0), entry = NULL, credits = 0",
            reason: .visitMissing
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
        #expect(try await report(counter).holds)
    }

    private func report(_ counter: Counter) async throws -> LedgerReport {
        try await counter.read { try VisitProof().verify(in: $0) }
    }

    @Test("what was changed or taken away behind the program's back is found", arguments: VisitTampering.all)
    func tampering(_ tampering: VisitTampering) async throws {
        try await Counter.with { counter in
            try await prepare(counter)
            let touched = try await counter.write { try $0.runCounting(tampering.act) }
            #expect(touched > 0)
            let fault = try #require(try await report(counter).fault)
            #expect(fault.reason == tampering.reason)
            #expect((fault.visit == nil) == (tampering.reason == .visitMissing))
            #expect((fault.entry == nil) == (tampering.reason == .visitWrong))
            // The ledger itself is whole: without the visits nobody would see it.
            #expect(try await counter.ledger().holds)
        }
    }

    @Test(
        "a closed month whose lines were changed behind the triggers is found and named",
        arguments: [
            "UPDATE settlement_line SET quantity = quantity * 2",
            "UPDATE settlement_line SET location_name = 'Another' WHERE position = 0",
            "DELETE FROM settlement_line WHERE position = 1",
        ] as [SQL]
    )
    func settlement(act: SQL) async throws {
        try await Counter.with { counter in
            _ = try await counter.november()
            try counter.set("2026-12-01", seconds: 0)
            try await counter.close("2026-11")
            #expect(try await report(counter).holds)
            try await counter.write { session in
                for drop in [
                    SQL(
                        sqlite: "DROP TRIGGER settlement_line_kept",
                        postgres: "DROP TRIGGER settlement_line_kept ON settlement_line"
                    ), SQL(sqlite: "DROP TRIGGER settlement_line_not_deleted", postgres: "SELECT 1"),
                ] { try session.run(drop) }
                try session.run(act)
            }
            let fault = try #require(try await report(counter).fault)
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
            let fault = try #require(try await report(counter).fault)
            #expect(fault.reason == .visitMissing && fault.entry == entry && fault.account != nil)
        }
    }
}
