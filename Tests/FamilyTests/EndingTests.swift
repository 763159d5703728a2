import Employers
import Entitlements
import Family
import Kernel
import Store
import TestKit
import Testing

@Suite("The end of an add-on")
struct EndingTests {
    private func coverage(_ world: World, _ addOn: AddOn) async throws -> [Coverage] {
        try await world.read { session in try world.entitlements.coverages(of: addOn.person, in: session) }
    }

    @Test("B28: on the member's request an add-on ends at the end of the month; coverage and deduction end with it")
    func end() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            let ended = try await world.end(addOn)
            #expect(ended.until == (try day("2026-12-01")))
            #expect(ended.lastDay == (try day("2026-11-30")))
            #expect(ended.endReason == .requested)
            #expect(try await coverage(world, addOn).map(\.until) == [ended.until])
            #expect(try await world.payroll("2026-11").total.amount == 3500)
            #expect(try await world.payroll("2026-12").total.amount == 0)
            let letters = try await world.letters(to: world.ioana.person)
            #expect(letters.count == 2)
            #expect(letters.contains { $0.contains("ends, as you asked. The last day of coverage is 2026-11-30") })
        }
    }

    @Test("ending again changes nothing, also a month later")
    func twice() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            let ended = try await world.end(addOn)
            try world.go(to: "2026-12-24")
            #expect(try await world.end(addOn) == ended)
            #expect(try await world.letters(to: world.ioana.person).count == 2)
        }
    }

    @Test("B28: an add-on that hasn't begun never begins, and costs nothing")
    func beforeItBegins() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2027-02-01")
            let ended = try await world.end(addOn)
            #expect(ended.until == ended.startsOn)
            #expect(ended.lastDay == nil)
            for text in ["2026-12", "2027-01", "2027-02", "2027-03"] {
                #expect(try await world.payroll(text).lines.isEmpty, "\(text)")
            }
            #expect(try await coverage(world, addOn).allSatisfy { $0.until.map { $0 <= addOn.startsOn } ?? false })
            // And the same family member may be asked for again.
            _ = try await world.subscribe(startsOn: "2027-02-01")
        }
    }

    @Test("by the request's id: one that waits is withdrawn, an approved one ends, a refused one is decided")
    func byRequest() async throws {
        try await World.with { world in
            @Sendable func end(_ request: FamilyRequest) async throws -> FamilyRequest {
                try await world.write { session in
                    try world.family.end(request.id, of: world.ioana.person, in: session)
                }
            }
            let waiting = try await world.ask()
            #expect(try await end(waiting).state == .withdrawn)
            #expect(try await end(waiting).state == .withdrawn)
            await #expect(throws: FamilyFailure.alreadyDecided) { try await world.approve(waiting) }
            let approved = try await world.ask()
            _ = try await world.approve(approved, startsOn: "2026-11-01")
            #expect(try await end(approved).addOn?.until == (try day("2026-12-01")))
            let refused = try await world.ask(try World.wish("Ana"))
            try await world.write { session in
                try world.family.refuse(refused.id, for: world.acme.id, reason: "No.", in: session)
            }
            await #expect(throws: FamilyFailure.alreadyDecided) { try await end(refused) }
        }
    }

    @Test("B52: a member ends and sees only their own")
    func tenants() async throws {
        try await World.with { world in
            let dan = try await world.hire("7", "Dan", "Pop")
            let waiting = try await world.ask(try World.wish("Ana"))
            let addOn = try await world.subscribe()
            await #expect(throws: FamilyFailure.noSuchAddOn) {
                try await world.write { session in try world.family.end(addOn.id, of: dan.person, in: session) }
            }
            await #expect(throws: FamilyFailure.noSuchAddOn) {
                try await world.write { session in
                    try world.family.end(AddOnID(bits: 4), of: dan.person, in: session)
                }
            }
            await #expect(throws: FamilyFailure.noSuchRequest) {
                try await world.write { session in try world.family.end(waiting.id, of: dan.person, in: session) }
            }
            let (own, others) = try await world.read { session in
                (
                    try world.family.family(of: world.ioana.person, in: session),
                    try world.family.family(of: dan.person, in: session)
                )
            }
            #expect(own.count == 2)
            #expect(others.isEmpty)
        }
    }

    @Test("B28: when the employee leaves, the family's coverage ends with the month; taken back, it goes on")
    func leaving() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            #expect(try await world.follow() == 0)
            try await world.leave(world.ioana, lastDay: "2026-12-10")
            #expect(try await world.follow() == 1)
            #expect(try await world.follow() == 0)
            #expect(try await coverage(world, addOn).map(\.until) == [try day("2027-01-01")])
            let requests = try await world.read { session in
                try world.family.family(of: world.ioana.person, in: session)
            }
            #expect(requests.first?.addOn?.endReason == .left)
            try await world.leave(world.ioana, lastDay: nil)
            #expect(try await world.follow() == 1)
            #expect(try await coverage(world, addOn).map(\.until) == [nil])
        }
    }

    @Test("B28: an add-on that hadn't begun when the employee left never begins, and the member is told so")
    func leavingBeforeItBegins() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2027-02-01")
            try await world.leave(world.ioana, lastDay: "2026-12-10")
            #expect(try await world.follow() == 1)
            #expect(try await world.now(addOn).lastDay == nil)
            let letters = try await world.letters(to: world.ioana.person)
            #expect(letters.count == 2)
            #expect(
                letters.contains {
                    $0.contains("called off before it began, because your employment ends. Nothing is deducted.")
                }
            )
        }
    }

    @Test("B28: whose add-on goes on after all is told, and what goes on being deducted")
    func stays() async throws {
        try await World.with { world in
            _ = try await world.subscribe(startsOn: "2026-11-01")
            @Sendable func told(_ words: String) async throws -> Int {
                try await world.letters(to: world.ioana.person).count { $0.contains(words) }
            }
            try await world.leave(world.ioana, lastDay: "2026-12-10")
            _ = try await world.follow()
            try await world.leave(world.ioana, lastDay: "2027-01-10")
            _ = try await world.follow()
            #expect(try await told("The last day of coverage is 2027-01-31") == 1)
            #expect(try await told("goes on") == 0)
            try await world.leave(world.ioana, lastDay: nil)
            _ = try await world.follow()
            _ = try await world.follow()
            #expect(try await told("goes on, and so does the deduction of 35.00 RON a month") == 1)
        }
    }

    @Test("B28: whose add-on ends before its new price, though the employee stays, is told that")
    func staysWithoutConsent() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.agree(from: "2027-01-01", familyPrice: 4000)
            try await world.reprice()
            try await world.leave(world.ioana, lastDay: "2026-11-25")
            _ = try await world.follow()
            try await world.leave(world.ioana, lastDay: nil)
            _ = try await world.follow()
            #expect(try await world.now(addOn).endReason == .price)
            let letters = try await world.letters(to: world.ioana.person)
            #expect(letters.count { $0.contains("ends with 2026-12-31, unless you agree") } == 1)
            #expect(letters.allSatisfy { !$0.contains("goes on") })
        }
    }

    @Test("B8, B28: of an employment that an undone roster had brought, an add-on never begins")
    func employmentUndone() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            let (member, employment) = (world.ioana.person, world.ioana.employment)
            let had = try await world.read { try world.family.hasAddOn(member, of: employment, in: $0) }
            #expect(had)
            try await world.write { try $0.run("DELETE FROM employment WHERE id = ?1", employment) }
            #expect(try await world.follow() == 1)
            #expect(try await world.follow() == 0)
            #expect(try await coverage(world, addOn).isEmpty)
            #expect(try await world.payroll("2026-11").lines.isEmpty)
            let has = try await world.read { try world.family.hasAddOn(member, of: employment, in: $0) }
            #expect(!has)
        }
    }

    @Test("B28: the member's own end stands when the employer's is taken back")
    func bothEnds() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.leave(world.ioana, lastDay: "2027-01-15")
            _ = try await world.follow()
            #expect(try await world.end(addOn).until == (try day("2026-12-01")))
            try await world.leave(world.ioana, lastDay: nil)
            _ = try await world.follow()
            #expect(try await coverage(world, addOn).map(\.until) == [try day("2026-12-01")])
            #expect(try await world.payroll("2026-12").total.amount == 0)
        }
    }
}
