import Entitlements
import Foundation
import Kernel
import Store
import TestKit
import Testing

@Suite("The catalogue that a program has read before")
struct KnownCatalogueTests {
    /// What the world's rooms, which keep what they have read, say that a general consultation costs.
    private func price(_ world: CoverageWorld) async throws -> Int64? {
        let (entitlements, person) = (world.entitlements, world.person)
        let service = try #require(ServiceCode("general"))
        let on = try day("2026-11-20")
        return try await world.kit.store.read { session in
            try entitlements.coverageHistory(of: person, in: session).live.first?.entitlement(to: service, on: on)?
                .credits.count
        }
    }

    private func cover(_ world: CoverageWorld) async throws {
        let new = try world.new(from: "2026-01-01")
        try await world.change { try $0.cover([new], changeSet: ChangeSet.immediate, in: $1) }
    }

    @Test("B13: what another program has loaded counts in the next transaction")
    func elsewhere() async throws {
        try await CoverageWorld.with { world in
            try await cover(world)
            let before = try await price(world)
            #expect(before == 4)
            let (seed, from) = (try CatalogueSeed.sample(primaryCredits: 6), try day("2026-07-01"))
            try await world.kit.store.write { try Entitlements().loadCatalogue(seed, from: from, in: $0) }
            let after = try await price(world)
            #expect(after == 6)
        }
    }

    @Test("B13: what was loaded in a transaction that failed doesn't count, also where it was looked at meanwhile")
    func rolledBack() async throws {
        try await CoverageWorld.with { world in
            try await cover(world)
            let (seed, from) = (try CatalogueSeed.sample(primaryCredits: 6), try day("2026-07-01"))
            let (entitlements, person) = (world.entitlements, world.person)
            await #expect(throws: Stopped.self) {
                try await world.kit.store.write { session in
                    try entitlements.loadCatalogue(seed, from: from, in: session)
                    _ = try entitlements.coverageHistory(of: person, in: session).live
                    throw Stopped()
                }
            }
            let after = try await price(world)
            #expect(after == 4)
        }
    }

    @Test("B13: what is loaded within a transaction counts in it")
    func within() async throws {
        try await CoverageWorld.with { world in
            try await cover(world)
            _ = try await price(world)
            let (seed, from) = (try CatalogueSeed.sample(primaryCredits: 6), try day("2026-07-01"))
            let (entitlements, person) = (world.entitlements, world.person)
            let (service, on) = (try #require(ServiceCode("general")), try day("2026-11-20"))
            let price = try await world.kit.store.write { session in
                try entitlements.loadCatalogue(seed, from: from, in: session)
                return try entitlements.coverageHistory(of: person, in: session).live.first?
                    .entitlement(to: service, on: on)?.credits.count
            }
            #expect(price == 6)
        }
    }

    private struct Stopped: Error {}
}
