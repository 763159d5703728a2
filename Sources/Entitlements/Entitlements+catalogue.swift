public import Kernel
public import Store

extension Entitlements {
    /// Loads the catalogue. Loading the same again changes nothing.
    ///
    /// From `day` on, each of its packages has the terms that the seed says and covers what the seed says; what held
    /// until then is kept, and what was planned for later is replaced. A package that is new has always been so. What the
    /// seed doesn't name (a category, a service, a whole package) is left as it is.
    ///
    /// Throws `seedUnknownCode`, `seedDuplicate` or `seedNumberInvalid` before anything is written.
    ///
    /// - Returns: how many things were added, changed or ended: categories, specialities, services, packages, names of
    ///   packages, terms and covered services, each as one.
    @discardableResult
    public func loadCatalogue(_ seed: CatalogueSeed, from day: Day, in session: Session) throws -> Int {
        try CatalogueRules.check(seed)
        // Programs that load at once follow one another: each compares with what the one before has left.
        try session.lock(Array("catalogue".utf8))
        var changed = 0
        for row in seed.categories {
            changed += try session.runCounting(EntitlementsSQL.putCategory, row.code, row.name.ro, row.name.en)
        }
        for row in seed.specialities {
            changed += try session.runCounting(EntitlementsSQL.putSpeciality, row.code, row.name.ro, row.name.en)
        }
        for row in seed.services {
            changed += try session.runCounting(
                EntitlementsSQL.putService,
                row.code,
                row.name.ro,
                row.name.en,
                row.category,
                row.speciality
            )
        }
        for row in seed.packages {
            changed += try session.runCounting(EntitlementsSQL.putPackage, row.code, row.rank, row.name.ro, row.name.en)
            let known = try session.all(EntitlementsSQL.termsHistory, row.code, read: PackageTerms.span(row:))
            let start = known.isEmpty ? Day.earliest : day
            changed += try putTerms(of: row, over: known, from: start, in: session)
            changed += try putCovers(of: row, from: start, in: session)
        }
        changed += try putNames(of: seed.packages, in: session)
        if changed > 0 {
            let revision: CatalogueRevisionID = session.newID()
            try session.run(CatalogueSQL.setRevision, revision)
        }
        return changed
    }

    /// A name may move from one package to another, so all are taken away before any is given.
    private func putNames(of packages: [CatalogueSeed.SeedPackage], in session: Session) throws -> Int {
        var missing: [(name: String, package: PackageCode)] = []
        var changed = 0
        for package in packages {
            let wanted = CatalogueRules.names(of: package)
            let known = try session.all(EntitlementsSQL.names, package.code) { try $0[0] as String }
            for name in known where !wanted.contains(name) {
                changed += try session.runCounting(EntitlementsSQL.dropName, name)
            }
            missing += wanted.filter { !known.contains($0) }.map { ($0, package.code) }
        }
        for (name, package) in missing {
            guard try session.runCounting(EntitlementsSQL.addName, name, package) == 1 else {
                throw EntitlementsFailure.seedDuplicate(file: "packages.json", field: "aliases", value: name)
            }
            changed += 1
        }
        return changed
    }

    private func putTerms(
        of package: CatalogueSeed.SeedPackage,
        over known: [Timeline<PackageTerms>.Span],
        from day: Day,
        in session: Session
    ) throws -> Int {
        var wanted = Timeline(known)
        wanted.set(
            PackageTerms(period: package.period, credits: package.credits, carryOverPeriods: package.carryOverPeriods),
            from: day
        )
        guard wanted.spans != known else { return 0 }
        for span in known where !wanted.spans.contains(where: { $0.from == span.from }) {
            try session.run(EntitlementsSQL.dropTerms, package.code, span.from)
        }
        for span in wanted.spans where !known.contains(span) {
            try session.run(
                EntitlementsSQL.putTerms,
                package.code,
                span.from,
                span.until,
                span.value.period,
                span.value.credits,
                span.value.carryOverPeriods
            )
        }
        return 1
    }

    private func putCovers(of package: CatalogueSeed.SeedPackage, from day: Day, in session: Session) throws -> Int {
        let history = try history(of: package.code, in: session)
        let known = Dictionary(grouping: history, by: \.entitlement.service).mapValues { past in
            Timeline(past.map { Timeline.Span(value: $0.entitlement, from: $0.from ?? .earliest, until: $0.until) })
        }
        let covers = Dictionary(uniqueKeysWithValues: package.covers.map { ($0.service, Entitlement(of: $0)) })
        var changed = 0
        for service in Set(known.keys).union(covers.keys).sorted() {
            let before = known[service] ?? Timeline()
            var after = before
            if let cover = covers[service] {
                after.set(cover, from: day)
            } else {
                after.clear(from: day)
            }
            guard after != before else { continue }
            try write(after, over: before, of: service, in: package.code, session)
            changed += 1
        }
        return changed
    }

    private func write(
        _ after: Timeline<Entitlement>,
        over before: Timeline<Entitlement>,
        of service: ServiceCode,
        in package: PackageCode,
        _ session: Session
    ) throws {
        for span in before.spans where !after.spans.contains(where: { $0.from == span.from }) {
            try session.run(EntitlementsSQL.dropEntitlement, package, service, span.from)
        }
        for span in after.spans where !before.spans.contains(span) {
            try session.run(
                EntitlementsSQL.putEntitlement,
                package,
                service,
                span.value.credits,
                span.value.limit?.count,
                span.value.limit?.per,
                span.from,
                span.until
            )
        }
    }
}

extension Day {
    /// Before any day that matters.
    static let earliest = Day(daysSinceEpoch: -719_162)  // 0001-01-01
}
