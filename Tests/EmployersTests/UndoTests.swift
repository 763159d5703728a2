import Employers
import Kernel
import Messaging
import Store
import TestKit
import Testing

/// Taking applications back, one after the other (B8).
@Suite("Employers: undo")
struct UndoTests {
    private static let files = [
        RosterText.people(1...30),
        RosterText.of(
            RosterText.people(4...20, package: "primary") + RosterText.people(21...28, package: "premium")
                + RosterText.people(31...40, package: "primary")
        ),
        RosterText.of(RosterText.people(1...12, package: "principal", department: "HR")),
    ]

    @Test("B8: the imports are undone one after the other, the latest that counts first, each exactly")
    func oneAfterTheOther() async throws {
        try await House.with(limits: .smallSlices) { house in
            let acme = try await house.employer()
            var states = [try await house.content(of: acme)]
            var rosters: [Roster] = []
            for file in Self.files {
                rosters.append(try await house.apply(file, to: acme))
                states.append(try await house.content(of: acme))
                house.kit.clock.advance(days: 20)
            }
            for index in rosters.indices.reversed() {
                for earlier in rosters[..<index] {
                    await #expect(throws: RosterFailure.notLatest) { try await house.applier.undo(earlier.id) }
                }
                #expect(try await house.applier.undo(rosters[index].id).state == .undone)
                #expect(try await house.content(of: acme) == states[index])
            }
            #expect(try await house.employments(of: acme).isEmpty)
        }
    }

    @Test("B8: between undoings new imports are made, and undone again")
    func interleaved() async throws {
        try await House.with(limits: .smallSlices) { house in
            let acme = try await house.employer()
            let first = try await house.apply(Self.files[0], to: acme)
            let before = try await house.content(of: acme)
            let plain = try await house.plainContent(of: acme)
            for file in [Self.files[1], Self.files[2], Self.files[1]] {
                let next = try await house.apply(file, to: acme)
                try await house.applier.undo(next.id)
                #expect(try await house.content(of: acme) == before)
            }
            #expect(try await house.applier.undo(first.id).state == .undone)
            #expect(try await house.employments(of: acme).isEmpty)
            // All of it again, from nothing: the same but for the ids.
            try await house.apply(Self.files[0], to: acme)
            #expect(try await house.plainContent(of: acme) == plain)
        }
    }

    @Test("B8: whose rows were forgotten can't be undone, because nobody can tell what was built on it")
    func forgotten() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let roster = try await house.apply(RosterText.people(1...3), to: acme)
            house.kit.clock.advance(days: 91)
            try await house.reader.clearOld()
            await #expect(throws: RosterFailure.forgotten) { try await house.applier.undo(roster.id) }
            #expect(try await house.employments(of: acme).count == 3)
        }
    }

    @Test("B8: what other rooms know to be built on it blocks undoing, and is asked about those whom it has touched")
    func builtUpon() async throws {
        try await House.with(limits: .smallSlices) { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...20), to: acme)
            let rows =
                RosterText.people(1...6, package: "premium") + RosterText.people(7...12, department: "HR")
                + RosterText.people(13...22, package: "primary")
            let roster = try await house.apply(RosterText.of(rows), to: acme)
            let upgraded = try #require(try await house.employment("3", of: acme))
            let moved = try #require(try await house.employment("8", of: acme))
            let new = try #require(try await house.employment("22", of: acme))
            for (employment, isTouched) in [(upgraded, true), (new, true), (moved, false)] {
                var isRefused = false
                do {
                    try await house.applier.undo(roster.id) { asked, persons, _ in
                        #expect(asked.id == roster.id)
                        let found = persons.first { $0.person == employment.person }
                        #expect(found == nil || found?.source == employment.source)
                        // Nobody whom it hasn't touched is in question, so somebody's visit says nothing there.
                        return found != nil || (!isTouched && persons.isEmpty)
                    }
                } catch RosterFailure.builtUpon {
                    isRefused = true
                }
                #expect(isRefused)
            }
            #expect(try await house.applier.undo(roster.id).state == .undone)
        }
    }

    @Test(
        "B8, B17: who was never invited still is when the roster with the new address is undone; nobody is written twice"
    )
    func invitations() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            func written() async throws -> Int {
                while try await house.store.write({ try house.employers.inviteDue(in: $0) }) > 0 {}
                return try await house.store.read { try house.messaging.due(in: $0) }.values.reduce(0, +)
            }
            func file(_ address: String) -> String {
                RosterText.of(["1,Ion1,Pop,\(address)@acme.example,,\(RosterText.cnp(1)),IT,primary"])
            }
            try await house.apply(file("old"), to: acme)
            let second = try await house.apply(file("new"), to: acme)
            try await house.applier.undo(second.id)
            #expect(try await written() == 1)
            let third = try await house.apply(file("newer"), to: acme)
            try await house.applier.undo(third.id)
            #expect(try await written() == 1)
        }
    }
}
