import Kernel
public import Store

extension Partners {
    /// Loads the directory. Loading the same again changes nothing; a partner or location that the seed doesn't name is
    /// left as it is.
    ///
    /// Throws `seedUnknownCode` for a speciality, service or package that the catalogue doesn't have, `seedDuplicate` or
    /// `seedValueInvalid`, before anything is written; `seedLocationElsewhere` for a location of another partner.
    ///
    /// - Parameter names: the catalogue, for the check and for searching by the names of specialities and services. A name
    ///   that changes there changes the locations that are found by it.
    /// - Returns: how many partners and locations were added or changed.
    @discardableResult
    public func loadDirectory(_ seed: DirectorySeed, names: CatalogueNames, in session: Session) throws -> Int {
        try SeedRules.check(seed, names)
        // Programs that start together load it one after the other.
        try session.lock(Array("directory".utf8))
        var changed = 0
        for partner in seed.partners {
            let candidate: PartnerID = session.newID()
            changed += try session.runCounting(
                PartnersSQL.putPartner,
                candidate,
                partner.code,
                partner.name,
                partner.website,
                session.now
            )
            let id = try self.partner(code: partner.code, in: session)
            for location in partner.locations {
                changed += try put(location, of: partner, id, names, in: session)
            }
        }
        if changed > 0 {
            let revision: DirectoryRevisionID = session.newID()
            try session.run(PartnersSQL.setRevision, revision)
        }
        return changed
    }

    private func put(
        _ location: DirectorySeed.SeedLocation,
        of partner: DirectorySeed.SeedPartner,
        _ id: PartnerID,
        _ names: CatalogueNames,
        in session: Session
    ) throws -> Int {
        guard try session.first(PartnersSQL.locationElsewhere, location.code, id, read: { _ in true }) == nil else {
            throw PartnersFailure.seedLocationElsewhere(location.code)
        }
        let candidate: LocationID = session.newID()
        let revision: LocationRevisionID = session.newID()
        let changed = try session.runCounting(
            PartnersSQL.putLocation,
            candidate,
            id,
            location.code,
            location.name,
            location.town,
            location.county,
            location.address,
            Int64((location.latitude * 1_000_000).rounded()),
            Int64((location.longitude * 1_000_000).rounded()),
            location.phone,
            location.email,
            location.timeZone ?? .bucharest,
            DirectoryRules.key([partner.name]),
            DirectoryRules.key([location.town]),
            searchWords(location, partner, names),
            revision
        )
        guard let known = try self.location(code: location.code, in: session) else {
            throw PartnersFailure.noSuchPartner
        }
        let isReplaced = [
            try replace(location.specialities, of: known, PartnersSQL.specialityTable, in: session),
            try replace(location.services, of: known, PartnersSQL.serviceTable, in: session),
            try replace(location.packages, of: known, PartnersSQL.packageTable, in: session),
            try putHours(location.openingHours, known, in: session),
        ]
        guard changed > 0 || isReplaced.contains(true) else { return 0 }
        try session.run(PartnersSQL.revise, known, revision)
        return 1
    }

    /// Makes a location's codes in one table those that are wanted, and says whether they weren't.
    private func replace<Kind>(
        _ wanted: [Code<Kind>],
        of location: LocationID,
        _ table: PartnersSQL.CodeTable,
        in session: Session
    ) throws -> Bool {
        let known = try session.all(table.codes, location) { try $0[0] as Code<Kind> }
        let wanted = Set(wanted).sorted()
        guard known != wanted else { return false }
        try session.run(table.drop, location)
        try session.runEach(table.add, wanted) { code, arguments in
            arguments = [location.value, code.value]
        }
        return true
    }

    private func putHours(_ hours: [OpeningHours], _ id: LocationID, in session: Session) throws -> Bool {
        let known = try session.all(PartnersSQL.openingHours, id) { row in
            OpeningHours(days: try row[0], opens: try row[1], closes: try row[2])
        }
        guard known != hours else { return false }
        try session.run(PartnersSQL.dropHours, id)
        try session.runEach(PartnersSQL.addHours, hours.enumerated()) { entry, arguments in
            arguments = [
                id.value, entry.offset.value, entry.element.days.value, entry.element.opens.value,
                entry.element.closes.value,
            ]
        }
        return true
    }

    /// Everything that a search by text looks through.
    private func searchWords(
        _ location: DirectorySeed.SeedLocation,
        _ partner: DirectorySeed.SeedPartner,
        _ names: CatalogueNames
    ) -> String {
        var texts = [partner.name, location.name, location.town, location.county, location.address]
        for code in location.specialities { texts += (names.specialities[code] ?? []).sorted() }
        for code in location.services { texts += (names.services[code] ?? []).sorted() }
        // A clinic's services have most of their words in common.
        return DirectoryRules.key(texts, isEachOnce: true)
    }
}
