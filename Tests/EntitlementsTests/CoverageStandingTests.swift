import Entitlements
import Foundation
import Kernel
import Store
import TestKit
import Testing

@Suite("How somebody's coverage stands")
struct CoverageStandingTests {
    @Test(
        "B11: all of it together: current if any is, else suspended, not started, ended",
        arguments: [
            (["2026-01-01 2026-06-01"], Coverage.State.ended), (["2027-01-01 -"], .notStarted),
            (["2026-01-01 2026-06-01", "2027-01-01 -"], .notStarted), (["2026-01-01 -"], .current),
            (["2026-01-01 2026-06-01", "2026-06-01 -", "2027-01-01 -"], .current),
        ]
    )
    func together(spans: [String], expected: Coverage.State) async throws {
        try await CoverageWorld.with { world in
            let coverages = try spans.enumerated().map { position, text in
                let days = text.split(separator: " ").map(String.init)
                return NewCoverage(
                    person: world.person,
                    source: SourceID(bits: UInt128(position + 1)),
                    sponsor: world.sponsor,
                    package: try #require(PackageCode("primary")),
                    from: try day(days[0]),
                    until: days[1] == "-" ? nil : try day(days[1])
                )
            }
            let (person, sponsor) = (world.person, world.sponsor)
            try await world.change { try $0.cover(coverages, changeSet: ChangeSet.immediate, in: $1) }
            let found = try await world.kit.store.read { try Entitlements().coverages(of: person, in: $0) }
            #expect(found.state(at: .testStart) == expected)
            #expect(found.current(at: .testStart).isEmpty == (expected != .current))
            // Suspension touches only what would hold.
            let long = try day("2020-01-01")
            try await world.change {
                try $0.setSponsor(
                    sponsor,
                    zone: .bucharest,
                    refused: DaySpans([DaySpan(from: long, until: nil)]),
                    in: $1
                )
            }
            let suspended = try await world.kit.store.read { try Entitlements().coverages(of: person, in: $0) }
            #expect(suspended.state(at: .testStart) == (expected == .current ? .suspended : expected))
            let nobody = try await world.kit.store.read { try Entitlements().coverages(of: PersonID(bits: 1), in: $0) }
            #expect(nobody.state(at: .testStart) == nil)
        }
    }

    @Test(
        "days when Bucharest changes its clocks begin at its midnight",
        arguments: [
            ("2026-03-29", "2026-03-28T21:59:59Z", Coverage.State.notStarted),
            ("2026-03-29", "2026-03-28T22:00:00Z", .current),
            ("2026-03-30", "2026-03-29T20:59:59Z", .notStarted), ("2026-03-30", "2026-03-29T21:00:00Z", .current),
            ("2026-10-25", "2026-10-24T20:59:59Z", .notStarted), ("2026-10-25", "2026-10-24T21:00:00Z", .current),
            ("2026-10-26", "2026-10-25T21:59:59Z", .notStarted), ("2026-10-26", "2026-10-25T22:00:00Z", .current),
        ]
    )
    func clockChanges(from: String, at text: String, expected: Coverage.State) async throws {
        try await CoverageWorld.with { world in
            let (coverage, person) = (try world.new(from: from), world.person)
            try await world.change { try $0.cover([coverage], changeSet: ChangeSet.immediate, in: $1) }
            let found = try await world.kit.store.read { try Entitlements().coverages(of: person, in: $0) }
            #expect(found.state(at: try #require(Instant(text))) == expected)
        }
    }

    @Test(
        "looking up a person's coverage touches no row but theirs",
        .enabled(if: TestEngine.current == .sqlite, "PostgreSQL plans by how large tables are")
    )
    func plan() async throws {
        try await CoverageWorld.with { world in
            let plan = try await world.kit.store.read { session in
                try session.all(
                    """
                    EXPLAIN QUERY PLAN
                    SELECT c.id, c.person, c.source, c.sponsor, s.zone, s.refused, c.package, c.starts_on, c.ends_on
                    FROM live_coverage c JOIN sponsor s ON s.id = c.sponsor WHERE c.person = ?1 ORDER BY c.starts_on, c.id
                    """,
                    world.person
                ) { try $0[3] as String }
            }
            #expect(plan.contains { $0.contains("coverage_person") })
            #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
        }
    }
}
