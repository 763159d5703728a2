import Employers
import Entitlements
import Kernel
import Store
import TestKit
import Testing

/// Who comes back, and who only seems to.
@Suite("Employers: coming back")
struct ReturnTests {
    private static let header = "employee_number,given_name,family_name,package,email,national_id,birth_date,end_date"

    private static let ana = "10,Ana,Pop,primary,ana@acme.example,,,"

    private func roster(_ rows: String...) -> String { RosterText.of(rows, header: Self.header) }

    /// Ana's last day was yesterday; her coverage goes on to the end of the month.
    private func anaLeaves(_ employer: Employer, in house: House) async throws {
        try await house.apply(roster(Self.ana), to: employer)
        house.kit.clock.advance(days: 3)
        try await house.apply(roster(Self.ana + "2026-11-22"), to: employer, mode: .delta)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// Who was there and is over.
        let former: String
        /// Who has the number now.
        let now: String
        /// What is wrong with it; nil: the person comes back.
        let problem: String?
        var testDescription: String { name }
    }

    @Test(
        "B10: a leaver's number under other names is nobody who comes back, unless something shows that they are one person",
        arguments: [
            Case(name: "other names", former: "Ana,Pop,,", now: "Ion,Radu,,", problem: "number-of-former"),
            Case(
                name: "other names, and only one birth date",
                former: "Ana,Pop,,",
                now: "Ion,Radu,,1985-07-01",
                problem: "number-of-former"
            ),
            Case(
                name: "other names, and another birth date",
                former: "Ana,Pop,,1990-01-02",
                now: "Ion,Radu,,1985-07-01",
                problem: "number-reused"
            ),
            Case(name: "the same names", former: "Ana,Pop,,", now: "Ana,Pop,,", problem: nil),
            Case(name: "the same names in capitals", former: "Ștefan,Pop,,", now: "STEFAN,POP,,", problem: nil),
            Case(name: "a name changed by marriage", former: "Ana,Pop,,", now: "Ana,Radu,,", problem: nil),
            Case(
                name: "other names, and the same birth date",
                former: "Ana,Pop,,1990-01-02",
                now: "Anna Maria,Radu,,1990-01-02",
                problem: nil
            ),
            Case(
                name: "other names, and the same national id",
                former: "Ana,Pop,\(RosterText.cnp(1)),",
                now: "Anna Maria,Radu,\(RosterText.cnp(1)),",
                problem: nil
            ),
        ]
    )
    func formerNumber(_ test: Case) async throws {
        func row(_ person: String, until end: String) -> String {
            let cells = person.split(separator: ",", omittingEmptySubsequences: false)
            return "10,\(cells[0]),\(cells[1]),primary,,\(cells[2]),\(cells[3]),\(end)"
        }
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(roster(row(test.former, until: "")), to: acme)
            house.kit.clock.advance(days: 10)
            try await house.apply(roster(row(test.former, until: "2026-11-25")), to: acme, mode: .delta)
            let old = try #require(try await house.employment("10", of: acme))
            let back = try await house.apply(roster(row(test.now, until: "")), to: acme, mode: .delta)
            let refused = try await house.differences(of: back, .refused).flatMap(\.problems).map { "\($0.reason)" }
            #expect(refused == (test.problem.map { [$0] } ?? []))
            let now = try #require(try await house.employment("10", of: acme))
            #expect((now.id == old.id) == (test.problem != nil))
            #expect(now.person == old.person)
        }
    }

    @Test("B4, B44: who comes back while the former coverage still holds is covered once: the new one follows it")
    func coveredOnce() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await anaLeaves(acme, in: house)
            let old = try #require(try await house.employment("10", of: acme))
            try await house.apply(roster(Self.ana), to: acme, mode: .delta)
            let new = try #require(try await house.employment("10", of: acme))
            #expect(new.id != old.id)
            #expect(try await house.days(of: old) == ["2026-11-20 2026-12-01"])
            #expect(try await house.days(of: new) == ["2026-12-01 -"])
            // Another first day of work, given later, changes nothing of that.
            let header = RosterText.header + ",start_date"
            let moved = RosterText.of(["10,Ana,Pop,ana@acme.example,,,,primary,2020-03-01"], header: header)
            #expect(try await house.apply(moved, to: acme, mode: .delta).counts.changes == 1)
            #expect(try await house.days(of: new) == ["2026-12-01 -"])
        }
    }

    @Test("B8: a return that was undone doesn't stand in the way of the days of who it was about")
    func undoneReturn() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await anaLeaves(acme, in: house)
            let back = try await house.apply(roster(Self.ana), to: acme, mode: .delta)
            try await house.applier.undo(back.id)
            let header = Self.header + ",start_date"
            let moved = RosterText.of([Self.ana + "2026-11-22,2020-03-01"], header: header)
            #expect(try await house.apply(moved, to: acme, mode: .delta).counts.changes == 1)
            let ana = try #require(try await house.employment("10", of: acme))
            #expect(try await house.days(of: ana) == ["2026-11-20 2026-12-01"])
        }
    }

    @Test("B5: a refused row whose number can't be read keeps whom its address or its names mean")
    func damagedNumber() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(
                roster(
                    "100000,Ana,Pop,primary,ana@acme.example,,,",
                    "200000,Ion,Radu,primary,,,,",
                    "300000,Dan,Dinu,primary,dan@acme.example,,,"
                ),
                to: acme
            )
            let next = try await house.upload(
                roster("1E+05,Ana,Popescu,primary,ana@acme.example,,,", "2E+05,Ion,Radu,primary,,,,"),
                to: acme
            )
            #expect(next.counts.refused == 2)
            #expect(try await house.differences(of: next, .leave).map(\.employeeNumber) == ["300000"])
        }
    }
}

extension House {
    /// The days that an employment covers.
    fileprivate func days(of employment: Employment) async throws -> [String] {
        try await store.read { [entitlements] session in
            try entitlements.coverages(from: employment.source, in: session).map { coverage in
                "\(coverage.from) \(coverage.until.map(\.description) ?? "-")"
            }
        }
    }
}
