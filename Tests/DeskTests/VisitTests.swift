import Credits
import Desk
import Entitlements
import Kernel
import People
import Store
import TestKit
import Testing

@Suite("Visits")
struct VisitTests {
    @Test("B40: a visit carries its services with quantity and credits each, on the location's day")
    func record() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            try counter.set("2026-11-20", seconds: 86_399 - 30)
            let verification = try await counter.verified(member)
            let (visit, isReplay) = try await counter.record(verification, [("gp", 2), ("cardio", 1), ("gp", 1)])
            #expect(!isReplay)
            #expect(visit.day == Day("2026-11-20"))
            #expect(visit.credits.count == 20)
            #expect(visit.lines.map { "\($0.service) \($0.quantity) \($0.credits)" } == ["gp 3 4", "cardio 1 8"])
            #expect(try await counter.balance(member) == 10)
            #expect(try await counter.visits(of: member) == [visit])
            counter.kit.clock.advance(seconds: 1)
            #expect(try await counter.record(verification, [("gp", 1)]).visit.day == Day("2026-11-21"))
        }
    }

    @Test("B40, B46: fifty tasks with one key make one visit, and all get it; a hundred times")
    func storm() async throws {
        try await Counter.with { counter in
            let member = try await counter.member(package: "big")
            let verification = try await counter.verified(member)
            for round in 1...100 {
                let answers = try await atOnce(50) { _ in try await counter.record(verification, key: "key \(round)") }
                #expect(Set(answers.map(\.visit)).count == 1)
                #expect(answers.count { !$0.isReplay } == 1)
            }
            #expect(try await counter.balance(member) == 4900)
            #expect(try await counter.visits(of: member).count == 100)
            #expect(try await counter.ledger() == LedgerReport(accounts: 1, entries: 101, postings: 202))
        }
    }

    @Test("B46: fifty visits with keys of their own on the last credits take just these")
    func lastCredits() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let verification = try await counter.verified(member)
            let recorded = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<50 {
                    group.addTask {
                        do {
                            try await counter.record(verification, key: "key \(number)")
                            return 1
                        } catch CreditsFailure.creditsInsufficient {
                            return 0
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(recorded == 7)  // thirty credits, four each
            #expect(try await counter.balance(member) == 2)
            #expect(try await counter.ledger().holds)
        }
    }

    @Test("B46: another request with the key is refused; a refusal doesn't burn it; a replay outlives the verification")
    func keys() async throws {
        try await Counter.with { counter in
            let member = try await counter.member(package: "premium")
            let verification = try await counter.verified(member)
            await #expect(throws: CreditsFailure.creditsInsufficient) {
                try await counter.record(verification, [("dentist", 13)], key: "one", hash: [1])
            }
            let (visit, _) = try await counter.record(verification, [("dentist", 12)], key: "one", hash: [2])
            #expect(visit.credits.count == 120)
            await #expect(throws: DeskFailure.idempotencyMismatch) {
                try await counter.record(verification, [("dentist", 12)], key: "one", hash: [1])
            }
            await #expect(throws: DeskFailure.idempotencyMismatch) { try await counter.cancel(visit.id, key: "one") }
            counter.kit.clock.advance(seconds: 86_400)
            let again = try await counter.record(verification, [("dentist", 12)], key: "one", hash: [2])
            #expect(again == (visit, true))
            // Another location's key is its own.
            let there = try await counter.verified(member, at: counter.there)
            await #expect(throws: CreditsFailure.creditsInsufficient) {
                try await counter.record(there, [("gp", 1)], key: "one", hash: [1])
            }
        }
    }

    @Test("B39: a verification lives fifteen minutes, and carries any number of visits until then")
    func expiry() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let verification = try await counter.verified(member)
            #expect(verification.expiresAt == counter.kit.clock.now().adding(seconds: 900))
            try await counter.record(verification)
            counter.kit.clock.advance(seconds: 899)
            try await counter.record(verification)
            counter.kit.clock.advance(seconds: 1)
            await #expect(throws: DeskFailure.verificationExpired) { try await counter.record(verification) }
        }
    }

    @Test("B52: another location's verification is not found")
    func otherLocation() async throws {
        try await Counter.with { counter in
            let member = try await counter.member(package: "premium")
            let verification = try await counter.verified(member)
            await #expect(throws: DeskFailure.notFound) { try await counter.record(verification, at: counter.there) }
            #expect(try await counter.visits(of: member).isEmpty)
        }
    }

    @Test(
        "what can't be a visit is refused by name",
        arguments: [
            ([], "services-missing"), ([("gp", 0)], "quantity-invalid"), ([("gp", -1)], "quantity-invalid"),
            ([("gp", 101)], "quantity-invalid"), ([("gp", Int.max)], "quantity-invalid"),
            (Array(repeating: ("gp", 1), count: 51), "services-too-many"), ([("surgery", 1)], "no-such-service"),
            ([("dentist", 1)], "not-covered"), ([("gp", 1), ("massage", 1)], "not-covered"),
            ([("gp", 8)], "credits-insufficient"), (Array(repeating: ("gp", 100), count: 50), "credits-insufficient"),
            ([("glasses", 2)], "limit-reached"), ([("glasses", 1), ("glasses", 1)], "limit-reached"),
        ] as [([(String, Int)], String)]
    )
    func refusals(services: [(String, Int)], code: String) async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let verification = try await counter.verified(member)
            do {
                try await counter.record(verification, services)
                Issue.record("was recorded")
            } catch let refusal as any Failure {
                #expect(refusal.code == code)
            }
            #expect(try await counter.balance(member) == 30)
            #expect(try await counter.visits(of: member).isEmpty)
        }
    }

    @Test("B15: limits count what was done in the calendar period, cancelled visits aside")
    func limits() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            var verification = try await counter.verified(member)
            try await counter.record(verification, [("tele", 1), ("glasses", 1)])
            let (second, _) = try await counter.record(verification, [("tele", 1)])
            let tele = try #require(ServiceCode("tele"))
            await #expect(throws: DeskFailure.limitReached(LocalizedName(ro: "tele", en: "tele"))) {
                try await counter.record(verification, [("tele", 1)])
            }
            let line = try await counter.sheet(member).services.first { $0.service == tele }
            #expect(line?.isCovered == true)
            #expect(line?.isLimitReached == true)
            #expect(line?.isAffordable == false)
            try await counter.cancel(second.id)
            try await counter.record(verification, [("tele", 1)])
            try counter.set("2026-12-01", seconds: 0)
            verification = try await counter.verified(member)
            try await counter.record(verification, [("tele", 2)])
            await #expect(throws: DeskFailure.limitReached(LocalizedName(ro: "glasses", en: "glasses"))) {
                try await counter.record(verification, [("glasses", 1)])
            }
            try counter.set("2027-01-01", seconds: 0)
            try await counter.record(try await counter.verified(member), [("glasses", 1)])
        }
    }

    @Test("B15: who leaves and comes back within the period goes on counting; a second source counts for itself")
    func limitsOfReturners() async throws {
        try await Counter.with { counter in
            let member = try await counter.member(package: nil)
            try await counter.cover(member.person, "primary", from: "2026-11-01", until: "2026-12-01")
            try await counter.record(try await counter.verified(member), [("glasses", 1)])
            try counter.set("2026-12-05", seconds: 0)
            try await counter.cover(member.person, "primary", from: "2026-12-05")
            let verification = try await counter.verified(member)
            let glasses = LocalizedName(ro: "glasses", en: "glasses")
            await #expect(throws: DeskFailure.limitReached(glasses)) {
                try await counter.record(verification, [("glasses", 1)])
            }
            let service = try #require(ServiceCode("glasses"))
            let line = try await counter.sheet(member).services.first { $0.service == service }
            #expect(line?.isLimitReached == true)
            // Beside the other, not after it.
            try await counter.cover(member.person, "primary", from: "2026-12-05")
            try await counter.record(try await counter.verified(member), [("glasses", 1)])
        }
    }

    @Test("B40: fifty at once on a limit of one record one")
    func limitRace() async throws {
        try await Counter.with { counter in
            let verification = try await counter.verified(try await counter.member())
            let glasses = LocalizedName(ro: "glasses", en: "glasses")
            let recorded = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        do {
                            try await counter.record(verification, [("glasses", 1)])
                            return 1
                        } catch DeskFailure.limitReached(glasses) {
                            return 0
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(recorded == 1)
        }
    }

    @Test("B11: several coverages are one: each service at its cheapest, each with its own limit and grants")
    func union() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let premium = try await counter.cover(member.person, "premium", from: "2026-11-01")
            let verification = try await counter.verified(member)
            #expect(try await counter.balance(member) == 150)
            let sheet = try await counter.sheet(member)
            #expect(sheet.package.text == "premium")
            #expect(sheet.services.first { $0.service.text == "gp" }?.credits?.count == 2)
            let (visit, _) = try await counter.record(
                verification,
                [("gp", 1), ("cardio", 1), ("glasses", 3), ("dentist", 1)]
            )
            #expect(
                visit.lines.map { "\($0.service) \($0.quantity) \($0.credits) \($0.package)" } == [
                    "gp 1 2 premium", "cardio 1 8 primary", "glasses 2 3 premium", "glasses 1 8 primary",
                    "dentist 1 10 premium",
                ]
            )
            #expect(visit.lines.map { $0.source == premium } == [true, false, true, false, true])
            // The primary grant expires first, so it goes first.
            let left = try await counter.statement(of: member.person).grants.map(\.left.count)
            #expect(left == [0, 116])
        }
    }

    @Test("a location sees its own visits of a day with the names, and pages through them")
    func list() async throws {
        try await Counter.with { counter in
            let member = try await counter.member(package: "premium")
            let verification = try await counter.verified(member)
            var visits: [Visit] = []
            for _ in 0..<3 {
                counter.kit.clock.advance(seconds: 1)
                visits.insert(try await counter.record(verification).visit, at: 0)
            }
            try await counter.record(try await counter.verified(member, at: counter.there))
            func page(_ location: LocationID, _ day: String, before: VisitID = VisitID(bits: .max), limit: Int = 100)
                async throws -> [LocationVisit]
            {
                let day = try #require(Day(day))
                return try await counter.read { [counter] in
                    try counter.desk.visits(at: location, on: day, before: before, limit: limit, in: $0)
                }
            }
            let all = try await page(counter.here, "2026-11-20")
            #expect(all.map(\.visit) == visits)
            #expect(all.allSatisfy { $0.member?.full == "Ana Pop" })
            #expect(try await page(counter.here, "2026-11-20", limit: 2).map(\.visit) == Array(visits.prefix(2)))
            #expect(try await page(counter.here, "2026-11-20", before: visits[1].id).map(\.visit) == [visits[2]])
            #expect(try await page(counter.there, "2026-11-20").count == 1)
            #expect(try await page(counter.here, "2026-11-19").isEmpty)
            #expect(try await counter.visits(of: member).count == 4)
        }
    }
}
