import Entitlements
import Foundation
import Kernel
import Store
import TestKit
import Testing

@Suite("The catalogue")
struct CatalogueTests {
    private func load(_ seed: CatalogueSeed, from text: String, _ kit: TestStore) async throws -> Int {
        let from = try day(text)
        return try await kit.store.write { try Entitlements().loadCatalogue(seed, from: from, in: $0) }
    }

    @Test("B13: loading the catalogue twice changes nothing the second time")
    func twice() async throws {
        try await TestStore.with(Entitlements.migrations) { kit in
            let first = try await load(.sample(), from: "2026-01-01", kit)
            let second = try await load(.sample(), from: "2026-02-01", kit)
            #expect(first > 0)
            #expect(second == 0)
        }
    }

    @Test("B13: what a package covers changes from a day on, and what it covered until then stays")
    func history() async throws {
        try await TestStore.with(Entitlements.migrations) { kit in
            _ = try await load(.sample(), from: "2026-01-01", kit)
            let changed = try await load(.sample(primaryCredits: 6), from: "2026-07-01", kit)
            #expect(changed == 1)
            let package = try #require(PackageCode("primary"))
            let service = try #require(ServiceCode("general"))
            for (text, credits) in [("2025-01-01", 4), ("2026-06-30", 4), ("2026-07-01", 6), ("2030-01-01", 6)] {
                let on = try day(text)
                let found = try await kit.store.read { try Entitlements().entitlements(of: package, on: on, in: $0) }
                #expect(found.first { $0.service == service }?.credits.count == Int64(credits), "on \(text)")
            }
        }
    }

    @Test(
        "a package is found by its code, name or alias, whatever the case and diacritics",
        arguments: ["PRIMAR", "primary", "de baza", "De  bază"]
    )
    func names(name: String) async throws {
        try await TestStore.with(Entitlements.migrations) { kit in
            _ = try await load(.sample(), from: "2026-01-01", kit)
            let found = try await kit.store.read { try Entitlements().packageCode(named: name, in: $0) }
            #expect(found?.text == "primary")
        }
    }

    @Test(
        "periods are calendar months or years; what is carried over lives for further periods",
        arguments: [
            ("primary", "2026-11-20", "2026-11-01", "2026-12-01", "2026-12-01"),
            ("primary", "2028-02-29", "2028-02-01", "2028-03-01", "2028-03-01"),
            ("premium", "2026-11-20", "2026-01-01", "2027-01-01", "2028-01-01"),
        ]
    )
    func allowances(package: String, on: String, start: String, end: String, expires: String) async throws {
        try await TestStore.with(Entitlements.migrations) { kit in
            _ = try await load(.sample(), from: "2026-01-01", kit)
            let (code, on) = (try #require(PackageCode(package)), try day(on))
            let package = try await kit.store.read { try Entitlements().package(code, on: on, in: $0) }
            let found = package?.allowance(on: on)
            #expect(found?.periodStart.description == start)
            #expect(found?.periodEnd.description == end)
            #expect(found?.expires.description == expires)
        }
    }
}
