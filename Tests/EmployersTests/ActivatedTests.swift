import Employers
import Kernel
import Messaging
import People
import Store
import TestKit
import Testing

/// What changes once somebody has an account.
@Suite("Employers: people with an account")
struct ActivatedTests {
    private func activate(_ employment: Employment, in house: House) async throws {
        let people = house.people
        let email = try #require(employment.email)
        let start = try await house.store.write { session in
            try people.startActivation(identifier: email, address: "test", in: session)
        }
        let code = try #require(start.code?.digits)
        let done = try await house.store.write { session in
            try people.completeActivation(
                start.id,
                code: code,
                passwordHash: "hash",
                termsVersion: "1",
                in: session
            )
        }
        _ = try done.get()
    }

    @Test("B12: HR sees who has an account")
    func states() async throws {
        try await House.with { house in
            try await house.loadTerms()
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...3), to: acme)
            let two = try #require(try await house.employment("2", of: acme))
            try await activate(two, in: house)
            #expect(try await house.employments(of: acme).map(\.state) == [.invited, .active, .invited])
            let active = try await house.store.read { session in
                try house.employers.employments(of: acme.id, EmploymentQuery(state: .active), in: session).items
            }
            #expect(active.map(\.employment.id) == [two.id])
        }
    }

    @Test("B8: an activation since blocks undoing; one from before, by another employer, doesn't")
    func blocksUndo() async throws {
        try await House.with { house in
            try await house.loadTerms()
            let acme = try await house.employer("ACME")
            let beta = try await house.employer("BETA")
            let first = try await house.apply(RosterText.people(1...3), to: acme)
            let two = try #require(try await house.employment("2", of: acme))
            try await activate(two, in: house)
            await #expect(throws: RosterFailure.builtUpon) { try await house.applier.undo(first.id) }
            house.kit.clock.advance(seconds: 60)
            let other = try await house.apply(RosterText.people(2...2), to: beta)
            #expect(try await house.applier.undo(other.id).state == .undone)
            #expect(try await house.employments(of: beta).isEmpty)
        }
    }

    @Test("B8: who has activated by what a roster changed blocks undoing it; whose department it changed, doesn't")
    func changedAddressBlocksUndo() async throws {
        try await House.with { house in
            try await house.loadTerms()
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...3), to: acme)
            for (contacts, isBlocked) in [("ion1@acme.example,0722555001", false), ("new@acme.example,", true)] {
                let row = "1,Ion1,Pop,\(contacts),\(RosterText.cnp(1)),HR,primary"
                let roster = try await house.apply(RosterText.of([row]), to: acme, mode: .delta)
                #expect(roster.counts.changes == 1)
                if isBlocked {
                    let one = try #require(try await house.employment("1", of: acme))
                    try await activate(one, in: house)
                    await #expect(throws: RosterFailure.builtUpon) { try await house.applier.undo(roster.id) }
                } else {
                    #expect(try await house.applier.undo(roster.id).state == .undone)
                }
            }
        }
    }

    @Test("B17: who has an account is told of the new subscription, and not of a new address")
    func told() async throws {
        try await House.with { house in
            try await house.loadTerms()
            let acme = try await house.employer("ACME")
            let beta = try await house.employer("BETA")
            try await house.apply(RosterText.people(1...1), to: acme)
            try await house.store.write { _ = try house.employers.inviteDue(in: $0) }
            try await activate(try #require(try await house.employment("1", of: acme)), in: house)
            let row = "1,Ion1,Pop,new@acme.example,0722555001,\(RosterText.cnp(1)),IT,primary"
            try await house.apply(RosterText.of([row]), to: acme)
            try await house.store.write { _ = try house.employers.inviteDue(in: $0) }
            #expect(try await house.store.read { try house.messaging.due(in: $0) } == [.email: 1])
            try await house.apply(RosterText.of([row]), to: beta)
            try await house.store.write { _ = try house.employers.inviteDue(in: $0) }
            #expect(try await house.store.read { try house.messaging.due(in: $0) } == [.email: 2])
        }
    }

    @Test("Rows are forgotten after ninety days; the counts stay, and a forgotten roster can't be applied")
    func forgotten() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let applied = try await house.apply(RosterText.people(1...3), to: acme)
            let ready = try await house.upload(RosterText.people(1...4), to: acme)
            house.kit.clock.advance(days: 89)
            try await house.reader.clearOld()
            #expect(try await house.differences(of: ready).count == 1)
            house.kit.clock.advance(days: 2)
            try await house.reader.clearOld()
            #expect(try await house.differences(of: ready).isEmpty)
            #expect(try await house.differences(of: applied).isEmpty)
            let history = try await house.store.read { try house.rosters.rosters(of: acme.id, in: $0) }
            #expect(Set(history.map(\.counts.joins)) == [1, 3])
            await #expect(throws: RosterFailure.notApplicable) { try await house.applier.apply(ready.id) }
            #expect(try await house.employments(of: acme).count == 3)
        }
    }
}
