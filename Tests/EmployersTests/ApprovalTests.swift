import Employers
import Kernel
import Store
import TestKit
import Testing

/// An employer that asks for a second pair of eyes.
@Suite("Employers: a second HR user's approval")
struct ApprovalTests {
    private let uploader = LoginID(bits: 1)
    private let colleague = LoginID(bits: 2)
    private let third = LoginID(bits: 3)

    /// A house with a careful employer, and one roster that waits.
    private func waiting(_ body: (House, Employer, Roster) async throws -> Void) async throws {
        try await House.with { house in
            let opened = try await house.employer()
            let acme = try await house.store.write { session in
                try house.employers.setApproval(opened.id, isNeeded: true, in: session)
            }
            #expect(acme.needsApproval)
            let roster = try await house.upload(RosterText.people(1...3), to: acme, by: uploader)
            #expect(roster.needsApproval)
            #expect(roster.approvals.isEmpty)
            try await body(house, acme, roster)
        }
    }

    private func approve(_ roster: Roster, by login: LoginID, in house: House) async throws -> Roster {
        try await house.store.write { try house.rosters.approve(roster.id, by: login, in: $0) }
    }

    /// Who applies, who has approved, and what comes of it.
    @Test(
        "B11a: somebody must have approved who neither uploaded nor applies",
        arguments: [
            (approvers: [], applier: 1, isRefused: true), (approvers: [], applier: 2, isRefused: true),
            (approvers: [2], applier: 2, isRefused: true), (approvers: [2], applier: 1, isRefused: false),
            (approvers: [2], applier: 3, isRefused: false), (approvers: [2, 3], applier: 2, isRefused: false),
            (approvers: [2], applier: nil, isRefused: false), (approvers: [], applier: nil, isRefused: true),
        ] as [(approvers: [UInt128], applier: UInt128?, isRefused: Bool)]
    )
    func table(approvers: [UInt128], applier: UInt128?, isRefused: Bool) async throws {
        try await waiting { house, acme, roster in
            for approver in approvers { _ = try await approve(roster, by: LoginID(bits: approver), in: house) }
            let login = applier.map { LoginID(bits: $0) }
            if isRefused {
                await #expect(throws: RosterFailure.notApproved) {
                    try await house.applier.apply(roster.id, by: login)
                }
                #expect(try await house.employments(of: acme).isEmpty)
            } else {
                let applied = try await house.applier.apply(roster.id, by: login)
                #expect(applied.state == .applied)
                #expect(applied.approvals.map(\.login) == approvers.map { LoginID(bits: $0) })
            }
        }
    }

    @Test("B11a: the uploader can't approve; saying yes twice is once, and says when it was said first")
    func once() async throws {
        try await waiting { house, _, roster in
            await #expect(throws: RosterFailure.ownRoster) { try await approve(roster, by: uploader, in: house) }
            let first = try await approve(roster, by: colleague, in: house)
            house.kit.clock.advance(seconds: 60)
            let second = try await approve(roster, by: colleague, in: house)
            #expect(second.approvals == first.approvals)
            #expect(first.approvals.map(\.login) == [colleague])
            #expect(first.approvals.map(\.at) == [.testStart])
        }
    }

    @Test("B11a: a yes is for exactly one roster: the same file again needs another one")
    func exactlyThis() async throws {
        try await waiting { house, acme, roster in
            _ = try await approve(roster, by: colleague, in: house)
            let again = try await house.upload(RosterText.people(1...3), to: acme, by: uploader)
            await #expect(throws: RosterFailure.notApproved) {
                try await house.applier.apply(again.id, by: uploader)
            }
            try await house.applier.apply(roster.id, by: uploader)
            // What another roster has overtaken is nothing to say yes to.
            await #expect(throws: RosterFailure.stale) { try await approve(again, by: colleague, in: house) }
            await #expect(throws: RosterFailure.notApplicable) { try await approve(roster, by: third, in: house) }
        }
    }

    @Test("B11a: a held roster needs both, the number and the yes")
    func held() async throws {
        try await waiting { house, acme, roster in
            _ = try await approve(roster, by: colleague, in: house)
            try await house.applier.apply(roster.id, by: uploader)
            let more = try await house.upload(RosterText.people(1...20), to: acme, by: uploader)
            _ = try await approve(more, by: colleague, in: house)
            try await house.applier.apply(more.id, by: uploader)
            let held = try await house.upload(RosterText.people(1...5), to: acme, by: uploader)
            #expect(held.state == .held)
            await #expect(throws: RosterFailure.notApproved) {
                try await house.applier.apply(held.id, confirmLeavers: 15, by: uploader)
            }
            _ = try await approve(held, by: colleague, in: house)
            await #expect(throws: RosterFailure.leaversNotConfirmed(leavers: 15)) {
                try await house.applier.apply(held.id, by: uploader)
            }
            #expect(try await house.applier.apply(held.id, confirmLeavers: 15, by: uploader).state == .applied)
        }
    }

    @Test("B11a: without the setting nobody is asked; what was read before it was switched on asks too")
    func switched() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let roster = try await house.upload(RosterText.people(1...3), to: acme, by: uploader)
            #expect(!roster.needsApproval)
            try await house.store.write { _ = try house.employers.setApproval(acme.id, isNeeded: true, in: $0) }
            await #expect(throws: RosterFailure.notApproved) {
                try await house.applier.apply(roster.id, by: uploader)
            }
            try await house.store.write { _ = try house.employers.setApproval(acme.id, isNeeded: false, in: $0) }
            #expect(try await house.applier.apply(roster.id, by: uploader).state == .applied)
        }
    }

    @Test("B11a: ten yeses, and applications, and the setting at once: applied only behind a yes", arguments: 1...4)
    func race(seed: Int) async throws {
        try await waiting { house, acme, roster in
            let acts = try await atOnce(24) { index in
                do {
                    switch index % 3 {
                    case 0:
                        // Two users say yes, again and again.
                        let login = LoginID(bits: UInt128(2 + index % 2))
                        return try await house.store.write {
                            try house.rosters.approve(roster.id, by: login, in: $0).approvals.isEmpty
                        }
                    case 1:
                        let applied = try await house.applier.apply(roster.id, by: LoginID(bits: 1))
                        return applied.approvals.isEmpty
                    default:
                        return try await house.store.write { session in
                            try !house.employers.setApproval(acme.id, isNeeded: true, in: session).needsApproval
                        }
                    }
                } catch RosterFailure.notApproved, RosterFailure.notApplicable {
                    return false
                }
            }
            // Nobody ever saw it applied, or approved, without a yes.
            #expect(!acts.contains(true))
            let after = try await house.store.read { try house.rosters.roster(roster.id, in: $0) }
            #expect(Set(after.approvals.map(\.login)).count == after.approvals.count)
            #expect((1...2).contains(after.approvals.count))
        }
    }
}
