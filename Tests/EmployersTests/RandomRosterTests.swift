import Employers
import Kernel
import TestKit
import Testing

/// Seeded random rosters, one after the other, against the simplest model there is: the roster itself.
@Suite("Employers: random rosters")
struct RandomRosterTests {
    private struct Person: Hashable {
        var id: Int
        var number: String
        var family: String
        var package: String
        var department: String

        var row: String { "\(number),Ion\(id),\(family),\(RosterText.cnp(id)),\(package),\(department)" }
    }

    private static let header = "employee_number,given_name,family_name,national_id,package,department"

    /// Some leave, some are new or return, some change, a few get another number.
    private static func next(_ people: [Person], _ random: SeededRandom) -> [Person] {
        var random = random
        var next: [Person] = []
        for id in 1...40 {
            let known = people.first { $0.id == id }
            guard Int.random(in: 0..<10, using: &random) < (known == nil ? 4 : 9) else { continue }
            var person =
                known ?? Person(id: id, number: "N\(id)", family: "Pop", package: "primary", department: "IT")
            switch Int.random(in: 0..<12, using: &random) {
            case 0: person.family = ["Pop", "Țuțea", "Radu"].randomElement(using: &random) ?? "Pop"
            case 1: person.package = ["primary", "principal", "premium"].randomElement(using: &random) ?? "primary"
            case 2: person.department = ["IT", "", "HR"].randomElement(using: &random) ?? ""
            case 3: person.number = "N\(id)-\(Int.random(in: 0..<1000, using: &random))"
            default: break
            }
            next.append(person)
        }
        return next.shuffled(using: &random)
    }

    @Test(
        "B3 to B5, B9: whatever was before, after a full roster the employer's people are that roster",
        arguments: 1...6
    )
    func follows(seed: Int) async throws {
        var limits = RosterLimits()
        limits.readingSlice = 7
        limits.applyingSlice = 3
        try await House.with(seed: UInt64(seed), limits: limits) { house in
            let acme = try await house.employer()
            let random = SeededRandom(seed: UInt64(seed))
            var people: [Person] = []
            for round in 0..<8 {
                let before = people
                people = Self.next(people, random)
                let text = RosterText.of(people.map(\.row), header: Self.header)
                let roster = try await house.apply(text, to: acme)
                #expect(roster.counts.refused == 0)
                #expect(roster.counts.leaves == before.count { old in !people.contains { $0.id == old.id } })
                let current = try await house.employments(of: acme).map(\.employment).filter { $0.endsOn == nil }
                let found = Set(
                    current.map { "\($0.employeeNumber) \($0.familyName) \($0.package) \($0.department ?? "")" }
                )
                #expect(found == Set(people.map { "\($0.number) \($0.family) \($0.package) \($0.department)" }))
                #expect(current.count == people.count)
                let again = try await house.upload(text, to: acme)
                #expect(again.counts.unchanged == people.count)
                #expect(again.counts.leaves == 0)
                if round % 3 == 1, people != before {
                    // Undone and made again, it is the same.
                    try await house.applier.undo(roster.id)
                    let redone = try await house.apply(text, to: acme)
                    #expect(redone.counts == roster.counts)
                }
                house.kit.clock.advance(days: Int64(round % 4))
            }
        }
    }
}
