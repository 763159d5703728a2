import Foundation
import Kernel
import Partners
import Store
import TestKit
import Testing

@Suite("The directory")
struct DirectoryTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private struct Named: Decodable {
        let code: String
        let name: [String: String]?
    }

    private static func decode<T: Decodable>(_ name: String) throws -> T {
        try JSONDecoder().decode(T.self, from: Data(contentsOf: root.appending(path: "seeds/\(name).json")))
    }

    /// The catalogue's names, as the program passes them in.
    private static func names() throws -> CatalogueNames {
        let specialities: [Named] = try decode("specialities")
        let services: [Named] = try decode("services")
        return CatalogueNames(
            specialities: Dictionary(
                uniqueKeysWithValues: try specialities.map {
                    (try #require(SpecialityCode($0.code)), Array(($0.name ?? [:]).values))
                }
            ),
            services: Dictionary(
                uniqueKeysWithValues: try services.map {
                    (try #require(ServiceCode($0.code)), Array(($0.name ?? [:]).values))
                }
            ),
            packages: Set(["primary", "principal", "premium"].compactMap { PackageCode($0) })
        )
    }

    private static func load(_ kit: TestStore) async throws -> Int {
        let seed = DirectorySeed(partners: try decode("partners"))
        let names = try names()
        return try await kit.store.write { try Partners().loadDirectory(seed, names: names, in: $0) }
    }

    /// Runs a search on the real seeds and returns "partner, town" of each hit.
    private func hits(_ change: (inout DirectoryQuery) throws -> Void) async throws -> [DirectoryHit] {
        var query = DirectoryQuery(limit: 200)
        try change(&query)
        let asked = query
        return try await TestStore.with(Partners.migrations) { kit in
            _ = try await Self.load(kit)
            return try await kit.store.read { try Partners().search(asked, in: $0).items }
        }
    }

    @Test("loading the seeds twice changes nothing the second time")
    func twice() async throws {
        try await TestStore.with(Partners.migrations) { kit in
            let first = try await Self.load(kit)
            let second = try await Self.load(kit)
            #expect(first > 100)
            #expect(second == 0)
        }
    }

    @Test("B48: the seeds have a price for whatever a partner does, from the first day of 2026 on")
    func tariffs() async throws {
        let lists: [TariffSeed] = try Self.decode("tariffs")
        try await TestStore.with(Partners.migrations) { kit in
            _ = try await Self.load(kit)
            let partners = try await kit.store.read { try Partners().list(in: $0) }
            let day = try #require(Day("2026-01-01"))
            for partner in partners {
                let first = lists.filter { $0.partners.contains(partner.code) && $0.from == day }
                let priced = Set(first.flatMap(\.prices.keys))
                let missing = Set(partner.locations.flatMap(\.services)).subtracting(priced)
                #expect(missing.isEmpty, "\(partner.code) has no price for \(missing)")
            }
            #expect(Set(lists.flatMap(\.partners)).subtracting(partners.map(\.code)).isEmpty)
        }
    }

    @Test("B31: some 60 partners in at least ten towns, with contacts, hours, services and packages")
    func seeds() async throws {
        let all = try await hits { _ in }
        #expect(Set(all.map(\.partner)).count >= 60)
        #expect(Set(all.map(\.location.town)).count >= 10)
        for hit in all {
            #expect(hit.location.phone != nil || hit.location.email != nil)
            #expect(!hit.location.openingHours.isEmpty)
            #expect(!hit.location.services.isEmpty)
            #expect(!hit.location.packages.isEmpty)
        }
    }

    @Test("B31: case and diacritics don't matter", arguments: ["brașov", "BRASOV", "Braşov"])
    func town(text: String) async throws {
        let found = try await hits { $0.town = text }
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.location.town == "Brașov" })
    }

    @Test(
        "B31: text finds names, specialities and services",
        arguments: ["clinica", "cardiologie", "Cardiology", "ALBASTRELE", "cardiologie brasov", "ecografie cluj"]
    )
    func text(text: String) async throws {
        #expect(try await hits { $0.text = text }.isEmpty == false)
    }

    @Test("B31: by speciality, service and package together")
    func codes() async throws {
        let found = try await hits { query in
            query.speciality = SpecialityCode("cardiology")
            query.service = ServiceCode("consultation-cardiology")
            query.package = PackageCode("primary")
        }
        #expect(!found.isEmpty)
        for hit in found {
            #expect(hit.location.specialities.contains { $0.text == "cardiology" })
            #expect(hit.location.services.contains { $0.text == "consultation-cardiology" })
            #expect(hit.location.packages.contains { $0.text == "primary" })
        }
    }

    @Test("B31: near a point, the nearest first")
    func near() async throws {
        let found = try await hits { $0.near = DirectoryQuery.Point(latitude: 46.77, longitude: 23.59) }
        #expect(found.first?.location.town == "Cluj-Napoca")
        #expect(found.count > 60)
    }

    @Test("pages follow each other without gap or overlap")
    func pages() async throws {
        try await TestStore.with(Partners.migrations) { kit in
            _ = try await Self.load(kit)
            var seen: [LocationID] = []
            var query = DirectoryQuery(limit: 7)
            while true {
                let asked = query
                let page = try await kit.store.read { try Partners().search(asked, in: $0) }
                seen += page.items.map(\.location.id)
                guard let next = page.next else { break }
                query.cursor = next
            }
            let all = try await kit.store.read { try Partners().search(DirectoryQuery(limit: 200), in: $0) }
            #expect(seen == all.items.map(\.location.id))
            #expect(Set(seen).count == seen.count)
        }
    }

    @Test("the desk's location knows its day, packages and services; an unknown one is nil")
    func deskLocation() async throws {
        try await TestStore.with(Partners.migrations) { kit in
            _ = try await Self.load(kit)
            let code = try #require(PartnerCode("P001-1"))
            let found = try await kit.store.read { session in
                try Partners().location(code: code, in: session).flatMap { try Partners().location($0, in: session) }
            }
            #expect(found?.packages.count == 3)
            #expect(found?.zone == .bucharest)
            let none = try await kit.store.read { try Partners().location(LocationID(bits: 1), in: $0) }
            #expect(none == nil)
        }
    }
}
