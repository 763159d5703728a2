import Employers
import Entitlements
import Kernel
import Messaging
import Store
import TestKit
import Testing

/// What several people, or several processes, do to one employer at the same time.
@Suite("Employers: at the same time")
struct RaceTests {
    /// What each of some tasks that run at once comes to.
    private func outcomes<T: Sendable>(
        of count: Int,
        _ body: @escaping @Sendable (Int) async throws -> T
    ) async throws -> [Result<T, any Error>] {
        try await atOnce(count) { index in
            do { return .success(try await body(index)) } catch { return .failure(error) }
        }
    }

    private static let first = RosterText.people(1...30)
    private static let second = RosterText.of(
        RosterText.people(4...20, package: "primary") + RosterText.people(21...28, package: "premium")
            + RosterText.people(31...40, package: "primary")
    )

    @Test("B4: ten that apply the slices of one roster at once come to what one comes to")
    func slices() async throws {
        var expected: [String] = []
        try await House.with(limits: .smallSlices) { house in
            let acme = try await house.employer()
            try await house.apply(Self.first, to: acme)
            try await house.apply(Self.second, to: acme)
            expected = try await house.picture(of: acme)
        }
        try await House.with(seed: 2, limits: .smallSlices) { [expected] house in
            let acme = try await house.employer()
            try await house.apply(Self.first, to: acme)
            let roster = try await house.upload(Self.second, to: acme)
            let applied = try await outcomes(of: 10) { _ in
                try await house.applier.apply(roster.id, confirmLeavers: roster.counts.leavers)
            }
            for outcome in applied { #expect(try outcome.get().state == .applied) }
            #expect(try await house.picture(of: acme) == expected)
            let after = try await house.store.read { try house.rosters.progress(of: roster.id, in: $0) }
            #expect(after.done == after.total)
        }
    }

    @Test("B4: of two rosters that are ready and applied at once, one is applied and the other is stale")
    func twoRosters() async throws {
        try await House.with(limits: .smallSlices) { house in
            let acme = try await house.employer()
            let rosters = [
                try await house.upload(RosterText.people(1...12), to: acme),
                try await house.upload(RosterText.people(7...20), to: acme),
            ]
            let applied = try await outcomes(of: 2) { try await house.applier.apply(rosters[$0].id) }
            #expect(applied.compactMap { try? $0.get().state } == [.applied])
            let refusals = applied.compactMap { outcome -> RosterFailure? in
                if case .failure(let refusal) = outcome { refusal as? RosterFailure } else { nil }
            }
            #expect(refusals == [.stale])
            #expect(Set([12, 14]).contains(try await house.employments(of: acme).count))
        }
    }

    @Test("B11: who comes to several employers at once is one person", arguments: 1...4)
    func samePersons(seed: Int) async throws {
        try await House.with(seed: UInt64(seed), limits: .smallSlices) { house in
            var rosters: [Roster] = []
            for (index, code) in ["ACME", "BETA", "GAMA"].enumerated() {
                let rows = RosterText.people(1...(40 + index), package: "primary")
                let text = RosterText.of(index == 1 ? rows.reversed() : rows)
                rosters.append(try await house.upload(text, to: try await house.employer(code)))
            }
            let applied = try await outcomes(of: 3) { [rosters] in try await house.applier.apply(rosters[$0].id) }
            for outcome in applied { #expect(try outcome.get().state == .applied) }
            let persons = try await house.store.read { session in
                try session.all(
                    "SELECT count(*) FROM person UNION ALL SELECT count(DISTINCT person) FROM live_employment"
                ) {
                    try $0[0] as Int
                }
            }
            #expect(persons == [42, 42])
            #expect(try await house.store.read { try $0.all(FiledKeys.mistakes) { try $0[0] as String } } == [])
        }
    }

    @Test("B8: when one takes the latest roster back and another applies the next, one of them is refused")
    func undoneMeanwhile() async throws {
        try await House.with(limits: .smallSlices) { house in
            let acme = try await house.employer()
            let latest = try await house.apply(Self.first, to: acme)
            let next = try await house.upload(RosterText.people(1...31), to: acme)
            let acts = try await outcomes(of: 2) { index in
                index == 0 ? try await house.applier.undo(latest.id) : try await house.applier.apply(next.id)
            }
            let states = acts.compactMap { try? $0.get().state }
            #expect(states == [.undone] || states == [.applied])
            #expect(try await house.employments(of: acme).count == (states == [.undone] ? 0 : 31))
        }
    }

    @Test("A roster is applied whole or forgotten, never forgotten while it is applied", arguments: 1...4)
    func forgottenMeanwhile(seed: Int) async throws {
        try await House.with(seed: UInt64(seed), limits: .smallSlices) { house in
            let acme = try await house.employer()
            let roster = try await house.upload(Self.first, to: acme)
            house.kit.clock.advance(days: 91)
            async let isCleared: Void = house.reader.clearOld()
            let state = try? await house.applier.apply(roster.id).state
            try await isCleared
            #expect(try await house.employments(of: acme).count == (state == .applied ? 30 : 0))
        }
    }

    @Test("B17: ten that invite at once invite everybody once")
    func invitations() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(Self.first, to: acme)
            let invited = try await outcomes(of: 10) { _ in
                try await house.store.write { try house.employers.inviteDue(limit: 5, in: $0) }
            }
            let count = try invited.map { try $0.get() }.reduce(0, +)
            #expect(count == 30)
            #expect(try await house.store.read { try house.messaging.due(in: $0) } == [.email: 30])
        }
    }

    @Test("B17: whoever is invited again while others are being invited gets it")
    func invitedAgain() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(Self.first, to: acme)
            while try await house.store.write({ try house.employers.inviteDue(in: $0) }) > 0 {}
            let people = try await house.employments(of: acme).map(\.employment.id)
            let acts = try await outcomes(of: 60) { index in
                try await house.store.write { session in
                    if index.isMultiple(of: 2) {
                        try house.employers.inviteAgain(people[index / 2], in: session)
                    } else {
                        try house.employers.inviteDue(in: session)
                    }
                }
            }
            for act in acts { _ = try act.get() }
            while try await house.store.write({ try house.employers.inviteDue(in: $0) }) > 0 {}
            #expect(try await house.store.read { try house.messaging.due(in: $0) } == [.email: 60])
        }
    }

    @Test("B1: of ten that open an account with one code, one does")
    func sameCode() async throws {
        try await House.with { house in
            let new = try NewEmployer.named("ACME")
            let opened = try await outcomes(of: 10) { _ in
                try await house.store.write { try house.employers.open(new, in: $0) }
            }
            #expect(opened.count { (try? $0.get()) != nil } == 1)
            for case .failure(let refusal) in opened { #expect(refusal as? EmployersFailure == .employerCodeTaken) }
        }
    }

    @Test("B1: of agreements from the same day that come at once, one holds, and the others are it or are refused")
    func sameDay() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let (primary, from) = (try package("primary"), try day("2026-12-01"))
            let added = try await outcomes(of: 10) { index in
                let price = Money(amount: index.isMultiple(of: 2) ? 100 : 200, currency: acme.currency)
                return try await house.store.write { session in
                    try house.employers.addAgreement(
                        acme.id,
                        from: from,
                        prices: [primary: PackagePrice(price: price, familyPrice: price)],
                        in: session
                    )
                }
            }
            #expect(added.count { (try? $0.get()) != nil } == 5)
            for case .failure(let refusal) in added {
                #expect(refusal as? EmployersFailure == .agreementExists(mayBeReplaced: true))
            }
            #expect(try await house.store.read { try house.employers.agreements(of: acme.id, in: $0).count } == 1)
        }
    }

    @Test("B1: a suspension and an end that come at once both hold")
    func suspendedAndEnded() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let (suspended, ended) = (try day("2026-12-10"), try day("2026-12-20"))
            let acts = try await outcomes(of: 2) { index in
                try await house.store.write { session in
                    if index == 0 {
                        try house.employers.suspend(acme.id, from: suspended, reason: "Unpaid", in: session)
                    } else {
                        try house.employers.end(acme.id, from: ended, in: session)
                    }
                }
            }
            for act in acts { try act.get() }
            let after = try await house.store.read { try house.employers.employer(acme.id, in: $0) }
            #expect(after.openSuspension?.span.from == suspended)
            #expect(after.endedFrom == ended)
            let told = try await house.store.read { session in
                try session.first("SELECT refused FROM sponsor WHERE id = ?1", acme.id) { try $0[0] as DaySpans }
            }
            #expect(told == DaySpans([DaySpan(from: suspended, until: nil)]))
        }
    }
}
