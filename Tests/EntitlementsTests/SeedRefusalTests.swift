import Entitlements
import Foundation
import Kernel
import Store
import TestKit
import Testing

@Suite("Seeds that can't be right")
struct SeedRefusalTests {
    /// What to write instead of what in the sample, and how it is refused.
    static let refusals: [(from: String, to: String, failure: EntitlementsFailure)] = [
        (
            #""category":"consultations","speciality":null"#, #""category":"none","speciality":null"#,
            .seedUnknownCode(file: "services.json", field: "category of general", code: "none")
        ),
        (
            #""speciality":"cardiology""#, #""speciality":"heartology""#,
            .seedUnknownCode(file: "services.json", field: "speciality of heart", code: "heartology")
        ),
        (
            #""service":"heart""#, #""service":"hart""#,
            .seedUnknownCode(file: "packages.json", field: "covers of premium", code: "hart")
        ),
        (
            #""service":"heart""#, #""service":"general""#,
            .seedDuplicate(file: "packages.json", field: "covers of premium", value: "general")
        ),
        (
            #"{"code":"heart""#, #"{"code":"general""#,
            .seedDuplicate(file: "services.json", field: "code", value: "general")
        ),
        (
            #""code":"premium""#, #""code":"primary""#,
            .seedDuplicate(file: "packages.json", field: "code", value: "primary")
        ),
        (#""rank":3"#, #""rank":1"#, .seedDuplicate(file: "packages.json", field: "rank", value: "1")),
        (
            #""aliases":["Lux"]"#, #""aliases":["DE BAZA"]"#,
            .seedDuplicate(file: "packages.json", field: "aliases", value: "de baza")
        ),
        (
            #""credits":30"#, #""credits":-1"#,
            .seedNumberInvalid(file: "packages.json", field: "credits", code: "primary")
        ),
        (
            #""count":2"#, #""count":0"#,
            .seedNumberInvalid(file: "packages.json", field: "limit", code: "heart in premium")
        ),
        (
            #""carryOverPeriods":1"#, #""carryOverPeriods":-1"#,
            .seedNumberInvalid(file: "packages.json", field: "carryOverPeriods", code: "premium")
        ),
    ]

    @Test("B13: it is refused by file, field and code, and nothing of it is written", arguments: refusals.indices)
    func refused(index: Int) async throws {
        let refusal = Self.refusals[index]
        let seed = try CatalogueSeed.sample { $0.replacing(refusal.from, with: refusal.to) }
        try await TestStore.with(Entitlements.migrations) { kit in
            let from = try day("2026-01-01")
            await #expect(throws: refusal.failure) {
                try await kit.store.write { try Entitlements().loadCatalogue(seed, from: from, in: $0) }
            }
            let rows = try await kit.store.read { session in
                (
                    try Entitlements().services(in: session).count, try Entitlements().specialities(in: session).count,
                    try Entitlements().packages(in: session).count
                )
            }
            #expect(rows == (0, 0, 0))
        }
    }

    @Test("each refusal says what is wrong in both languages")
    func messages() {
        for refusal in Self.refusals {
            for language in Language.allCases {
                let text = refusal.failure.message.text(in: language)
                #expect(text.contains(".json") && !text.contains("{"))
            }
        }
    }

    @Test("a name that another package has already is refused")
    func takenName() async throws {
        try await TestStore.with(Entitlements.migrations) { kit in
            let from = try day("2026-01-01")
            let first = try CatalogueSeed.sample()
            try await kit.store.write { try Entitlements().loadCatalogue(first, from: from, in: $0) }
            // The second file doesn't know premium at all.
            let second = try CatalogueSeed.sample(primaryAlias: "Lux", premiumAlias: "Aur") { text in
                text.replacing("premium", with: "gold").replacing("Premium", with: "Gold")
            }
            await #expect(
                throws: EntitlementsFailure.seedDuplicate(file: "packages.json", field: "aliases", value: "lux")
            ) {
                try await kit.store.write { try Entitlements().loadCatalogue(second, from: from, in: $0) }
            }
        }
    }
}
