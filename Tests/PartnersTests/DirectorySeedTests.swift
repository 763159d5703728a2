import Foundation
import Kernel
import Partners
import Store
import TestKit
import Testing

@Suite("Seeding the directory")
struct DirectorySeedTests {
    @Test("programs that load one directory at once load it once")
    func atOnceOnce() async throws {
        try await TestStore.with(Partners.migrations) { kit in
            let changed = try await atOnce(3) { _ in try await kit.load(try .sample()) }
            #expect(changed.sorted() == [0, 0, 2])
        }
    }

    static let refusals: [(place: SamplePlace, failure: @Sendable (PartnerCode) -> PartnersFailure)] = [
        (
            SamplePlace(specialities: "\"cardio\""),
            { .seedUnknownCode(location: $0, field: "specialities", code: "cardio") }
        ),
        (
            SamplePlace(services: "\"ecg\",\"xray\""),
            { .seedUnknownCode(location: $0, field: "services", code: "xray") }
        ),
        (SamplePlace(packages: "\"gold\""), { .seedUnknownCode(location: $0, field: "packages", code: "gold") }),
        (
            SamplePlace(latitude: 90.5, longitude: 27),
            { .seedValueInvalid(location: $0, field: "latitude, longitude", value: "90.5, 27.0") }
        ),
        (
            SamplePlace(latitude: 1e300),
            { .seedValueInvalid(location: $0, field: "latitude, longitude", value: "1e+300, 27.0") }
        ),
    ]

    @Test(
        "an unknown code or an impossible place is named by field, and nothing is written",
        arguments: refusals.indices
    )
    func refused(index: Int) async throws {
        let (place, failure) = Self.refusals[index]
        let expected = failure(try #require(PartnerCode("P1-1")))
        try await TestStore.with(Partners.migrations) { kit in
            let good = ("P0", "Good", [SamplePlace(code: "P0-1")])
            let seed = try DirectorySeed.sample([good, ("P1", "Clinica", [place])])
            await #expect(throws: expected) { try await kit.load(seed) }
            let loaded = try await kit.store.read { try Partners().list(in: $0) }
            #expect(loaded.isEmpty)
        }
        for language in Language.allCases { #expect(!expected.message.text(in: language).contains("{")) }
    }

    @Test(
        "opening hours are days of the week and times of the day",
        arguments: [
            ("mon 08:00 20:00", true), ("mon-fri 00:00 24:00", true), ("sat-sun 09:30 09:31", true),
            ("fri-mon 08:00 20:00", false), ("mon-mon 08:00 20:00", false), ("Mon 08:00 20:00", false),
            ("mon-tue-wed 08:00 20:00", false), ("luni 08:00 20:00", false), ("mon 8:00 20:00", false),
            ("mon 08:60 20:00", false), ("mon 08:00 24:01", false), ("mon 20:00 08:00", false),
            ("mon 08:00 08:00", false),
        ]
    )
    func hours(text: String, isValid: Bool) async throws {
        let words = text.split(separator: " ")
        let hours = #"{"days":"\#(words[0])","opens":"\#(words[1])","closes":"\#(words[2])"}"#
        try await TestStore.with(Partners.migrations) { kit in
            let seed = try DirectorySeed.sample(SamplePlace(hours: hours))
            if isValid {
                #expect(try await kit.load(seed) == 2)
            } else {
                await #expect(throws: PartnersFailure.self) { try await kit.load(seed) }
            }
        }
    }

    @Test("a code that is there twice is refused: a partner's, or a location's of two partners")
    func duplicates() async throws {
        try await TestStore.with(Partners.migrations) { kit in
            let place = SamplePlace()
            for (second, code) in [("P1", "P1"), ("P2", "P1-1")] {
                let seed = try DirectorySeed.sample([("P1", "A", [place]), (second, "B", [place])])
                let code = try #require(PartnerCode(code))
                await #expect(throws: PartnersFailure.seedDuplicate(code: code)) { try await kit.load(seed) }
            }
        }
    }

    @Test("each change counts once, keeps the ids, and is found; what isn't named stays")
    func changes() async throws {
        try await TestStore.with(Partners.migrations) { kit in
            #expect(try await kit.load(.sample()) == 2)
            let before = try await kit.store.read { try Partners().list(in: $0) }
            let edits: [(SamplePlace) -> SamplePlace] = [
                { edited($0) { $0.town = "Oradea" } }, { edited($0) { $0.address = "Aleea Nouă 5" } },
                { edited($0) { $0.latitude = 46 } }, { edited($0) { $0.hours = "" } },
                { edited($0) { $0.services = "" } }, { edited($0) { $0.services = "\"mri\",\"ecg\"" } },
                { edited($0) { $0.specialities = "\"ent\"" } }, { edited($0) { $0.packages = "" } },
            ]
            var place = SamplePlace()
            for edit in edits {
                place = edit(place)
                #expect(try await kit.load(.sample(place)) == 1)
                #expect(try await kit.load(.sample(place)) == 0)
            }
            #expect(try await kit.load(.sample(place, name: "Policlinica")) == 2)
            let after = try await kit.store.read { try Partners().list(in: $0) }
            #expect(after.map(\.id) == before.map(\.id))
            #expect(after.flatMap(\.locations).map(\.id) == before.flatMap(\.locations).map(\.id))
            let found = try await kit.codes(.asking { $0.text = "policlinica oradea noua rmn orl" })
            #expect(found == ["P1-1"])
            // Another file, which doesn't name the first partner.
            #expect(try await kit.load(.sample([("P9", "Alta", [SamplePlace(code: "P9-1")])])) == 2)
            #expect(try await kit.codes(DirectoryQuery()).count == 2)
        }
    }

    @Test("B48: a location stays its partner's, and nothing of a seed that says otherwise is loaded")
    func stays() async throws {
        try await TestStore.with(Partners.migrations) { kit in
            #expect(try await kit.load(.sample()) == 2)
            let seed = try DirectorySeed.sample([("P2", "Alta", [SamplePlace(code: "P2-1"), SamplePlace()])])
            let code = try #require(PartnerCode("P1-1"))
            await #expect(throws: PartnersFailure.seedLocationElsewhere(code)) { try await kit.load(seed) }
            #expect(try await kit.codes(DirectoryQuery()) == ["P1-1"])
        }
    }

    @Test("loading at once from many sides makes each partner once")
    func race() async throws {
        try await TestStore.with(Partners.migrations) { kit in
            let seed = try DirectorySeed.sample()
            let changed = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 { group.addTask { try await kit.load(seed) } }
                return try await group.reduce(0, +)
            }
            #expect(changed == 2)
            #expect(try await kit.codes(DirectoryQuery()) == ["P1-1"])
        }
    }
}

private func edited(_ place: SamplePlace, _ change: (inout SamplePlace) -> Void) -> SamplePlace {
    var place = place
    change(&place)
    return place
}
