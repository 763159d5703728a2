import Dispatch
import Entitlements
import Kernel
import Store
import Synchronization
import TestKit
import Testing

@testable import Employers

/// Applications that stop half way, and what everybody sees meanwhile.
@Suite("Employers: slices, crashes and undo")
struct CrashTests {
    private static let first = RosterText.people(1...30)
    private static let second = RosterText.of(
        RosterText.people(4...20, package: "primary") + RosterText.people(21...28, package: "premium")
            + RosterText.people(31...40, package: "primary")
    )

    @Test("B4: stopped after any slice and resumed, it comes out as if it had run through", arguments: 0...18)
    func resumed(slices: Int) async throws {
        var expected: [String] = []
        try await House.with(limits: .smallSlices) { house in
            let acme = try await house.employer()
            try await house.apply(Self.first, to: acme)
            try await house.apply(Self.second, to: acme)
            expected = try await house.picture(of: acme) + house.filed()
            #expect(try await house.store.read { try $0.all(FiledKeys.mistakes) { try $0[0] as String } } == [])
        }
        try await House.with(seed: 2, limits: .smallSlices) { [expected] house in
            let acme = try await house.employer()
            try await house.apply(Self.first, to: acme)
            let roster = try await house.upload(Self.second, to: acme)
            try await house.store.write { session in
                _ = try house.rosters.beginApplication(of: roster.id, confirmLeavers: roster.counts.leaves, in: session)
            }
            for _ in 0..<slices { _ = try await house.applyStep(of: roster.id) }
            // Another day breaks before the program is started again: what had begun keeps its own.
            house.kit.clock.advance(days: 40)
            try await house.applier.finish(roster.id)
            house.kit.clock.advance(days: -40)
            let found = try await house.picture(of: acme) + house.filed()
            #expect(found == expected)
        }
    }

    @Test(
        "B11: who comes to a second employer between any two steps of the first's is the same person",
        arguments: 0...18
    )
    func samePersons(steps: Int) async throws {
        try await House.with(limits: .smallSlices) { house in
            let acme = try await house.employer("ACME")
            let beta = try await house.employer("BETA")
            let roster = try await house.upload(RosterText.people(1...20), to: acme)
            try await house.store.write { _ = try house.rosters.beginApplication(of: roster.id, in: $0) }
            for _ in 0..<steps { _ = try await house.applyStep(of: roster.id) }
            // Some in slices, and some one by one: who has neither e-mail nor phone.
            let others = (11...30).map { number in
                number.isMultiple(of: 3)
                    ? "\(number),Ion\(number),Pop,,,\(RosterText.cnp(number)),IT,primary"
                    : RosterText.people(number...number, package: "primary")[0]
            }
            try await house.apply(RosterText.of(others), to: beta)
            try await house.applier.finish(roster.id)
            let persons = try await house.store.read { session in
                try session.all(
                    "SELECT count(*) FROM person UNION ALL SELECT count(DISTINCT person) FROM live_employment"
                ) {
                    try $0[0] as Int
                }
            }
            #expect(persons == [30, 30])
            #expect(try await house.store.read { try $0.all(FiledKeys.mistakes) { try $0[0] as String } } == [])
        }
    }

    @Test("B4: until the last slice is in, nobody sees any of it; then all of it")
    func atomic() async throws {
        try await House.with(limits: .smallSlices) { house in
            let acme = try await house.employer()
            try await house.apply(Self.first, to: acme)
            let before = try await house.picture(of: acme)
            let roster = try await house.upload(Self.second, to: acme)
            try await house.store.write { session in
                _ = try house.rosters.beginApplication(of: roster.id, confirmLeavers: roster.counts.leaves, in: session)
            }
            var progress = 0.0
            while try await house.applyStep(of: roster.id) {
                #expect(try await house.picture(of: acme) == before)
                #expect(try await house.store.write { try house.employers.inviteDue(limit: 50, in: $0) } <= 30)
                let now = try await house.store.read { try house.rosters.roster(roster.id, in: $0) }
                #expect(now.state == .applying)
                #expect(now.progress >= progress && now.progress <= 1)
                progress = now.progress
            }
            let after = try await house.picture(of: acme)
            #expect(after != before)
            #expect(after.count == 40)
        }
    }

    @Test("B4: an application and a comparison of one employer don't overlap: the second waits, and is right")
    func comparisonWaits() async throws {
        try await House.with(limits: .smallSlices) { house in
            let acme = try await house.employer()
            let one = try await house.upload(Self.first, to: acme)
            try await house.store.write { _ = try house.rosters.beginApplication(of: one.id, in: $0) }
            async let other = house.upload(Self.first, to: acme)
            try await house.applier.finish(one.id)
            let roster = try await other
            #expect(roster.counts.unchanged == 30)
            #expect(try await house.applier.apply(roster.id).state == .applied)
        }
    }

    @Test("B4: many that apply at once do each slice once")
    func race() async throws {
        try await House.with(limits: .smallSlices) { house in
            let acme = try await house.employer()
            let roster = try await house.upload(Self.first, to: acme)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { try await house.applier.apply(roster.id) } }
                try await group.waitForAll()
            }
            let numbers = try await house.employments(of: acme).map(\.employment.employeeNumber)
            #expect(numbers.count == 30)
            #expect(Set(numbers).count == 30)
        }
    }

    @Test("B8: the latest application is undone whole; then it can be made again, and only the latest can be undone")
    func undone() async throws {
        try await House.with(limits: .smallSlices) { house in
            let acme = try await house.employer()
            let first = try await house.apply(Self.first, to: acme)
            let before = try await house.picture(of: acme)
            let second = try await house.apply(Self.second, to: acme)
            let after = try await house.picture(of: acme)
            await #expect(throws: RosterFailure.notLatest) { try await house.applier.undo(first.id) }
            let undone = try await house.applier.undo(second.id)
            #expect(undone.state == .undone)
            #expect(try await house.picture(of: acme) == before)
            #expect(try await house.applier.undo(second.id).state == .undone)
            await #expect(throws: RosterFailure.notApplicable) { try await house.applier.apply(second.id) }
            try await house.apply(Self.second, to: acme)
            #expect(try await house.picture(of: acme) == after)
        }
    }

    @Test("An interrupted reading fails once it has been silent for long; nothing of it is left")
    func interruptedReading() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let roster = try await house.store.write { try house.rosters.open(for: acme.id, mode: .full, in: $0) }
            house.kit.clock.advance(seconds: 60)
            try await house.reader.failInterrupted()
            #expect(try await house.store.read { try house.rosters.roster(roster.id, in: $0).state } == .reading)
            house.kit.clock.advance(seconds: 600)
            try await house.reader.failInterrupted()
            let failed = try await house.store.read { try house.rosters.roster(roster.id, in: $0) }
            #expect(failed.problem == .interrupted)
        }
    }

    @Test("Whoever goes on with a reading that was ended meanwhile finds nobody leaving")
    func endedReading() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...3), to: acme)
            let roster = try await house.store.write { try house.rosters.open(for: acme.id, mode: .full, in: $0) }
            var upload = try RosterUpload(roster.id)
            try upload.append(Array(RosterText.people(1...2).utf8))
            let ended = try await house.reader.read(roster.id, upload.finish()) { progress in
                guard progress.done == progress.total else { return }
                // All rows are compared, and who leaves isn't known yet: somebody else ends the reading.
                let isEnded = DispatchSemaphore(value: 0)
                Task {
                    try? await house.reader.fail(roster.id, with: .interrupted)
                    isEnded.signal()
                }
                isEnded.wait()
            }
            #expect(ended.problem == .interrupted)
            let leavers = try await house.store.read { session in
                try session.first("SELECT count(*) FROM roster_leave") { try $0[0] as Int }
            }
            #expect(leavers == 0)
        }
    }
}

extension House {
    /// Does the next slice of an application, or files the next part of its keys. Returns whether there is more to do.
    fileprivate func applyStep(of roster: RosterID) async throws -> Bool {
        let next = try await store.write { [rosters] in try rosters.applySlice(of: roster, in: $0) }
        if next == .keys {
            // Asked before a kind is sorted, and after each part of it.
            let asked = Mutex(0)
            let isEnding: @Sendable () -> Bool = {
                asked.withLock { times in
                    times += 1
                    return times > 1
                }
            }
            try await KeyFiling(rosters: rosters, store: store, isEnding: isEnding).run(roster)
        }
        return next != .nothing
    }

    /// How many keys people and employments are found by, and what is wrong with them.
    fileprivate func filed() async throws -> [String] {
        try await store.read { session in
            try [
                "SELECT contact FROM profile_contact ORDER BY contact, source",
                "SELECT sort_name FROM employment_name ORDER BY sort_name, employment",
                "SELECT 'a national id' FROM employment_national_id",
                FiledKeys.mistakes,
            ].flatMap { try session.all($0) { try $0[0] as String } }
        }
    }
}
