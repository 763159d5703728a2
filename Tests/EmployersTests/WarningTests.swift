import Employers
import Kernel
import Store
import Testing

/// People who may be mixed up are named, never merged silently.
@Suite("Employers: warnings")
struct WarningTests {
    private static let header = "employee_number,given_name,family_name,package,email,phone,national_id,birth_date"

    /// What is there, what comes, and what is said about it: the number, and `!` before a refusal, `?` before a warning.
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        var before: [String] = []
        let rows: [String]
        var mode = RosterMode.full
        let expected: [String]

        var testDescription: String { name }
    }

    private static let cases = [
        Case(
            name: "one e-mail address for two people",
            rows: [
                "1,Ana,Pop,primary,a@x.example,,,", "2,Ion,Pop,primary,A@x.example,,,",
                "3,Dan,Pop,primary,d@x.example,,,",
            ],
            expected: ["1 ?email:shared-contact", "2 ?email:shared-contact"]
        ),
        Case(
            name: "one phone for two people",
            rows: ["1,Ana,Pop,primary,,0722000001,,", "2,Ion,Pop,primary,,+40722000001,,"],
            expected: ["1 ?phone:shared-contact", "2 ?phone:shared-contact"]
        ),
        Case(
            name: "a birth date that isn't the national id's",
            rows: [
                "1,Ana,Pop,primary,,,\(RosterText.cnp(1)),1980-01-02",
                "2,Ion,Pop,primary,,,\(RosterText.cnp(2)),1980-01-01",
            ],
            expected: ["1 ?birth_date:other-birth-date"]
        ),
        Case(
            name: "a birth date that was named before and isn't touched isn't named again",
            before: ["1,Ana,Pop,primary,,,\(RosterText.cnp(1)),1980-01-02"],
            rows: ["1,Anna,Pop,primary,,,\(RosterText.cnp(1)),1980-01-02"],
            expected: []
        ),
        Case(
            name: "who shares an address and isn't touched isn't named again",
            before: ["1,Ana,Pop,primary,a@x.example,,,"],
            rows: ["1,Ana,Pop,primary,a@x.example,,,", "2,Ion,Pop,primary,a@x.example,,,"],
            expected: ["2 ?email:shared-contact"]
        ),
        Case(
            name: "a delta gives somebody's address to somebody else",
            before: ["1,Ana,Pop,primary,a@x.example,0722000001,,"],
            rows: ["2,Ion,Radu,primary,a@x.example,0722000001,,"],
            mode: .delta,
            expected: ["2 ?email:shared-contact", "2 ?phone:shared-contact"]
        ),
        Case(
            name: "a delta renumbers somebody who keeps the address",
            before: ["1,Ana,Pop,primary,a@x.example,,\(RosterText.cnp(1)),"],
            rows: ["9,Ana,Pop,primary,a@x.example,,\(RosterText.cnp(1)),"],
            mode: .delta,
            expected: ["9 ?employee_number:renumbered"]
        ),
        Case(
            name: "two rows for one person without national ids",
            rows: [
                "1,Ana,Pop,primary,,,,1990-01-02", "2,Ana,Pop,primary,,,,1990-01-02", "3,Ana,Pop,primary,,,,1991-01-02",
            ],
            expected: ["1 ?:same-person-twice", "2 ?:same-person-twice"]
        ),
        Case(
            name: "two people of one name and birthday with national ids are two people",
            rows: ["1,Ana,Pop,primary,,,\(RosterText.cnp(1)),", "2,Ana,Pop,primary,,,\(RosterText.cnp(2)),"],
            expected: []
        ),
        Case(
            name: "a known national id with a new number is renumbered",
            before: ["1,Ana,Pop,primary,,,\(RosterText.cnp(1)),"],
            rows: ["9,Ana,Pop,primary,,,\(RosterText.cnp(1)),"],
            expected: ["9 ?employee_number:renumbered"]
        ),
        Case(
            name: "a number with other names may be somebody else",
            before: ["1,Ana,Pop,primary,,,,"],
            rows: ["1,Ion,Radu,primary,,,,"],
            expected: ["1 ?employee_number:other-name"]
        ),
        Case(
            name: "names in capitals, or without accents, are no others",
            before: ["1,Ștefan,Țîru,primary,,,,"],
            rows: ["1,STEFAN,TIRU,primary,,,,"],
            expected: []
        ),
        Case(
            name: "a marriage changes one name and is no matter",
            before: ["1,Ana,Pop,primary,,,,1990-01-02"],
            rows: ["1,Ana,Radu,primary,,,,1990-01-02"],
            expected: []
        ),
        Case(
            name: "other names with the same national id are the same person",
            before: ["1,Ana,Pop,primary,,,\(RosterText.cnp(1)),"],
            rows: ["1,Anna Maria,Radu,primary,,,\(RosterText.cnp(1)),"],
            expected: []
        ),
        Case(
            name: "a number reused for somebody else",
            before: ["1,Ana,Pop,primary,,,,1990-01-02"],
            rows: ["1,Ion,Radu,primary,,,,1985-07-01"],
            expected: ["1 !employee_number:number-reused"]
        ),
        Case(
            name: "somebody leaves and joins under another number",
            before: ["1,Ana,Pop,primary,,,,1990-01-02", "2,Ion,Radu,primary,,,,1985-07-01"],
            rows: ["7,Ana,Pop,primary,,,,1990-01-02", "2,Ion,Radu,primary,,,,1985-07-01"],
            expected: ["7 ?employee_number:perhaps-renumbered"]
        ),
        Case(
            name: "somebody leaves, and somebody joins with the same e-mail address",
            before: ["0001,Ana,Pop,primary,ana@a.example,,,", "2,Ion,Radu,primary,,,,"],
            rows: ["7,Ana,Popescu,primary,ana@a.example,,,", "2,Ion,Radu,primary,,,,"],
            expected: ["7 ?employee_number:perhaps-renumbered"]
        ),
        Case(
            name: "two with national ids of their own are no one person, whatever they share",
            before: ["1,Ana,Pop,primary,ana@a.example,,\(RosterText.cnp(1)),", "2,Ion,Radu,primary,,,,"],
            rows: ["7,Dan,Dinu,primary,ana@a.example,,\(RosterText.cnp(7)),", "2,Ion,Radu,primary,,,,"],
            expected: []
        ),
        Case(
            name: "somebody leaves without a national id, and joins with one",
            before: ["1,Ana,Pop,primary,,,,1980-01-01", "2,Ion,Radu,primary,,,,1985-07-01"],
            rows: ["7,Ana,Pop,primary,,,\(RosterText.cnp(1)),", "2,Ion,Radu,primary,,,,1985-07-01"],
            expected: ["7 ?employee_number:perhaps-renumbered"]
        ),
    ]

    @Test("B10, B11: who may be mixed up is named", arguments: cases)
    func named(_ test: Case) async throws {
        try await House.with { house in
            let acme = try await house.employer()
            if !test.before.isEmpty {
                try await house.apply(RosterText.of(test.before, header: Self.header), to: acme)
            }
            let roster = try await house.upload(
                RosterText.of(test.rows, header: Self.header),
                to: acme,
                mode: test.mode
            )
            let said = try await house.differences(of: roster).filter { $0.kind != .leave }.flatMap { row in
                let problems = row.problems.map { "!\($0.column?.rawValue ?? ""):\($0.reason)" }
                let warnings = row.warnings.map { "?\($0.column?.rawValue ?? ""):\($0.reason)" }
                return (problems + warnings).map { "\(row.employeeNumber ?? "") \($0)" }
            }
            #expect(said == test.expected)
            let warned = Set(said.filter { $0.contains("?") }.map { $0.prefix { $0 != " " } })
            #expect(roster.warned == warned.count)
            #expect(
                roster.rowsRead
                    == roster.counts.joins + roster.counts.changes + roster.counts.unchanged + roster.counts.refused
            )
            // Warnings never keep a roster from being applied.
            #expect(try await house.applier.apply(roster.id).state == .applied)
        }
    }

    @Test("B3: differences can be asked for by kind, field, warning and number, page by page")
    func filters() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...20), to: acme)
            let rows =
                RosterText.people(1...6, package: "premium") + RosterText.people(7...11, department: "HR")
                + RosterText.people(12...18, package: "primary") + ["30,A,B,ion1@acme.example,,,IT,primary"]
            let roster = try await house.upload(RosterText.of(rows), to: acme)
            func numbers(_ change: (inout DifferenceQuery) -> Void) async throws -> [String] {
                var asked = DifferenceQuery(limit: 2)
                change(&asked)
                var found: [String] = []
                repeat {
                    let query = asked
                    let page = try await house.store.read {
                        try house.rosters.differences(of: roster.id, query, in: $0)
                    }
                    #expect(page.items.count <= 2)
                    found += page.items.compactMap(\.employeeNumber)
                    asked.cursor = page.nextCursor
                } while asked.cursor != nil
                return found
            }
            #expect(try await numbers { $0.column = .package } == (1...6).map(String.init))
            #expect(try await numbers { $0.column = .department } == (7...11).map(String.init))
            #expect(try await numbers { $0.kind = .unchanged } == (12...18).map(String.init))
            #expect(try await numbers { $0.kind = .leave } == ["19", "20"])
            #expect(try await numbers { $0.isWarned = true } == ["30"])
            #expect(try await numbers { $0.employeeNumber = "19" } == ["19"])
            #expect(try await numbers { $0.employeeNumber = "8" } == ["8"])
            #expect(try await numbers { _ in }.count == 6 + 5 + 2 + 1)
        }
    }

    @Test("Cursors hold nothing of a person")
    func cursors() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...20), to: acme)
            let page = try await house.store.read { session in
                try house.employers.employments(of: acme.id, EmploymentQuery(limit: 3), in: session)
            }
            let cursor = try #require(page.nextCursor)
            #expect(cursor == page.items.last?.employment.id.description)
            let roster = try await house.upload(RosterText.people(1...10), to: acme)
            let leavers = try await house.store.read { session in
                try house.rosters.differences(of: roster.id, DifferenceQuery(kind: .leave, limit: 3), in: session)
            }
            #expect(leavers.nextCursor == leavers.items.last?.employment.map { "leave.\($0)" })
            let other = try await house.employer("OTHER")
            await #expect(throws: EmployersFailure.cursorInvalid) {
                try await house.store.read { session in
                    _ = try house.employers.employments(of: other.id, EmploymentQuery(cursor: cursor), in: session)
                }
            }
        }
    }
}
