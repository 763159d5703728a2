import Entitlements
import Foundation
import Kernel
import Store
import TestKit
import Testing

@Suite("What is covered, and what more would be")
struct ScopeTests {
    /// For `general` and `heart`: credits or -, what adds it, what improves it.
    private func shown(_ held: Set<String>) async throws -> [String] {
        try await TestStore.with(Entitlements.migrations) { kit in
            let (seed, from) = (try CatalogueSeed.sample(), try day("2026-01-01"))
            try await kit.store.write { try Entitlements().loadCatalogue(seed, from: from, in: $0) }
            return try await kit.store.read { session in
                try Entitlements().scope(of: Set(held.compactMap { PackageCode($0) }), on: from, in: session).map {
                    line in
                    let credits = line.entitlement.map { "\($0.credits)" } ?? "-"
                    return "\(line.service.code) \(credits) +\(line.addedBy) ^\(line.improvedBy)"
                }
            }
        }
    }

    @Test("B14: what it covers, what it doesn't, and what a higher package would add")
    func lesser() async throws {
        #expect(try await shown(["primary"]) == ["general 4 +[] ^[premium]", "heart - +[premium] ^[]"])
    }

    @Test("B14: the highest has nothing above it; a visitor sees all as added; of several packages the union counts")
    func others() async throws {
        #expect(try await shown(["premium"]) == ["general 2 +[] ^[]", "heart 5 +[] ^[]"])
        #expect(try await shown([]) == ["general - +[primary, premium] ^[]", "heart - +[premium] ^[]"])
        #expect(try await shown(["primary", "premium"]) == ["general 2 +[] ^[]", "heart 5 +[] ^[]"])
    }

    @Test("B14: the project's own packages: a better one covers at least what the lesser does, for no more")
    func seeds() async throws {
        try await TestStore.with(Entitlements.migrations) { kit in
            let (seed, from) = (try CatalogueSeed.fromSeeds(), try day("2026-01-01"))
            let first = try await kit.store.write { try Entitlements().loadCatalogue(seed, from: from, in: $0) }
            let second = try await kit.store.write { try Entitlements().loadCatalogue(seed, from: from, in: $0) }
            #expect(first > 100 && second == 0)
            let primary = try #require(PackageCode("primary"))
            let scope = try await kit.store.read { try Entitlements().scope(of: [primary], on: from, in: $0) }
            #expect(scope.contains { $0.entitlement != nil } && scope.contains { !$0.addedBy.isEmpty })
            for line in scope where line.entitlement == nil && line.addedBy.map(\.text).contains("principal") {
                #expect(line.addedBy.map(\.text).contains("premium"), "\(line.service.code)")
            }
        }
    }

    @Test(
        "of two entitlements the better one is chosen: fewer credits, then the looser limit",
        arguments: [
            ("4 -", "2 -", 1), ("2 -", "4 -", 0), ("2 1/year", "4 -", 0), ("2 1/year", "2 -", 1),
            ("2 -", "2 1/year", 0),
            ("2 1/year", "2 2/year", 1), ("2 1/month", "2 1/year", 0), ("2 1/year", "2 1/month", 1),
            ("2 2/year", "2 1/month", 0), ("2 1/month", "2 12/year", 1), ("2 1/month", "2 1/month", 0),
        ]
    )
    func best(first: String, second: String, expected: Int) throws {
        let both = [try Entitlement.reading(first), try Entitlement.reading(second)]
        #expect(both.best == both[expected])
    }
}

@Suite("Limits by count")
struct LimitTests {
    @Test(
        "B15: visits are counted over the calendar period that holds the day",
        arguments: [
            (Period.month, "2026-11-20", "2026-11-01", "2026-12-01"),
            (.month, "2026-12-31", "2026-12-01", "2027-01-01"), (.month, "2028-02-29", "2028-02-01", "2028-03-01"),
            (.year, "2026-01-01", "2026-01-01", "2027-01-01"), (.year, "2026-12-31", "2026-01-01", "2027-01-01"),
        ]
    )
    func window(per: Period, on: String, from: String, until: String) throws {
        let window = Entitlement.Limit(count: 1, per: per).window(on: try day(on))
        #expect(window == (try day(from))..<(try day(until)))
    }

    @Test("B15: several on one day are several; there is never less than nothing left")
    func remaining() {
        let limit = Entitlement.Limit(count: 2, per: .month)
        #expect([0, 1, 2, 3].map(limit.remaining(afterUsing:)) == [2, 1, 0, 0])
    }
}
