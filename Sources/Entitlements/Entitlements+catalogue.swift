public import Kernel
public import Store

extension Entitlements {
    /// Loads the catalogue. Loading the same again changes nothing.
    ///
    /// What a package covers changes from `day` on, and what it covered until then is kept; a package that is new has
    /// always covered what it covers. Throws `seedUnknownCode` for a code that the catalogue doesn't have.
    ///
    /// - Returns: how many rows were added, changed or ended.
    @discardableResult
    public func loadCatalogue(_ seed: CatalogueSeed, from day: Day, in session: Session) throws -> Int {
        try check(seed)
        var changed = 0
        for row in seed.categories {
            changed += try session.run(EntitlementsSQL.putCategory, row.code, row.name.ro, row.name.en)
        }
        for row in seed.specialities {
            changed += try session.run(EntitlementsSQL.putSpeciality, row.code, row.name.ro, row.name.en)
        }
        for row in seed.services {
            changed += try session.run(
                EntitlementsSQL.putService,
                row.code,
                row.name.ro,
                row.name.en,
                row.category,
                row.speciality
            )
        }
        for package in seed.packages { changed += try load(package, from: day, in: session) }
        return changed
    }

    private func load(_ package: CatalogueSeed.SeedPackage, from day: Day, in session: Session) throws -> Int {
        var changed = try session.run(
            EntitlementsSQL.putPackage,
            package.code,
            package.rank,
            package.name.ro,
            package.name.en,
            package.period,
            package.credits,
            package.carryOverPeriods
        )
        for name in [package.code.text, package.name.ro, package.name.en] + package.aliases {
            changed += try session.run(EntitlementsSQL.putAlias, name.folded, package.code)
        }
        let isKnown = try session.first(EntitlementsSQL.hasEntitlements, package.code) { _ in true } ?? false
        let start = isKnown ? day : Day.earliest
        let known = Dictionary(uniqueKeysWithValues: try open(package.code, in: session).map { ($0.service, $0) })
        var wanted: Set<ServiceCode> = []
        for cover in package.covers {
            wanted.insert(cover.service)
            if let current = known[cover.service] {
                if current.credits == cover.credits, current.limit == cover.limit { continue }
                try end(package.code, cover.service, start, in: session)
            }
            changed += try session.run(
                EntitlementsSQL.addEntitlement,
                package.code,
                cover.service,
                cover.credits,
                cover.limit?.count,
                cover.limit?.per,
                start
            )
        }
        for service in known.keys.sorted() where !wanted.contains(service) {
            try end(package.code, service, start, in: session)
            changed += 1
        }
        return changed
    }

    /// What has no end yet: what holds from now on.
    private func open(_ package: PackageCode, in session: Session) throws -> [Entitlement] {
        try entitlements(of: package, on: Day.latest, in: session)
    }

    private func end(_ package: PackageCode, _ service: ServiceCode, _ day: Day, in session: Session) throws {
        try session.run(EntitlementsSQL.dropEntitlement, package, service, day)
        try session.run(EntitlementsSQL.endEntitlement, package, service, day)
    }

    private func check(_ seed: CatalogueSeed) throws {
        let categories = Set(seed.categories.map(\.code))
        let specialities = Set(seed.specialities.map(\.code))
        let services = Set(seed.services.map(\.code))
        for service in seed.services {
            if !categories.contains(service.category) {
                throw EntitlementsFailure.seedUnknownCode(file: "services.json", code: service.category.text)
            }
            if let speciality = service.speciality, !specialities.contains(speciality) {
                throw EntitlementsFailure.seedUnknownCode(file: "services.json", code: speciality.text)
            }
        }
        for package in seed.packages {
            for cover in package.covers where !services.contains(cover.service) {
                throw EntitlementsFailure.seedUnknownCode(file: "packages.json", code: cover.service.text)
            }
        }
    }
}

extension Day {
    /// Before any day that matters.
    static let earliest = Day(daysSinceEpoch: -719_162)  // 0001-01-01
    /// After any day that matters.
    static let latest = Day(daysSinceEpoch: 2_932_896)  // 9999-12-31
}
