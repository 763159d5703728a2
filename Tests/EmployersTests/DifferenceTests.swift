import Kernel
import Store
import TestKit
import Testing

@testable import Employers

/// What a second roster does to what the first one made.
@Suite("Employers: differences")
struct DifferenceTests {
    private func fields(_ difference: Difference?) -> [String: [String?]] {
        Dictionary(
            (difference?.changes ?? []).map { ($0.column.rawValue, [$0.old, $0.new]) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    @Test("B3: a change shows field by field, old and new")
    func fieldByField() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...3), to: acme)
            var rows = RosterText.people(1...3, package: "primary")
            rows[1] = "2,Ion2,Popa,new@acme.example,,\(RosterText.cnp(2)),IT,Principal"
            let roster = try await house.upload(RosterText.of(rows), to: acme)
            let changes = try await house.differences(of: roster, .change)
            #expect(roster.counts.unchanged == 2)
            #expect(changes.count == 1)
            #expect(changes.first?.employeeNumber == "2")
            #expect(
                fields(changes.first) == [
                    "family_name": ["Pop", "Popa"], "email": ["ion2@acme.example", "new@acme.example"],
                    "phone": ["+40722555002", nil], "package": ["primary", "principal"],
                ]
            )
        }
    }

    @Test("B9a: an absent column leaves what there is; an empty cell in a given one clears it")
    func absentAndEmpty() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...1), to: acme)
            let absent = try await house.upload(
                "employee_number,given_name,family_name,package\n1,Ion1,Pop,primary\n",
                to: acme
            )
            #expect(absent.counts.unchanged == 1)
            let empty = try await house.upload(
                "employee_number,given_name,family_name,package,department,email\n1,Ion1,Pop,primary,,\n",
                to: acme
            )
            #expect(empty.counts.changes == 1)
            try await house.applier.apply(empty.id)
            let employment = try await house.employment("1", of: acme)
            #expect(employment?.department == nil)
            #expect(employment?.email == nil)
            #expect(employment?.phone == "+40722555001")
        }
    }

    @Test("Who is who: a new number with a known national id is renumbered, not a leaver and a joiner")
    func renumbered() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...8), to: acme)
            let before = try await house.employment("8", of: acme)
            var rows = RosterText.people(1...8, package: "primary")
            rows[7] = "800,Ion8,Pop,ion8@acme.example,0722555008,\(RosterText.cnp(8)),IT,primary"
            let roster = try await house.apply(RosterText.of(rows), to: acme)
            #expect(roster.counts.changes == 1)
            #expect(roster.counts.joins + roster.counts.leaves == 0)
            let after = try await house.employment("800", of: acme)
            #expect(after?.id == before?.id)
            #expect(after?.person == before?.person)
            #expect(try await house.employment("8", of: acme) == nil)
        }
    }

    @Test("Who is who: a known number with another national id is refused, and nobody leaves for it")
    func numberOfAnother() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...2), to: acme)
            var rows = RosterText.people(1...2, package: "primary")
            rows[1] = "2,Ana,Pop,,,\(RosterText.cnp(50)),IT,primary"
            let roster = try await house.upload(RosterText.of(rows), to: acme)
            let refused = try await house.differences(of: roster, .refused)
            #expect(refused.map { $0.problems.map(\.reason) } == [["number-of-another"]])
            #expect(roster.counts.leaves == 0)
            // The way out that the message tells.
            rows[1] = "2,Ana,Pop,,,,IT,primary"
            try await house.apply(RosterText.of(rows), to: acme)
            rows[1] = "2,Ana,Pop,,,\(RosterText.cnp(50)),IT,primary"
            #expect(try await house.upload(RosterText.of(rows), to: acme).counts.refused == 0)
        }
    }

    @Test("Who is who: a national id that an employee under another number has is refused")
    func nationalIDOfAnother() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let bare = "employee_number,given_name,family_name,package,national_id\n"
            try await house.apply(bare + "1,Ana,Pop,primary,\(RosterText.cnp(1))\n2,Ion,Pop,primary,\n", to: acme)
            let roster = try await house.upload(
                bare + "1,Ana,Pop,primary,\n2,Ion,Pop,primary,\(RosterText.cnp(1))\n",
                to: acme
            )
            let refused = try await house.differences(of: roster, .refused)
            #expect(refused.map(\.employeeNumber) == ["2"])
            #expect(refused.first?.problems.map(\.reason) == ["national-id-of-another"])
        }
    }

    @Test("B10: a national id that is there twice is what both rows say, be one of them of somebody who is here")
    func knownAndNewWithOneNationalID() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...5), to: acme)
            let here = try await house.employment("5", of: acme)
            let rows =
                RosterText.people(1...5, package: "primary") + [
                    "7,Ana,Rusu,ana@acme.example,,\(RosterText.cnp(5)),IT,primary"
                ]
            let roster = try await house.upload(RosterText.of(rows), to: acme)
            let refused = try await house.differences(of: roster, .refused)
            #expect(refused.map(\.employeeNumber) == ["5", "7"])
            #expect(
                refused.map { $0.problems.map(\.reason.description) } == [["national-id-twice"], ["national-id-twice"]]
            )
            #expect(refused.first?.employment == here?.id)
            #expect(roster.counts.leaves == 0)
        }
    }

    @Test("B3: an unchanged row is about who has its number, and about nobody once another roster was applied")
    func employmentOfUnchanged() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...5), to: acme)
            let here = try await house.employment("5", of: acme)
            let roster = try await house.upload(RosterText.people(1...5), to: acme)
            #expect(try await house.differences(of: roster, .unchanged).last?.employment == here?.id)
            try await house.applier.apply(roster.id)
            #expect(try await house.differences(of: roster, .unchanged).last?.employment == here?.id)
            let renumbered = "50,Ion5,Pop,ion5@acme.example,,\(RosterText.cnp(5)),IT,primary"
            let other = "5,Ana,Rusu,ana@acme.example,,\(RosterText.cnp(6)),IT,primary"
            try await house.apply(RosterText.of([renumbered]), to: acme, mode: .delta)
            try await house.apply(RosterText.of([other]), to: acme, mode: .delta)
            #expect(try await house.differences(of: roster, .unchanged).map(\.employment) == [nil, nil, nil, nil, nil])
        }
    }

    @Test("B10: two rows with one number, national id or username are both refused, and keep who is here")
    func twice() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...2), to: acme)
            let header = "employee_number,given_name,family_name,package,national_id,username"
            let roster = try await house.upload(
                """
                \(header)
                1,A,A,primary,,
                1,B,B,primary,,
                3,C,C,primary,\(RosterText.cnp(3)),
                4,D,D,primary,\(RosterText.cnp(3)),
                5,E,E,primary,,same.name
                6,F,F,primary,,Same.Name
                2,Ion2,Pop,primary,\(RosterText.cnp(2)),
                """,
                to: acme
            )
            let refused = try await house.differences(of: roster, .refused)
            #expect(
                refused.flatMap { $0.problems.map(\.reason) } == [
                    "number-twice", "number-twice", "national-id-twice", "national-id-twice", "username-twice",
                    "username-twice",
                ]
            )
            #expect(roster.counts.leaves == 0)
            #expect(roster.counts.unchanged == 1)
        }
    }

    @Test("B5: more than five leavers and more than a tenth are held until HR says the number")
    func held() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...20), to: acme)
            let five = try await house.upload(RosterText.people(1...15), to: acme)
            #expect(five.state == .ready)
            let six = try await house.upload(RosterText.people(1...14), to: acme)
            #expect(six.state == .held)
            #expect(six.counts.leaves == 6)
            for wrong in [nil, 5, 7] {
                await #expect(throws: RosterFailure.leaversNotConfirmed(leavers: 6)) {
                    try await house.applier.apply(six.id, confirmLeavers: wrong)
                }
            }
            let applied = try await house.applier.apply(six.id, confirmLeavers: 6)
            #expect(applied.state == .applied)
            #expect(applied.confirmedLeavers == 6)
        }
    }

    @Test("B5: whose last day a full roster gives leaves as well, unless it is still to come; a delta is never held")
    func heldByEnds() async throws {
        func roster(_ leaving: Int, on day: String) -> String {
            let rows = RosterText.people(1...20, package: "primary")
            let ending = rows.enumerated().map { $1 + ($0 < leaving ? ",\(day)" : ",") }
            return RosterText.of(ending, header: RosterText.header + ",end_date")
        }
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...20), to: acme)
            #expect(try await house.upload(roster(20, on: "2026-12-31"), to: acme).state == .ready)
            house.kit.clock.advance(days: 10)
            #expect(try await house.upload(roster(5, on: "2026-11-29"), to: acme).state == .ready)
            #expect(try await house.upload(roster(6, on: "2026-11-29"), to: acme, mode: .delta).state == .ready)
            let held = try await house.upload(roster(6, on: "2026-11-29"), to: acme)
            #expect(held.state == .held)
            #expect([held.counts.leaves, held.counts.changes, held.counts.leavers] == [0, 6, 6])
            await #expect(throws: RosterFailure.leaversNotConfirmed(leavers: 6)) {
                try await house.applier.apply(held.id)
            }
            #expect(try await house.applier.apply(held.id, confirmLeavers: 6).state == .applied)
            // Who has left already leaves no second time.
            #expect(try await house.upload(roster(6, on: "2026-11-28"), to: acme).counts.leavers == 0)
        }
    }

    @Test("B5, B10: who is covered and would begin again later leaves until then, and is named")
    func heldByStarts() async throws {
        func roster(_ moving: Int, to day: String) -> String {
            let rows = RosterText.people(1...20, package: "primary")
            let starting = rows.enumerated().map { $1 + ($0 < moving ? ",\(day)" : ",2026-01-01") }
            return RosterText.of(starting, header: RosterText.header + ",start_date")
        }
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(roster(0, to: ""), to: acme)
            house.kit.clock.advance(days: 10)
            let now = try await house.upload(roster(20, to: "2026-11-30"), to: acme)
            #expect([now.counts.changes, now.counts.leavers, now.warned] == [20, 0, 0])
            let few = try await house.upload(roster(5, to: "2026-12-01"), to: acme)
            #expect(few.state == .ready)
            #expect([few.counts.leavers, few.warned] == [5, 5])
            let delta = try await house.upload(roster(20, to: "2027-01-01"), to: acme, mode: .delta)
            #expect(delta.state == .ready)
            #expect([delta.counts.leavers, delta.warned] == [0, 20])
            let held = try await house.upload(roster(20, to: "2027-01-01"), to: acme)
            #expect(held.state == .held)
            #expect([held.counts.changes, held.counts.leavers, held.warned] == [20, 20, 20])
            let warnings = try await house.differences(of: held, .change).flatMap(\.warnings)
            #expect(warnings.allSatisfy { $0.column == .startDate && $0.reason == "begins-again-later" })
            await #expect(throws: RosterFailure.leaversNotConfirmed(leavers: 20)) {
                try await house.applier.apply(held.id)
            }
            #expect(try await house.applier.apply(held.id, confirmLeavers: 20).state == .applied)
            // Who hasn't begun loses nothing by beginning later still.
            let again = try await house.upload(roster(20, to: "2027-02-01"), to: acme)
            #expect([again.counts.changes, again.counts.leavers, again.warned] == [20, 0, 0])
        }
    }

    @Test("B5: 10 % exactly isn't held; one more is")
    func boundary() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...60), to: acme)
            #expect(try await house.upload(RosterText.people(1...54), to: acme).state == .ready)
            #expect(try await house.upload(RosterText.people(1...53), to: acme).state == .held)
        }
    }

    @Test("B5: a delta says nothing about who isn't in it")
    func delta() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...20), to: acme)
            let roster = try await house.upload(RosterText.people(20...21), to: acme, mode: .delta)
            #expect(roster.state == .ready)
            #expect([roster.counts.joins, roster.counts.leaves, roster.counts.unchanged] == [1, 0, 1])
        }
    }

    @Test("B2a: a username that is somebody else's in the network is refused, without saying whose")
    func usernameTaken() async throws {
        try await House.with { house in
            let acme = try await house.employer("ACME")
            let beta = try await house.employer("BETA")
            let header = "employee_number,given_name,family_name,package,national_id,username\n"
            try await house.apply(header + "1,Ana,Pop,primary,\(RosterText.cnp(1)),ana.pop\n", to: acme)
            let roster = try await house.upload(
                header
                    + "7,Ana,Pop,primary,\(RosterText.cnp(1)),ana.pop\n8,Ana,Popa,primary,\(RosterText.cnp(2)),ANA.POP2\n"
                    + "9,Ani,Pop,primary,\(RosterText.cnp(3)),Ana.Pop3\n",
                to: beta
            )
            // The same person may have it at both.
            #expect(roster.counts.joins == 3)
            let other = try await house.upload(header + "8,Ana,Popa,primary,\(RosterText.cnp(2)),ana.pop\n", to: beta)
            let problems = try await house.differences(of: other, .refused).flatMap(\.problems)
            #expect(problems.map(\.reason) == ["username-taken"])
        }
    }

    @Test(
        "whom refused rows name is looked up row by row, however many work there",
        .enabled(if: TestEngine.current == .sqlite, "PostgreSQL plans by how large tables are")
    )
    func namedByRefusedPlan() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let plan = try await house.store.read { session in
                try session.all(
                    """
                    EXPLAIN QUERY PLAN SELECT i.id FROM roster_row r
                    CROSS JOIN employment_national_id k
                    CROSS JOIN live_employment i
                    WHERE r.roster = ?1 AND r.kind = 4 AND k.employer = ?2 AND k.national_id_index = r.national_id_index
                        AND i.id = k.employment AND i.introduced = k.introduced
                    """,
                    acme.id,
                    acme.id
                ) { try $0[3] as String }
            }
            let rows = plan.firstIndex { $0.contains("SEARCH r ") }
            let look = plan.firstIndex { $0.contains("(employer=? AND national_id_index=?)") }
            #expect(try #require(rows) < #require(look), "\(plan)")
            // Only a constant can be a statement, so that was the frame of this one.
            let statement = RosterRowSQL.namedByRefused.sqlite.description
            #expect(statement.contains("CROSS JOIN employment_national_id k\nCROSS JOIN live_employment i"))
        }
    }

    @Test(
        "a slice of those who may leave is a range of an index, however many work there",
        .enabled(if: TestEngine.current == .sqlite, "PostgreSQL plans by how large tables are")
    )
    func leaversPlan() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let plan = try await house.store.read { session in
                try session.all(
                    """
                    EXPLAIN QUERY PLAN SELECT e.id FROM live_employment e
                    WHERE e.employer = ?1 AND e.former = 0 AND e.employee_number > ?2 AND e.employee_number <= ?3
                    """,
                    acme.id,
                    "1",
                    "2"
                ) { try $0[3] as String }
            }
            let range = "employment_number (employer=? AND employee_number>? AND employee_number<?)"
            #expect(plan.contains { $0.contains(range) }, "\(plan)")
            // Only a constant can be a statement, so that was the frame of this one.
            let statement = RosterRowSQL.findLeaves.sqlite.description
            #expect(statement.contains("e.former = 0 AND e.employee_number > ?3 AND e.employee_number <= ?4"))
        }
    }

    @Test("B10: numbers that lost their leading zeros are named, by national id or alone, and nobody leaves for it")
    func lostZeros() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let header = "employee_number,given_name,family_name,package,national_id\n"
            try await house.apply(header + "0012,A,A,primary,\(RosterText.cnp(1))\n0013,B,B,primary,\n", to: acme)
            let text = header + "12,A,A,primary,\(RosterText.cnp(1))\n13,B,B,primary,\n14,C,C,primary,\n"
            let roster = try await house.upload(text, to: acme)
            let problems = try await house.differences(of: roster, .refused).flatMap(\.problems)
            #expect(problems.map(\.reason) == ["lost-leading-zero", "lost-leading-zero"])
            #expect([roster.counts.joins, roster.counts.leaves] == [1, 0])
        }
    }

    @Test("B10: numbers that got zeros in front are named, and nobody leaves for it; two numbers in one file are two")
    func addedZeros() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let header = "employee_number,given_name,family_name,package\n"
            try await house.apply(header + "100,A,A,primary\n101,B,B,primary\n", to: acme)
            let roster = try await house.upload(
                header + "0100,A,A,primary\n00101,B,B,primary\n07,C,C,primary\n",
                to: acme
            )
            let problems = try await house.differences(of: roster, .refused).flatMap(\.problems)
            #expect(problems.map(\.reason) == ["added-leading-zero", "added-leading-zero"])
            #expect([roster.counts.joins, roster.counts.leaves] == [1, 0])
            let both = "100,A,A,primary\n101,B,B,primary\n0100,C,C,primary\n"
            #expect(try await house.upload(header + both, to: acme).counts.refused == 0)
        }
    }

    @Test("B3, B9: who has left already is told, and who stays as they are isn't")
    func leftAlready() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let header = "employee_number,given_name,family_name,package,start_date,end_date\n"
            let text = header + "1,A,A,primary,2015-01-01,2016-09-30\n2,B,B,primary,2015-01-01,2030-01-01\n"
            let roster = try await house.upload(text, to: acme)
            let warned = try await house.differences(of: roster, .join).map { $0.warnings.map(\.reason) }
            #expect(warned == [["left-already"], []])
            try await house.applier.apply(roster.id)
            #expect(try await house.upload(text, to: acme).warned == 0)
        }
    }

    @Test("B3: what isn't compared yet is told as nothing")
    func notReady() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let open = try await house.store.write { try house.rosters.open(for: acme.id, mode: .full, in: $0) }
            await #expect(throws: RosterFailure.notReady) { try await house.differences(of: open) }
        }
    }

    @Test("B3: how a file was read decides nothing else: a page of differences goes on where the one before ended")
    func pages() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...20), to: acme)
            let rows =
                RosterText.people(6...12, package: "premium") + RosterText.people(30...45, package: "gold")
                + RosterText.people(50...59, package: "primary")
            let roster = try await house.upload(RosterText.of(rows), to: acme)
            let all = try await house.differences(of: roster)
            #expect(all.count { $0.kind == .join } == 10)
            #expect(all.count { $0.kind == .leave } == 13)
            #expect(all.count { $0.kind == .change } == 7)
            #expect(all.count { $0.kind == .refused } == 16)
            #expect(Set(all).count == all.count)
            for kind in Difference.Kind.allCases {
                #expect(try await house.differences(of: roster, kind) == all.filter { $0.kind == kind })
            }
            await #expect(throws: EmployersFailure.cursorInvalid) {
                try await house.store.read { session in
                    let query = DifferenceQuery(kind: .join, cursor: "leave.")
                    _ = try house.rosters.differences(of: roster.id, query, in: session)
                }
            }
        }
    }
}
