import Kernel
import Partners
import TestKit
import Testing

@Suite("Searching the directory")
struct SearchTests {
    private static let network: [(code: String, name: String, places: [SamplePlace])] = [
        (
            "P1", "Albăstrele",
            [
                SamplePlace(code: "P1-1", name: "Centru", town: "Cluj-Napoca", address: "Str. Lăpușului nr. 7"),
                SamplePlace(code: "P1-2", name: "Nord", town: "Iași", specialities: "\"ent\"", services: "\"mri\""),
            ]
        ),
        ("P2", "Clinica Sf. Ana", [SamplePlace(code: "P2-1", town: "Cluj", packages: "\"premium\"")]),
        ("P3", "Șoim", [SamplePlace(code: "P3-1", town: "Târgu Mureș", specialities: "", services: "")]),
    ]

    private func found(_ change: (inout DirectoryQuery) -> Void) async throws -> [String] {
        let query = DirectoryQuery.asking(change)
        return try await TestStore.with(Partners.migrations) { kit in
            _ = try await kit.load(.sample(Self.network))
            return try await kit.codes(query)
        }
    }

    // Of the question with seven words, the seventh doesn't count.
    @Test(
        "B31: every word must be there, in any order and anywhere, whatever the case, diacritics and signs between",
        arguments: [
            ("albastrele", ["P1-1", "P1-2"]), ("NORD albăstrele", ["P1-2"]), ("lapusului 7", ["P1-1"]),
            ("Str. Lăpuşului, nr. 7", ["P1-1"]), ("cluj clinica", ["P2-1"]), ("cluj napoca", ["P1-1"]),
            ("sf ana", ["P2-1"]), ("soim", ["P3-1"]), ("ŞOIM", ["P3-1"]), ("albastrele soim", []),
            ("cardiologie cluj", ["P1-1", "P2-1"]), ("electrocardiogram iasi", []), ("rmn iasi", ["P1-2"]),
            ("MRI knee", ["P1-2"]), ("ear throat", ["P1-2"]), ("ORL cardiologie", []), ("genunchi cardiologie", []),
            ("str lapusului nr 7 cluj napoca paris", ["P1-1"]), ("   ", ["P1-1", "P1-2", "P2-1", "P3-1"]),
            ("", ["P1-1", "P1-2", "P2-1", "P3-1"]),
            ("%", []), ("_", []), ("\\", []), ("'; --", []),
        ]
    )
    func text(text: String, expected: [String]) async throws {
        #expect(try await found { $0.text = text }.sorted() == expected)
    }

    @Test(
        "B31: a town by its whole words from the first on, whatever the case, diacritics and dashes",
        arguments: [
            ("cluj", ["P1-1", "P2-1"]), ("Cluj-Napoca", ["P1-1"]), ("cluj napoca", ["P1-1"]), ("CLUJ-N", []),
            ("napoca", []), ("iasi", ["P1-2"]), ("Tîrgu Mureş", []), ("Târgu Mureş", ["P3-1"]), ("Paris", []),
            ("%", ["P1-1", "P1-2", "P2-1", "P3-1"]),
        ]
    )
    func town(town: String, expected: [String]) async throws {
        #expect(try await found { $0.town = town }.sorted() == expected)
    }

    @Test("B31: speciality, service and package narrow, alone and together")
    func codes() async throws {
        #expect(try await found { $0.speciality = SpecialityCode("ent") } == ["P1-2"])
        #expect(try await found { $0.service = ServiceCode("ecg") }.sorted() == ["P1-1", "P2-1"])
        #expect(try await found { $0.package = PackageCode("premium") } == ["P2-1"])
        #expect(
            try await found { query in
                query.service = ServiceCode("ecg")
                query.package = PackageCode("primary")
                query.town = "cluj"
            } == ["P1-1"]
        )
        #expect(try await found { $0.service = ServiceCode("unknown") }.isEmpty)
    }

    @Test("B31: in the order of the partners' names, whatever their signs")
    func order() async throws {
        #expect(try await found { _ in }.map { $0.prefix(2) } == ["P1", "P1", "P2", "P3"])
    }

    @Test("B31: each partner is on one page, with all of its locations", arguments: [1, 2, 3, 50])
    func whole(limit: Int) async throws {
        try await TestStore.with(Partners.migrations) { kit in
            let partners = (1...5).map { number in
                let places = (1...number).map { SamplePlace(code: "P\(number)-\($0)") }
                return (code: "P\(number)", name: number < 4 ? "Clinica" : "Spital", places: places)
            }
            _ = try await kit.load(.sample(partners))
            var (query, seen): (DirectoryQuery, [PartnerCode]) = (DirectoryQuery(limit: limit), [])
            repeat {
                let page = try await kit.search(query)
                let found = Dictionary(grouping: page.items, by: \.partnerCode)
                #expect(found.count <= limit)
                for (code, hits) in found { #expect("\(hits.count)" == code.text.dropFirst()) }
                seen += found.keys
                query.cursor = page.next
            } while query.cursor != nil
            #expect(seen.map(\.text).sorted() == ["P1", "P2", "P3", "P4", "P5"])
        }
    }

    @Test("a hit says whose it is, where to call, and what it has (B32)")
    func hit() async throws {
        try await TestStore.with(Partners.migrations) { kit in
            _ = try await kit.load(.sample(Self.network))
            let page = try await kit.search(.asking { $0.text = "nord" })
            let hit = try #require(page.items.first)
            #expect(hit.partnerCode.text == "P1" && hit.partnerName == "Albăstrele" && hit.partnerWebsite == nil)
            #expect(hit.location.phone == "+40215550000" && hit.location.openingHours.count == 1)
            #expect(hit.location.services.map(\.text) == ["mri"] && hit.location.specialities.map(\.text) == ["ent"])
            #expect(hit.distanceMetres == nil && page.next == nil)
        }
    }
}
