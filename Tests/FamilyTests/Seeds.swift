import Entitlements
import Foundation
import Kernel
import People
import Store

/// What the program seeds, as far as these tests need it.
enum Seeds {
    static func load(people: People, entitlements: Entitlements, in session: Session) throws {
        let packages = """
            [{"code": "primary", "rank": 1, "name": {"ro": "Primar", "en": "Primary"}},
            {"code": "principal", "rank": 2, "name": {"ro": "Principal", "en": "Principal"}},
            {"code": "premium", "rank": 3, "name": {"ro": "Premium", "en": "Premium"}}]
            """.replacing("\"}}", with: "\"}, \(grant)}")
        try entitlements.loadCatalogue(
            CatalogueSeed(
                categories: [],
                specialities: [],
                services: [],
                packages: try JSONDecoder().decode([CatalogueSeed.SeedPackage].self, from: Data(packages.utf8))
            ),
            from: try day("2026-01-01"),
            in: session
        )
        try people.loadTexts(
            [
                LegalTextSeed(
                    version: "1",
                    from: try day("2025-01-01"),
                    text: ["ro": "Termenii.", "en": "The terms."]
                ),
                LegalTextSeed(
                    code: .payrollDeduction,
                    version: "2025-01",
                    from: try day("2025-01-01"),
                    text: ["ro": "Sunt de acord.", "en": "I agree."]
                ),
                LegalTextSeed(
                    code: .payrollDeduction,
                    version: "2026-01",
                    from: try day("2026-01-01"),
                    text: ["ro": "Sunt de acord cu reținerea.", "en": "I agree to the deduction."]
                ),
            ],
            in: session
        )
    }

    private static let grant = #""aliases": [], "period": "month", "credits": 100, "carryOverPeriods": 0, "covers": []"#
}
