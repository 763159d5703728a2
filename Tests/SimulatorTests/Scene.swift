import Entitlements
import Foundation
import Kernel
import Partners
import People
import SimulatorModel
import Store

/// What acts are played on: packages, locations and employers, told to the model and to the product alike.
enum Scene {
    static let zones = [Zone.bucharest, Zone("Europe/Stockholm") ?? .utc]

    static let places = [
        Place(
            zone: .bucharest,
            services: ["cardio", "dentist", "glasses", "gp", "tele"],
            packages: ["primary", "premium", "annual"]
        ),
        Place(zone: .bucharest, services: ["glasses", "gp"], packages: ["premium"]),
        Place(zone: zones[1], services: ["cardio", "gp", "tele"], packages: ["primary", "annual"]),
    ]

    /// By month, by month with what is left carried over, and by year.
    static let packages: [String: PackageTerms] = [
        "primary": PackageTerms(
            rank: 1,
            credits: 30,
            covers: [
                "gp": .init(4), "cardio": .init(9), "glasses": .init(8, limit: 1, isYearly: true),
                "tele": .init(0, limit: 2),
            ]
        ),
        "premium": PackageTerms(
            rank: 3,
            credits: 60,
            carryOver: 1,
            covers: ["gp": .init(3), "glasses": .init(5, limit: 2, isYearly: true), "dentist": .init(10)]
        ),
        "annual": PackageTerms(
            rank: 2,
            isYearly: true,
            credits: 100,
            covers: ["gp": .init(4), "cardio": .init(7, limit: 3), "dentist": .init(12)]
        ),
    ]

    static let services = ["cardio", "dentist", "glasses", "gp", "massage", "tele"]

    static func world(at now: Instant) -> World {
        var world = World(now: now, services: services)
        for place in places { world.add(place) }
        for zone in zones { world.addEmployer(zone: zone) }
        for (code, terms) in packages { world.set(terms, of: code, from: Day(daysSinceEpoch: 0)) }
        return world
    }

    static func load(_ people: People, _ entitlements: Entitlements, _ partners: Partners, in session: Session) throws {
        try load(packages, from: Day(daysSinceEpoch: 0), entitlements, in: session)
        let names = CatalogueNames(
            specialities: [:],
            services: Dictionary(uniqueKeysWithValues: services.compactMap { ServiceCode($0) }.map { ($0, [$0.text]) }),
            packages: Set(packages.keys.compactMap { PackageCode($0) })
        )
        try partners.loadDirectory(DirectorySeed(partners: try decode("[\(partner)]")), names: names, in: session)
        let terms = LegalTextSeed(version: "1", from: Day(daysSinceEpoch: 0), text: ["ro": "Termeni", "en": "Terms"])
        try people.loadTexts([terms], in: session)
    }

    /// Tells the product which terms those packages have from a day on.
    static func load(
        _ packages: [String: PackageTerms],
        from day: Day,
        _ entitlements: Entitlements,
        in session: Session
    ) throws {
        let rows = services.map {
            #"{"code": "\#($0)", "name": {"ro": "\#($0)", "en": "\#($0)"}, "category": "all", "speciality": null}"#
        }
        let seed = CatalogueSeed(
            categories: try decode(#"[{"code": "all", "name": {"ro": "Toate", "en": "All"}}]"#),
            specialities: [],
            services: try decode("[\(rows.joined(separator: ","))]"),
            packages: try decode("[\(packages.sorted { $0.key < $1.key }.map(text).joined(separator: ","))]")
        )
        try entitlements.loadCatalogue(seed, from: day, in: session)
    }

    private static func text(_ code: String, _ terms: PackageTerms) -> String {
        let covers = terms.covers.sorted { $0.key < $1.key }.map { service, cover in
            let limit = cover.limit.map { #"{"count": \#($0), "per": "\#(cover.limitIsYearly ? "year" : "month")"}"# }
            return #"{"service": "\#(service)", "credits": \#(cover.credits), "limit": \#(limit ?? "null")}"#
        }
        return """
            {"code": "\(code)", "rank": \(terms.rank), "name": {"ro": "\(code)", "en": "\(code)"}, "aliases": [],
             "period": "\(terms.isYearly ? "year" : "month")", "credits": \(terms.credits),
             "carryOverPeriods": \(terms.carryOver), "covers": [\(covers.joined(separator: ","))]}
            """
    }

    private static var partner: String {
        let locations = places.enumerated().map { number, place in
            """
            {"code": "P1-\(number + 1)", "name": "Teiul \(number + 1)", "town": "București", "county": "București",
             "address": "Str. Teiului 1", "latitude": 44.4, "longitude": 26.1, "phone": null, "email": null,
             "openingHours": [], "specialities": [], "services": [\(list(place.services))],
             "packages": [\(list(place.packages.sorted()))], "timeZone": "\(place.zone)"}
            """
        }
        return """
            {"code": "P1", "name": "Clinica Teiul", "website": null, "locations": [\(locations.joined(separator: ","))]}
            """
    }

    private static func list(_ words: [String]) -> String { words.map { "\"\($0)\"" }.joined(separator: ", ") }

    private static func decode<T: Decodable>(_ text: String) throws -> T {
        try JSONDecoder().decode(T.self, from: Data(text.utf8))
    }
}
