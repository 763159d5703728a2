import Employers
import Kernel
import Testing

/// What `Imports/README.md` promises of each example.
@Suite("Employers: the rosters of Imports/")
struct ExampleRosterTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let file: String
        let rows: Int
        let joins: Int
        let refused: Int
        let reading: String
        var testDescription: String { file }
    }

    static let first = [
        Example(file: "acme-2026-11.csv", rows: 402, joins: 388, refused: 14, reading: "UTF-8 ,"),
        Example(file: "excel-ro-windows1250.csv", rows: 64, joins: 63, refused: 1, reading: "Windows-1250 ;"),
        Example(file: "payroll-tabs-totals.tsv", rows: 46, joins: 45, refused: 1, reading: "UTF-8 \t"),
        Example(file: "excel-utf8-bom.csv", rows: 38, joins: 37, refused: 1, reading: "UTF-8 with BOM ,"),
        Example(file: "sep-line.csv", rows: 27, joins: 27, refused: 0, reading: "UTF-8 ;"),
    ]

    @Test("B2, B3: each example counts as promised, and the preview changes nothing", arguments: first)
    func counts(example: Example) async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let roster = try await house.upload(try importFile(example.file), to: acme)
            let problems = try await house.differences(of: roster, .refused).map { "\($0.line ?? 0) \($0.problems)" }
            #expect(roster.problem == nil)
            #expect(roster.state == .ready)
            #expect(roster.rowsRead == example.rows)
            #expect(roster.counts.joins == example.joins)
            #expect(roster.counts.refused == example.refused, "\(problems)")
            #expect(roster.counts.leaves + roster.counts.changes + roster.counts.unchanged == 0)
            let reading = try #require(roster.reading)
            #expect("\(reading.encoding) \(reading.delimiter)" == example.reading)
            #expect(try await house.employments(of: acme).isEmpty)
        }
    }

    @Test("B3, B4, B5: ACME's November, again, the delta, December and the half, as promised")
    func acme() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let november = try await house.upload(try importFile("acme-2026-11.csv"), to: acme)
            let refused = try await house.differences(of: november, .refused)
            #expect(refused.compactMap(\.line) == [54, 98, 110, 127, 129, 152, 207, 256, 262, 266, 276, 293, 302, 306])
            try await house.applier.apply(november.id)
            let people = try await house.employments(of: acme)
            #expect(people.count == 388)
            let packages = Dictionary(grouping: people, by: \.employment.package.text).mapValues(\.count)
            #expect(packages == ["primary": 208, "principal": 139, "premium": 41])

            func counts(_ file: String, _ mode: RosterMode) async throws -> [Int] {
                let roster = try await house.upload(try importFile(file), to: acme, mode: mode)
                let counts = roster.counts
                return [counts.joins, counts.leaves, counts.changes, counts.unchanged, counts.refused]
            }
            #expect(try await counts("acme-2026-11.csv", .full) == [0, 0, 0, 388, 14])
            #expect(try await counts("acme-2026-12-full-leavers.csv", .full) == [17, 8, 8, 372, 0])
            let half = try await house.upload(try importFile("acme-half.csv"), to: acme)
            #expect(half.state == .held)
            #expect(half.counts.leaves == 190)
            #expect(half.counts.unchanged == 198)
            let delta = try await house.upload(try importFile("acme-2026-12-delta.csv"), to: acme, mode: .delta)
            #expect([delta.counts.joins, delta.counts.changes, delta.counts.refused] == [3, 5, 0])
            let changes = try await house.differences(of: delta, .change)
            #expect(
                Dictionary(uniqueKeysWithValues: changes.map { ($0.employeeNumber, $0.changes.map(\.column.rawValue)) })
                    == [
                        "10035": ["department"], "10108": ["end_date"], "10318": ["family_name"],
                        "10359": ["package"], "10432": ["email", "phone"],
                    ]
            )
            try await house.applier.apply(delta.id)
            #expect(try await counts("acme-2026-12-full-leavers.csv", .full) == [14, 8, 3, 380, 0])
            // What was compared before the delta can't be applied behind it.
            await #expect(throws: RosterFailure.stale) { try await house.applier.apply(half.id, confirmLeavers: 190) }
        }
    }
}
