import Employers
import Foundation
import Kernel
import Store
import TestKit
import Testing

/// What holds for any roster, tried on those that chance makes. A failure names its seed; CARNET_RANDOM_ROSTERS says how
/// many are tried (100 unless it does), CARNET_RANDOM_SEED with which they begin.
@Suite("Employers: what holds for any roster")
struct RosterPropertyTests {
    private static let perHouse = 10
    private static let count = setting("CARNET_RANDOM_ROSTERS") ?? 100
    private static let first = setting("CARNET_RANDOM_SEED") ?? 1
    private static let houses = Array(stride(from: first, to: first + count, by: perHouse))

    private static func setting(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap(Int.init)
    }

    @Test(
        "B3 to B5, B8, B9: twice is once, the dialect doesn't matter, A then B then A is A, undo restores",
        arguments: houses
    )
    func properties(firstSeed: Int) async throws {
        try await House.with(seed: UInt64(firstSeed)) { house in
            for seed in firstSeed..<min(firstSeed + Self.perHouse, Self.first + Self.count) {
                try await Script(seed: seed, house: house).run()
            }
            let mistakes = try await house.store.read { try $0.all(FiledKeys.mistakes) { try $0[0] as String } }
            #expect(mistakes == [], "the seeds from \(firstSeed) on")
        }
    }
}

/// One script: two random rosters, A and B, and three employers.
private struct Script {
    let seed: Int
    let house: House

    private var note: Comment { "seed \(seed)" }

    func run() async throws {
        var random = SeededRandom(seed: UInt64(seed))
        let a = RandomRoster.first(&random)
        let b = a.next(&random)
        let (acme, twin, third) = (try await employer("A"), try await employer("B"), try await employer("C"))

        let asA = try await applied(a, .init(), to: acme)
        try await twiceIsOnce(a, asA, acme, RandomDialect.random(&random))
        let other = try await upload(a, RandomDialect.random(&random), to: twin)
        #expect(other.counts == asA.counts, note)
        #expect(other.warned == asA.warned, note)
        try await house.applier.apply(other.id)
        let plainA = try await house.plainContent(of: acme)
        expect(try await house.plainContent(of: twin), plainA)

        let contentA = try await house.content(of: acme)
        let asB = try await applied(b, RandomDialect.random(&random), to: acme)
        let contentB = try await house.content(of: acme)
        try await house.applier.undo(asB.id)
        expect(try await house.content(of: acme), contentA)
        let again = try await applied(b, .init(), to: acme)
        #expect(again.counts == asB.counts, note)
        #expect(try await house.content(of: acme).count == contentB.count, note)

        let plainB = try await house.plainContent(of: acme)
        try await newAndLeaversApart(a, b, third, plainB)
        _ = try await applied(a, RandomDialect.random(&random), to: acme)
        expect(try await house.plainContent(of: acme), plainA)
    }

    /// Names the lines that only one of them has.
    private func expect(_ found: [String], _ wanted: [String]) {
        #expect(found.filter { !wanted.contains($0) } == wanted.filter { !found.contains($0) }, note)
        #expect(found.count == wanted.count, note)
    }

    private func employer(_ name: String) async throws -> Employer { try await house.employer("\(name)\(seed)") }

    private func upload(
        _ roster: RandomRoster,
        _ dialect: RandomDialect,
        to employer: Employer,
        mode: RosterMode = .full
    ) async throws -> Roster {
        let read = try await house.upload(roster.bytes(dialect), to: employer, mode: mode)
        #expect(read.state == .ready || read.state == .held, "seed \(seed): \(String(describing: read.problem))")
        #expect(read.rowsRead == roster.people.count + roster.refused.count, note)
        let counts = read.counts
        #expect(counts.joins + counts.changes + counts.unchanged + counts.refused == read.rowsRead, note)
        #expect(counts.refused == roster.refused.count, note)
        return read
    }

    /// Applies a roster, and counts what that has done.
    private func applied(_ roster: RandomRoster, _ dialect: RandomDialect, to employer: Employer) async throws -> Roster
    {
        let before = try await people(of: employer)
        let read = try await upload(roster, dialect, to: employer)
        let applied = try await house.applier.apply(read.id, confirmLeavers: read.counts.leavers)
        #expect(applied.counts == read.counts, note)
        let after = try await people(of: employer)
        #expect(after.keys.count { before[$0] == nil } == applied.counts.joins, note)
        let changed = before.filter { after[$0.key] != $0.value }
        let current = Set(roster.people.map(\.number))
        let leavers = changed.keys.count { id in !current.contains(after[id]?.employeeNumber ?? "") }
        #expect(leavers == applied.counts.leaves, note)
        #expect(changed.count - leavers == applied.counts.changes, note)
        return applied
    }

    private func people(of employer: Employer) async throws -> [EmploymentID: Employment] {
        let all = try await house.employments(of: employer).map { ($0.employment.id, $0.employment) }
        return Dictionary(uniqueKeysWithValues: all)
    }

    private func twiceIsOnce(
        _ roster: RandomRoster,
        _ first: Roster,
        _ employer: Employer,
        _ dialect: RandomDialect
    ) async throws {
        let before = try await house.content(of: employer)
        let second = try await house.applier.apply(first.id)
        #expect(second.counts == first.counts, note)
        let again = try await upload(roster, dialect, to: employer)
        #expect(again.counts.unchanged == roster.people.count, note)
        #expect([again.counts.joins, again.counts.leaves, again.counts.changes] == [0, 0, 0], note)
        try await house.applier.apply(again.id)
        expect(try await house.content(of: employer), before)
    }

    /// A, then who is new or differs, then who leaves: what B as a whole gives.
    private func newAndLeaversApart(
        _ a: RandomRoster,
        _ b: RandomRoster,
        _ employer: Employer,
        _ whole: [String]
    ) async throws {
        _ = try await applied(a, .init(), to: employer)
        var new = b
        new.people.removeAll { a.people.contains($0) }
        new.refused = []
        if !new.people.isEmpty {
            let delta = try await upload(new, .init(), to: employer, mode: .delta)
            try await house.applier.apply(delta.id)
        }
        // Who only gets another number hasn't left.
        var leavers = a
        let staying = Set(b.people.map(\.id))
        leavers.people.removeAll { staying.contains($0.id) || hasNotBegun($0) }
        leavers.refused = []
        if !leavers.columns.contains("end_date") { leavers.columns.append("end_date") }
        for index in leavers.people.indices { leavers.people[index].values["end_date"] = "2026-11-20" }
        if !leavers.people.isEmpty {
            let delta = try await upload(leavers, .init(), to: employer, mode: .delta)
            #expect(delta.counts.changes == leavers.people.count, note)
            try await house.applier.apply(delta.id)
        }
        let gone = Set(a.people.filter { !staying.contains($0.id) }.map(\.number))
        let left = try await house.plainContent(of: employer).filter { line in
            !gone.contains(String(line.prefix { $0 != "|" }))
        }
        expect(left, whole)
        for leaver in leavers.people {
            let employment = try await house.employment(leaver.number, of: employer)
            #expect(employment?.endsOn == Day("2026-11-21"), note)
        }
    }

    /// Who would only have begun later never does: a last day of work before the first is no row that can be taken.
    private func hasNotBegun(_ person: RandomRoster.Person) -> Bool {
        (person.values["start_date"] ?? "") > "2026-11-20"
    }
}
