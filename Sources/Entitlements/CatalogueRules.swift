import Kernel

/// What must hold in the seed files before any of it is loaded.
enum CatalogueRules {
    /// Throws what is wrong first, by file, field and code.
    static func check(_ seed: CatalogueSeed) throws(EntitlementsFailure) {
        let categories = try distinct(seed.categories.map(\.code), "categories.json", "code")
        let specialities = try distinct(seed.specialities.map(\.code), "specialities.json", "code")
        let services = try distinct(seed.services.map(\.code), "services.json", "code")
        _ = try distinct(seed.packages.map(\.code), "packages.json", "code")
        _ = try distinct(seed.packages.map(\.rank), "packages.json", "rank")
        for service in seed.services {
            try known(service.category, in: categories, "services.json", "category of \(service.code)")
            guard let speciality = service.speciality else { continue }
            try known(speciality, in: specialities, "services.json", "speciality of \(service.code)")
        }
        for package in seed.packages {
            let covered = try distinct(package.covers.map(\.service), "packages.json", "covers of \(package.code)")
            for service in covered.sorted() {
                try known(service, in: services, "packages.json", "covers of \(package.code)")
            }
            try checkNumbers(of: package)
        }
        // A roster's word for a package must mean one package.
        _ = try distinct(seed.packages.flatMap(names(of:)), "packages.json", "aliases")
    }

    /// What a roster may write for a package: its code, names and aliases, folded, each once.
    static func names(of package: CatalogueSeed.SeedPackage) -> [String] {
        Set(([package.code.text, package.name.ro, package.name.en] + package.aliases).map(\.folded)).sorted()
    }

    private static func checkNumbers(of package: CatalogueSeed.SeedPackage) throws(EntitlementsFailure) {
        func require(_ holds: Bool, _ field: String, _ code: String) throws(EntitlementsFailure) {
            if !holds {
                throw .seedNumberInvalid(file: "packages.json", field: field, code: code)
            }
        }
        try require(package.credits >= .zero, "credits", package.code.text)
        try require(package.carryOverPeriods >= 0, "carryOverPeriods", package.code.text)
        for cover in package.covers {
            try require(cover.credits >= .zero, "credits", "\(cover.service) in \(package.code)")
            try require(cover.limit.map { $0.count > 0 } ?? true, "limit", "\(cover.service) in \(package.code)")
        }
    }

    private static func distinct<T: Hashable>(
        _ values: [T],
        _ file: String,
        _ field: String
    ) throws(EntitlementsFailure) -> Set<T> {
        var seen: Set<T> = []
        for value in values where !seen.insert(value).inserted {
            throw .seedDuplicate(file: file, field: field, value: "\(value)")
        }
        return seen
    }

    private static func known<Kind>(
        _ code: Code<Kind>,
        in codes: Set<Code<Kind>>,
        _ file: String,
        _ field: String
    ) throws(EntitlementsFailure) {
        if !codes.contains(code) { throw .seedUnknownCode(file: file, field: field, code: code.text) }
    }
}
