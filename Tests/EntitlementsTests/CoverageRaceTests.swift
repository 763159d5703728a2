import Entitlements
import Kernel
import Store
import TestKit
import Testing

/// What several processes do to the catalogue, or to one source's coverage, at the same time.
@Suite("Coverage and catalogue: at the same time")
struct CoverageRaceTests {
    @Test("B13: five programs that load the catalogue at once load it once")
    func seeding() async throws {
        try await TestStore.with(Entitlements.migrations) { kit in
            let (seed, from) = (try CatalogueSeed.sample(), try day("2026-01-01"))
            let store = kit.store
            let changed = try await atOnce(5) { _ in
                try await store.write { try Entitlements().loadCatalogue(seed, from: from, in: $0) }
            }
            #expect(changed.count { $0 > 0 } == 1)
        }
    }

    @Test("B11: coverages of one source that begin at once never overlap: one holds, the others are refused")
    func overlapping() async throws {
        try await CoverageWorld.with { world in
            let refusals = try await atOnce(8) { index in
                let new = try world.new(from: "2026-12-0\(index + 1)")
                do {
                    try await world.change { try $0.cover([new], changeSet: ChangeSet.immediate, in: $1) }
                    return EntitlementsFailure?.none
                } catch let refusal as EntitlementsFailure {
                    return refusal
                }
            }
            #expect(refusals.compactMap(\.self) == Array(repeating: .coverageOverlaps, count: 7))
            let shown = try await world.shown()
            #expect(shown.count == 1)
        }
    }

    @Test("B11: changes of one source that come at once all hold")
    func revised() async throws {
        try await CoverageWorld.with { world in
            let new = try world.new(from: "2026-12-01")
            let (premium, until) = (try #require(PackageCode("premium")), try day("2027-06-01"))
            let changed = try day("2027-02-01")
            try await world.change { try $0.cover([new], changeSet: ChangeSet.immediate, in: $1) }
            async let package: Void = world.change {
                try $0.changePackage(
                    of: world.source,
                    to: premium,
                    from: changed,
                    changeSet: ChangeSet.immediate,
                    in: $1
                )
            }
            async let end: Void = world.change {
                try $0.endCoverage(of: world.source, until: until, changeSet: ChangeSet.immediate, in: $1)
            }
            _ = try await (package, end)
            #expect(try await world.shown() == ["primary 2026-12-01–2027-02-01", "premium 2027-02-01–2027-06-01"])
        }
    }
}
