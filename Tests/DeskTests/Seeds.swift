import Entitlements
import Foundation
import Kernel
import Partners
import People
import Store

/// A catalogue and a directory, as small as these tests allow.
enum Seeds {
    /// `glasses` has limits by the year, `tele` costs nothing and has one by the month.
    private static let packages = """
        [
            {"code": "primary", "rank": 1, "name": {"ro": "Primar", "en": "Primary"}, "aliases": [],
             "period": "month", "credits": 30, "carryOverPeriods": 0, "covers": [
                {"service": "gp", "credits": 4, "limit": null},
                {"service": "cardio", "credits": 8, "limit": null},
                {"service": "glasses", "credits": 8, "limit": {"count": 1, "per": "year"}},
                {"service": "tele", "credits": 0, "limit": {"count": 2, "per": "month"}}
            ]},
            {"code": "principal", "rank": 2, "name": {"ro": "Principal", "en": "Principal"}, "aliases": [],
             "period": "month", "credits": 60, "carryOverPeriods": 0, "covers": [
                {"service": "gp", "credits": 3, "limit": null}
            ]},
            {"code": "premium", "rank": 3, "name": {"ro": "Premium", "en": "Premium"}, "aliases": [],
             "period": "month", "credits": 120, "carryOverPeriods": 1, "covers": [
                {"service": "gp", "credits": 2, "limit": null},
                {"service": "glasses", "credits": 3, "limit": {"count": 2, "per": "year"}},
                {"service": "dentist", "credits": 10, "limit": null}
            ]},
            {"code": "big", "rank": 4, "name": {"ro": "Mare", "en": "Big"}, "aliases": [],
             "period": "month", "credits": 5000, "carryOverPeriods": 0, "covers": [
                {"service": "gp", "credits": 1, "limit": null}
            ]}
        ]
        """

    private static let partners = """
        [{"code": "P1", "name": "Clinica Teiul", "website": null, "locations": [
            {"code": "P1-1", "name": "Teiul Obor", "town": "București", "county": "București", "address": "Str. Teiului 1",
             "latitude": 44.4, "longitude": 26.1, "phone": null, "email": null, "openingHours": [], "specialities": [],
             "services": ["gp", "cardio", "glasses", "tele", "dentist", "massage"],
             "packages": ["primary", "principal", "premium", "big"], "timeZone": null},
            {"code": "P1-2", "name": "Teiul Cluj", "town": "Cluj-Napoca", "county": "Cluj", "address": "Str. Teiului 2",
             "latitude": 46.8, "longitude": 23.6, "phone": null, "email": null, "openingHours": [], "specialities": [],
             "services": ["gp", "cardio", "glasses"], "packages": ["premium"], "timeZone": null}
        ]}]
        """

    private static let services = ["gp", "cardio", "glasses", "tele", "dentist", "massage"]

    static func load(_ people: People, _ entitlements: Entitlements, _ partners: Partners, in session: Session) throws {
        let rows = services.map {
            #"{"code": "\#($0)", "name": {"ro": "\#($0)", "en": "\#($0)"}, "category": "all", "speciality": null}"#
        }
        try entitlements.loadCatalogue(
            CatalogueSeed(
                categories: try decode(#"[{"code": "all", "name": {"ro": "Toate", "en": "All"}}]"#),
                specialities: [],
                services: try decode("[\(rows.joined(separator: ","))]"),
                packages: try decode(packages)
            ),
            from: Day(daysSinceEpoch: 0),
            in: session
        )
        let names = CatalogueNames(
            specialities: [:],
            services: Dictionary(uniqueKeysWithValues: services.compactMap { ServiceCode($0) }.map { ($0, [$0.text]) }),
            packages: Set(["primary", "principal", "premium", "big"].compactMap { PackageCode($0) })
        )
        try partners.loadDirectory(DirectorySeed(partners: try decode(Self.partners)), names: names, in: session)
        let terms = LegalTextSeed(version: "1", from: Day(daysSinceEpoch: 0), text: ["ro": "Termeni", "en": "Terms"])
        try people.loadTexts([terms], in: session)
    }

    /// From a day on, a package grants so many credits a month.
    static func setCredits(
        of code: String,
        to credits: Int64,
        from day: String,
        _ entitlements: Entitlements,
        in session: Session
    ) throws {
        let package = """
            [{"code": "\(code)", "rank": 1, "name": {"ro": "\(code)", "en": "\(code)"}, "aliases": [],
              "period": "month", "credits": \(credits), "carryOverPeriods": 0, "covers": []}]
            """
        let seed = CatalogueSeed(categories: [], specialities: [], services: [], packages: try decode(package))
        guard let day = Day(day) else { throw StoreFailure.constraint("day") }
        try entitlements.loadCatalogue(seed, from: day, in: session)
    }

    private static func decode<T: Decodable>(_ text: String) throws -> T {
        try JSONDecoder().decode(T.self, from: Data(text.utf8))
    }
}
