import Entitlements
import Kernel
import Store
import TestKit
import Testing

@Suite("History of the catalogue")
struct CatalogueHistoryTests {
    @Test("B13: a load replaces what was planned for later, and no day has two answers")
    func beforeAPlannedChange() async throws {
        try await TestStore.with(Entitlements.migrations) { kit in
            for (credits, from) in [(4, "2026-01-01"), (6, "2026-07-01"), (9, "2026-03-01")] {
                let (seed, from) = (try CatalogueSeed.sample(primaryCredits: credits), try day(from))
                try await kit.store.write { try Entitlements().loadCatalogue(seed, from: from, in: $0) }
            }
            let primary = try #require(PackageCode("primary"))
            for (text, credits) in [("2026-02-28", 4), ("2026-03-01", 9), ("2026-08-01", 9)] {
                let on = try day(text)
                let found = try await kit.store.read { try Entitlements().entitlements(of: primary, on: on, in: $0) }
                #expect(found.map(\.credits.count) == [Int64(credits)], "on \(text)")
            }
        }
    }

    @Test("B13: after any loads from any days, each day is as the last load that reaches it said", arguments: 1...8)
    func anyOrder(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        var model: [Int] = []
        let first = try day("2026-01-01")
        let primary = try #require(PackageCode("primary"))
        try await TestStore.with(Entitlements.migrations) { kit in
            for _ in 0..<12 {
                let (offset, credits) = (Int.random(in: 0..<30, using: &random), Int.random(in: 1...3, using: &random))
                model =
                    model.isEmpty
                    ? Array(repeating: credits, count: 40)
                    : model.prefix(offset) + Array(repeating: credits, count: 40 - offset)
                let sample = try CatalogueSeed.sample(primaryCredits: credits)
                try await kit.store.write {
                    try Entitlements().loadCatalogue(sample, from: first.adding(days: offset), in: $0)
                }
                let found = try await kit.store.read { session in
                    try (0..<40).map { day in
                        try Entitlements().entitlements(of: primary, on: first.adding(days: day), in: session)
                            .map { Int($0.credits.count) }
                    }
                }
                #expect(found == model.map { [$0] })
            }
        }
    }

    @Test("B13: history says what was, what is and what will be")
    func shown() async throws {
        try await TestStore.with(Entitlements.migrations) { kit in
            for (credits, from) in [(4, "2026-01-01"), (6, "2026-07-01")] {
                let (seed, from) = (try CatalogueSeed.sample(primaryCredits: credits), try day(from))
                try await kit.store.write { try Entitlements().loadCatalogue(seed, from: from, in: $0) }
            }
            let primary = try #require(PackageCode("primary"))
            let history = try await kit.store.read { try Entitlements().history(of: primary, in: $0) }
            #expect(history.map(\.entitlement.credits.count) == [4, 6])
            #expect(history.map(\.from) == [nil, try day("2026-07-01")])
            #expect(history.map(\.until) == [try day("2026-07-01"), nil])
        }
    }

    @Test("B13: a package's credits hold from a day too; what was granted before stays as it was")
    func terms() async throws {
        try await TestStore.with(Entitlements.migrations) { kit in
            for (grant, from) in [(30, "2026-01-01"), (45, "2026-07-15")] {
                let (seed, from) = (try CatalogueSeed.sample(primaryGrant: grant), try day(from))
                try await kit.store.write { try Entitlements().loadCatalogue(seed, from: from, in: $0) }
            }
            let primary = try #require(PackageCode("primary"))
            for (text, credits) in [("2025-12-31", 30), ("2026-07-14", 30), ("2026-07-15", 45), ("2027-01-01", 45)] {
                let on = try day(text)
                let package = try await kit.store.read { try Entitlements().package(primary, on: on, in: $0) }
                let found = package?.allowance(on: on)
                #expect(found?.credits.count == Int64(credits), "on \(text)")
                #expect(found?.periodStart == on.month.firstDay)
            }
            // Without a day it is today, 2026-11-20.
            let today = try await kit.store.read { try Entitlements().packages(in: $0) }
            #expect(today.first?.credits.count == 45)
        }
    }

    @Test("a name moves from one package to another, and one that is no longer given means nothing")
    func names() async throws {
        try await TestStore.with(Entitlements.migrations) { kit in
            let from = try day("2026-01-01")
            for names in [("De bază", "Lux"), ("Lux", "Nou")] {
                let seed = try CatalogueSeed.sample(primaryAlias: names.0, premiumAlias: names.1)
                try await kit.store.write { try Entitlements().loadCatalogue(seed, from: from, in: $0) }
            }
            let found = try await kit.store.read { session in
                try ["lux", "nou", "de baza"].map { try Entitlements().packageCode(named: $0, in: session)?.text }
            }
            #expect(found == ["primary", "premium", nil])
        }
    }
}
