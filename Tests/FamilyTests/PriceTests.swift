import Employers
import Entitlements
import Family
import Kernel
import Messaging
import People
import Store
import TestKit
import Testing

/// It is 2026-11-20; Ioana's add-on for her husband costs 35.00 a month.
@Suite("A new price")
struct PriceTests {
    private func coverage(_ world: World, _ addOn: AddOn) async throws -> [Day?] {
        try await world.read { session in
            try world.entitlements.coverages(of: addOn.person, in: session).map(\.until)
        }
    }

    private func totals(_ world: World, _ months: [String]) async throws -> [Int64] {
        var totals: [Int64] = []
        for month in months { totals.append(try await world.payroll(month).total.amount) }
        return totals
    }

    private func mails(_ world: World, saying words: String) async throws -> Int {
        try await world.letters(to: world.ioana.person).count { $0.contains(words) }
    }

    @Test(
        "B23: a higher price is announced before its month; without a consent the add-on ends, and the deduction with it"
    )
    func withoutConsent() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.agree(from: "2027-01-01", familyPrice: 4000)
            #expect(try await world.reprice() == 1)
            #expect(try await world.reprice() == 0)
            let told = try await world.now(addOn)
            #expect(told.offer?.price.amount == 4000)
            #expect(told.offer?.from == (try day("2027-01-01")))
            #expect(told.until == (try day("2027-01-01")))
            #expect(told.endReason == .price)
            #expect(try await coverage(world, addOn) == [try day("2027-01-01")])
            #expect(try await totals(world, ["2026-11", "2026-12", "2027-01", "2027-02"]) == [3500, 3500, 0, 0])
            #expect(try await mails(world, saying: "costs 40.00 RON a month") == 1)
            #expect(try await mails(world, saying: "until 2026-12-31") == 1)
            try world.go(to: "2027-01-01")
            await #expect(throws: FamilyFailure.noNewPrice) { try await world.consent(to: 4000, of: addOn) }
            #expect(try await world.reprice() == 0)
            // The same family member may be asked for anew, at the new price.
            #expect(try await world.ask().price.amount == 4000)
        }
    }

    @Test("B23: with a new consent it goes on, and costs the new price from its month on; the consent is kept")
    func withConsent() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.agree(from: "2026-12-15", familyPrice: 4000)
            try await world.reprice()
            let consented = try await world.consent(to: 4000, of: addOn)
            #expect(consented.offer == nil)
            #expect(consented.until == nil)
            #expect(consented.price.amount == 4000)
            #expect(consented.pricedFrom == (try month("2027-01")))
            #expect(try await coverage(world, addOn) == [nil])
            #expect(try await totals(world, ["2026-11", "2026-12", "2027-01", "2027-02"]) == [3500, 3500, 4000, 4000])
            // Sent twice it changes nothing.
            #expect(try await world.consent(to: 4000, of: addOn) == consented)
            #expect(try await world.reprice() == 0)
            let kept = try await world.read { session in
                try session.all("SELECT month, price, consent_version FROM add_on_price ORDER BY month") { row in
                    "\(try row[0] as String) \(try row[1] as Int64) \(try row[2] as String? ?? "-")"
                }
            }
            #expect(kept == ["2026-11 3500 -", "2027-01 4000 2026-01"])
        }
    }

    @Test("the consent is the member's own, to the price that was announced, and to the text that holds")
    func whose() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            await #expect(throws: FamilyFailure.noNewPrice) { try await world.consent(to: 3500, of: addOn) }
            try await world.agree(from: "2027-01-01", familyPrice: 4000)
            try await world.reprice()
            let other = try await world.hire("10059", "Radu", "Popa")
            await #expect(throws: FamilyFailure.noSuchAddOn) {
                try await world.consent(to: 4000, of: addOn, by: other.person)
            }
            await #expect(throws: FamilyFailure.priceChanged(now: Money(amount: 4000, currency: try ron()))) {
                try await world.consent(to: 3900, of: addOn)
            }
            await #expect(throws: PeopleFailure.consentNotCurrent) {
                try await world.consent(to: 4000, of: addOn, version: "2020-01")
            }
            #expect(try await world.now(addOn).endReason == .price)
        }
    }

    @Test("a lower price counts from its month on without a consent, and is told")
    func lower() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.agree(from: "2026-12-01", familyPrice: 3000)
            #expect(try await world.reprice() == 1)
            #expect(try await world.reprice() == 0)
            #expect(try await world.now(addOn).until == nil)
            #expect(try await totals(world, ["2026-11", "2026-12", "2027-01"]) == [3500, 3000, 3000])
            #expect(try await mails(world, saying: "costs less: 30.00 RON a month") == 1)
        }
    }

    @Test(
        "who is told late has a week: the price counts from the month after",
        arguments: [("2026-11-24", 0), ("2026-11-25", 3500)]
    )
    func notice(today: String, december: Int64) async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try world.go(to: today)
            try await world.agree(from: "2026-12-01", familyPrice: 4000)
            try await world.reprice()
            #expect(try await totals(world, ["2026-12", "2027-01"]) == [december, 0])
            try await world.consent(to: 4000, of: addOn)
            #expect(try await totals(world, ["2026-12", "2027-01"]) == [december == 0 ? 4000 : 3500, 4000])
        }
    }

    @Test("B26: a month that is closed keeps its price; the new one counts from the next that is open")
    func closed() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.close("2026-12")
            try await world.agree(from: "2026-12-01", familyPrice: 4000)
            try await world.reprice()
            #expect(try await world.now(addOn).offer?.from == (try day("2027-01-01")))
            #expect(try await totals(world, ["2026-12", "2027-01"]) == [3500, 0])
        }
    }

    @Test("a month that is closed before the member consents is made good by an adjustment in the next")
    func consentAfterClosing() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.agree(from: "2026-12-01", familyPrice: 4000)
            try await world.reprice()
            try await world.close("2026-12")
            #expect(try await totals(world, ["2026-12"]) == [0])
            try await world.consent(to: 4000, of: addOn)
            #expect(try await totals(world, ["2026-12", "2027-01", "2027-02"]) == [0, 8000, 4000])
        }
    }

    @Test("an announced price that another agreement takes back needs no consent any more")
    func takenBack() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.agree(from: "2026-11-25", familyPrice: 4000)
            try await world.reprice()
            try await world.agree(from: "2026-11-28", familyPrice: 3500)
            #expect(try await world.reprice() == 1)
            let after = try await world.now(addOn)
            #expect(after.offer == nil)
            #expect(after.until == nil)
            #expect(try await coverage(world, addOn) == [nil])
            #expect(try await mails(world, saying: "goes on at 35.00 RON a month") == 1)
        }
    }

    @Test("an announced price that changes again is announced again, and only the latest can be consented to")
    func changedAgain() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.agree(from: "2026-11-25", familyPrice: 4000)
            try await world.reprice()
            try await world.agree(from: "2026-11-28", familyPrice: 4500)
            #expect(try await world.reprice() == 1)
            await #expect(throws: FamilyFailure.priceChanged(now: Money(amount: 4500, currency: try ron()))) {
                try await world.consent(to: 4000, of: addOn)
            }
            try await world.consent(to: 4500, of: addOn)
            #expect(try await totals(world, ["2026-11", "2026-12"]) == [3500, 4500])
        }
    }

    @Test(
        "who was told that it ends relies on that: in the last week no other agreement moves the end without a consent"
    )
    func announcedEndStands() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.agree(from: "2026-11-25", familyPrice: 4000)
            try await world.reprice()
            try world.go(to: "2026-11-30")
            for (from, price) in [("2026-11-27", 4500), ("2026-11-28", 3500), ("2026-11-29", 3000)] as [(String, Int64)]
            {
                try await world.agree(from: from, familyPrice: price)
                #expect(try await world.reprice() == 1)
                #expect(try await world.now(addOn).until == (try day("2026-12-01")))
                #expect(try await world.now(addOn).offer?.price.amount == price)
            }
            #expect(try await totals(world, ["2026-11", "2026-12", "2027-01"]) == [3500, 0, 0])
            try await world.consent(to: 3000, of: addOn)
            #expect(try await totals(world, ["2026-11", "2026-12", "2027-01"]) == [3500, 3000, 3000])
        }
    }

    @Test("an add-on that begins in the past costs what the agreements said of each month since")
    func backdated() async throws {
        try await World.with { world in
            try await world.agree(from: "2026-10-01", familyPrice: 3000)
            try await world.agree(from: "2026-11-01", familyPrice: 3600)
            try await world.agree(from: "2026-12-01", familyPrice: 3500)
            let addOn = try await world.subscribe(startsOn: "2026-08-15")
            #expect(
                try await totals(world, ["2026-08", "2026-09", "2026-10", "2026-11", "2026-12", "2027-01"])
                    == [3500, 3500, 3000, 3500, 3500, 3500]
            )
            #expect(try await world.reprice() == 0)
            #expect(try await world.now(addOn).until == nil)
            #expect(
                try await mails(world, saying: "35.00 RON, from 2026-10-01 on 30.00 RON, from 2026-11-01 on 35.00 RON")
                    == 1
            )
        }
    }

    @Test("a price that was shown and consented to when asking isn't asked about again")
    func shownBefore() async throws {
        try await World.with { world in
            try await world.agree(from: "2026-12-01", familyPrice: 4000)
            let request = try await world.ask()
            #expect(request.price.amount == 4000)
            let addOn = try await world.approve(request, startsOn: "2026-11-10")
            #expect(try await world.reprice() == 0)
            #expect(try await world.now(addOn).until == nil)
            #expect(try await totals(world, ["2026-11", "2026-12", "2027-01"]) == [3500, 4000, 4000])
        }
    }

    @Test("a lower price needs no notice: told in the last week it counts from the next month on")
    func lowerAtOnce() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try world.go(to: "2026-11-30")
            try await world.agree(from: "2026-12-01", familyPrice: 3000)
            try await world.reprice()
            #expect(try await world.now(addOn).until == nil)
            #expect(try await totals(world, ["2026-11", "2026-12", "2027-01"]) == [3500, 3000, 3000])
        }
    }

    @Test("a lower price that was a slip and is mended before its month asks nobody for a consent")
    func mendedSlip() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.agree(from: "2026-12-01", familyPrice: 350)
            try await world.reprice()
            #expect(try await totals(world, ["2026-12"]) == [350])
            try await world.agree(from: "2026-12-01", familyPrice: 3500, replace: true)
            #expect(try await world.reprice() == 1)
            #expect(try await world.reprice() == 0)
            #expect(try await world.now(addOn).until == nil)
            #expect(try await totals(world, ["2026-11", "2026-12", "2027-01"]) == [3500, 3500, 3500])
            #expect(try await mails(world, saying: "goes on at 35.00 RON a month") == 1)
        }
    }

    @Test("an add-on that has lapsed for want of a consent stays so when its member ends it")
    func endAfterLapse() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.agree(from: "2026-12-01", familyPrice: 4000)
            try await world.reprice()
            try world.go(to: "2027-02-10")
            #expect(try await world.end(addOn).until == (try day("2026-12-01")))
            #expect(try await coverage(world, addOn) == [try day("2026-12-01")])
            #expect(try await totals(world, ["2026-11", "2026-12", "2027-01", "2027-02"]) == [3500, 0, 0, 0])
        }
    }

    @Test("who has asked anew keeps the new add-on alone, also when the announced price is taken back")
    func takenBackAfterAskingAnew() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.agree(from: "2026-12-15", familyPrice: 4000)
            try await world.reprice()
            try world.go(to: "2026-12-02")
            _ = try await world.subscribe(startsOn: "2027-01-01")
            try await world.agree(from: "2027-01-01", familyPrice: 3500)
            try await world.reprice()
            #expect(try await world.now(addOn).until == (try day("2027-01-01")))
            // The new one keeps the price of its first month.
            #expect(try await totals(world, ["2026-12", "2027-01", "2027-02"]) == [3500, 4000, 3500])
        }
    }

    @Test("a lower price of a month before the announced one counts")
    func lowerBeforeHigher() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.agree(from: "2027-01-01", familyPrice: 4000)
            try await world.reprice()
            try await world.agree(from: "2026-12-01", familyPrice: 3000)
            #expect(try await world.reprice() == 1)
            #expect(try await world.reprice() == 0)
            #expect(try await world.now(addOn).offer?.from == (try day("2027-01-01")))
            #expect(try await totals(world, ["2026-11", "2026-12", "2027-01"]) == [3500, 3000, 0])
        }
    }

    @Test("whose add-on ends anyway isn't asked; one that begins later keeps the price of its first month")
    func notConcerned() async throws {
        try await World.with { world in
            let ending = try await world.subscribe(startsOn: "2026-11-01")
            _ = try await world.end(ending)
            try await world.agree(from: "2027-01-01", familyPrice: 4000)
            #expect(try await world.reprice() == 0)
            let later = try await world.approve(try await world.ask(try World.wish("Ana")), startsOn: "2026-12-31")
            #expect(later.price.amount == 3500)
            #expect(try await world.reprice() == 1)
            #expect(try await world.now(later).offer?.from == (try day("2027-01-01")))
        }
    }

    @Test("the end that a member asks for stands, whatever becomes of the price")
    func askedForTheEnd() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.agree(from: "2026-12-01", familyPrice: 4000)
            try await world.reprice()
            let ended = try await world.end(addOn)
            #expect(ended.endReason == .requested)
            #expect(ended.offer == nil)
            await #expect(throws: FamilyFailure.noNewPrice) { try await world.consent(to: 4000, of: addOn) }
            #expect(try await world.now(addOn).until == (try day("2026-12-01")))
        }
    }

    @Test("who has asked anew for the same family member can't have the old add-on as well")
    func askedAnew() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.agree(from: "2027-01-01", familyPrice: 4000)
            try await world.reprice()
            try world.go(to: "2026-12-10")
            _ = try await world.subscribe(startsOn: "2027-01-01")
            await #expect(throws: FamilyFailure.alreadySubscribed) { try await world.consent(to: 4000, of: addOn) }
            #expect(try await totals(world, ["2026-12", "2027-01"]) == [3500, 4000])
        }
    }
}
