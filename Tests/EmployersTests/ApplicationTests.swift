import Employers
import Entitlements
import Kernel
import People
import Store
import TestKit
import Testing

/// What applying does, and that it does it once, whole, and in nobody's way.
@Suite("Employers: applying")
struct ApplicationTests {
    @Test("B4: applying twice changes nothing, and the same file again shows no difference")
    func twiceIsOnce() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let roster = try await house.upload(RosterText.people(1...9), to: acme)
            let first = try await house.applier.apply(roster.id)
            let before = try await house.employments(of: acme)
            house.kit.clock.advance(seconds: 60)
            let second = try await house.applier.apply(roster.id)
            #expect(first == second)
            #expect(try await house.employments(of: acme) == before)
            let again = try await house.upload(RosterText.people(1...9), to: acme)
            #expect(again.sha256 == roster.sha256)
            #expect(again.counts.unchanged == 9)
            try await house.applier.apply(again.id)
            #expect(try await house.employments(of: acme) == before)
        }
    }

    @Test("B3, B4: what the preview counted is what applying does")
    func previewIsApplied() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...30), to: acme)
            let rows =
                RosterText.people(3...20, package: "primary") + RosterText.people(21...28, package: "premium")
                + RosterText.people(31...40, package: "primary")
            let roster = try await house.apply(RosterText.of(rows), to: acme)
            #expect(roster.state == .applied)
            let people = try await house.employments(of: acme)
            #expect(roster.counts.joins == people.count - 30)
            #expect(roster.counts.leaves == people.count { $0.employment.endsOn != nil })
            #expect(roster.counts.changes == people.count { $0.employment.package.text == "premium" })
            #expect(roster.counts.unchanged == 18)
        }
    }

    @Test("B9: A, then B, then A again gives A: who left by absence today is back as before")
    func andBack() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let everybody = RosterText.people(1...12)
            try await house.apply(everybody, to: acme)
            let before = try await house.employments(of: acme).map(\.employment)
            let source = try #require(before.first { $0.employeeNumber == "2" })
            let coverage = try await coverages(house, of: source)
            try await house.apply(RosterText.people(1...1), to: acme)
            #expect(try await house.employments(of: acme).count { $0.employment.endsOn != nil } == 11)
            let roster = try await house.apply(everybody, to: acme)
            #expect(roster.counts.changes == 11)
            #expect(try await house.employments(of: acme).map(\.employment) == before)
            #expect(try await coverages(house, of: source) == coverage)
        }
    }

    @Test("B9: a leaver found by absence ends today, coverage at the end of the month")
    func leaver() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...3), to: acme)
            try await house.apply(RosterText.people(1...2), to: acme)
            let leaver = try #require(try await house.employment("3", of: acme))
            // Inside, the end is the day after the last.
            #expect(leaver.endsOn == (try day("2026-11-21")))
            #expect(try await coverages(house, of: leaver) == ["primary 2026-11-20 2026-12-01"])
            house.kit.clock.advance(days: 1)
            #expect(try await house.employments(of: acme).map(\.state) == [.invited, .invited, .ended])
        }
    }

    @Test("Who is who: after the end, a number that comes back is a new employment of the same person")
    func comesBack() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...3), to: acme)
            try await house.apply(RosterText.people(1...2), to: acme)
            let old = try #require(try await house.employment("3", of: acme))
            house.kit.clock.advance(days: 30)
            let roster = try await house.upload(RosterText.people(1...3), to: acme)
            #expect(roster.counts.joins == 1)
            #expect(try await house.differences(of: roster, .join).map(\.isReturn) == [true])
            try await house.applier.apply(roster.id)
            let new = try #require(try await house.employment("3", of: acme))
            #expect(new.id != old.id)
            #expect(new.person == old.person)
            #expect(new.endsOn == nil)
            #expect(try await coverages(house, of: new) == ["primary 2026-12-20 -"])
            #expect(try await house.employments(of: acme).count == 4)
            let again = try await house.upload(RosterText.people(1...3), to: acme)
            #expect(again.counts.unchanged == 3)
            let all = try await house.store.read { try house.employers.employments(of: old.person, in: $0) }
            #expect(all.map(\.id) == [old.id, new.id])
        }
    }

    @Test(
        "B9: a start in the future joins then; an end that HR gives is the last day, and coverage ends with its month"
    )
    func dates() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let header = "employee_number,given_name,family_name,package,start_date,end_date\n"
            let text =
                header
                + "1,A,A,primary,2026-12-10,\n2,B,B,primary,2020-01-01,15.01.2027\n3,C,C,primary,2020-01-01,2026-10-02\n"
            try await house.apply(text, to: acme)
            let people = try await house.employments(of: acme)
            #expect(people.map(\.state) == [.upcoming, .invited, .ended])
            #expect(try await coverages(house, of: people[0].employment) == ["primary 2026-12-10 -"])
            #expect(try await coverages(house, of: people[1].employment) == ["primary 2026-11-20 2027-02-01"])
            #expect(try await coverages(house, of: people[2].employment).isEmpty)
            #expect(try await house.upload(text, to: acme).counts.unchanged == 3)
            // The start moves, the end is taken back, and the one that is over returns.
            let moved = header + "1,A,A,primary,2027-01-04,\n2,B,B,primary,2020-01-01,\n3,C,C,primary,2020-01-01,\n"
            let roster = try await house.apply(moved, to: acme)
            #expect([roster.counts.joins, roster.counts.changes] == [1, 2])
            let after = try await house.employments(of: acme).map(\.employment)
            #expect(try await coverages(house, of: after[0]) == ["primary 2027-01-04 -"])
            #expect(try await coverages(house, of: after[1]) == ["primary 2026-11-20 -"])
            let back = try #require(try await house.employment("3", of: acme))
            #expect(try await coverages(house, of: back) == ["primary 2026-11-20 -"])
            #expect(try await house.upload(moved, to: acme).counts.unchanged == 3)
        }
    }

    @Test("B12: an employment that was ended before it began is over, and isn't to come")
    func endedBeforeItBegan() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let header = "employee_number,given_name,family_name,package,start_date\n1,A,A,primary,2020-01-01\n"
            try await house.apply(header + "2,B,B,primary,2027-02-01\n", to: acme)
            try await house.apply(header, to: acme)
            let people = try await house.employments(of: acme)
            #expect(people.map(\.state) == [.invited, .ended])
            func numbers(_ state: EmploymentState) async throws -> [String] {
                let query = EmploymentQuery(state: state)
                let page = try await house.store.read { try house.employers.employments(of: acme.id, query, in: $0) }
                return page.items.map(\.employment.employeeNumber)
            }
            #expect(try await numbers(.upcoming) == [])
            #expect(try await numbers(.ended) == ["2"])
            house.kit.clock.advance(days: 100)
            #expect(try await numbers(.ended) == ["2"])
        }
    }

    @Test("B9: who was to come and is missing never was; back in the file, they are to come again")
    func neverCame() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let header = "employee_number,given_name,family_name,package,start_date\n1,A,A,primary,2020-01-01\n"
            let text = header + "2,B,B,primary,2026-12-10\n"
            try await house.apply(text, to: acme)
            try await house.apply(header, to: acme)
            let gone = try #require(try await house.employment("2", of: acme))
            #expect(try await coverages(house, of: gone).isEmpty)
            #expect(try await house.upload(header, to: acme).counts.leaves == 0)
            try await house.apply(text, to: acme)
            let back = try #require(try await house.employment("2", of: acme))
            #expect(back.id == gone.id)
            #expect(try await coverages(house, of: back) == ["primary 2026-12-10 -"])
        }
    }

    @Test("B9: a change of package holds from the day it is applied")
    func package() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...1), to: acme)
            house.kit.clock.advance(days: 5)
            try await house.apply(RosterText.of(RosterText.people(1...1, package: "Premium")), to: acme)
            let employment = try #require(try await house.employment("1", of: acme))
            #expect(
                try await coverages(house, of: employment)
                    == ["primary 2026-11-20 2026-11-25", "premium 2026-11-25 -"]
            )
        }
    }

    @Test("B11: one national id at two employers is one person with two employments; a preview doesn't say so")
    func twoEmployers() async throws {
        try await House.with { house in
            let acme = try await house.employer("ACME")
            let beta = try await house.employer("BETA")
            try await house.apply(RosterText.people(1...1), to: acme)
            let roster = try await house.upload(RosterText.people(1...1), to: beta)
            let join = try await house.differences(of: roster, .join).first
            #expect(join?.employment == nil)
            #expect(join?.isReturn == false)
            try await house.applier.apply(roster.id)
            let one = try #require(try await house.employment("1", of: acme))
            let other = try #require(try await house.employment("1", of: beta))
            #expect(one.person == other.person)
            let current = try await house.store.read {
                try house.employers.currentEmployments(of: one.person, in: $0).map(\.employer)
            }
            #expect(Set(current) == [acme.id, beta.id])
        }
    }

    @Test("B4: a roster compared before another was applied is stale; one still in reading or failed can't be applied")
    func stale() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let one = try await house.upload(RosterText.people(1...3), to: acme)
            let other = try await house.upload(RosterText.people(1...4), to: acme)
            try await house.applier.apply(one.id)
            await #expect(throws: RosterFailure.stale) { try await house.applier.apply(other.id) }
            let failed = try await house.upload("", to: acme)
            await #expect(throws: RosterFailure.notApplicable) { try await house.applier.apply(failed.id) }
            let open = try await house.store.write { try house.rosters.open(for: acme.id, mode: .full, in: $0) }
            await #expect(throws: RosterFailure.notReady) { try await house.applier.apply(open.id) }
        }
    }

    private func coverages(_ house: House, of employment: Employment) async throws -> [String] {
        try await house.store.read { session in
            try house.entitlements.coverages(from: employment.source, in: session).map { coverage in
                "\(coverage.package) \(coverage.from) \(coverage.until.map(\.description) ?? "-")"
            }
        }
    }
}
