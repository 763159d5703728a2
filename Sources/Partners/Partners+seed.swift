import Kernel
public import Store

extension Partners {
    /// Loads the directory. Loading the same again changes nothing; a partner or location that the seed doesn't name is
    /// left as it is.
    ///
    /// Throws `seedUnknownCode` for a speciality, service or package that the catalogue doesn't have.
    ///
    /// - Returns: how many partners and locations were added or changed.
    @discardableResult
    public func loadDirectory(_ seed: DirectorySeed, names: CatalogueNames, in session: Session) throws -> Int {
        for location in seed.partners.flatMap(\.locations) { try check(location, names) }
        var changed = 0
        for partner in seed.partners {
            let candidate: PartnerID = session.newID()
            changed += try session.run(PartnersSQL.putPartner, candidate, partner.code, partner.name, partner.website)
            guard let id = try session.first(PartnersSQL.partnerByCode, partner.code, read: { try $0[0] as PartnerID })
            else { throw PartnersFailure.noSuchPartner }
            for location in partner.locations {
                changed += try put(location, of: partner, id, names, in: session)
            }
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
        let candidate: LocationID = session.newID()
        var changed = try session.run(
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
            partner.name.folded,
            location.town.folded,
            searchText(location, partner, names)
        )
        guard let known = try self.location(code: location.code, in: session) else {
            throw PartnersFailure.noSuchPartner
        }
        var details = try replace(location.specialities, of: known, PartnersSQL.specialityTable, in: session)
        details += try replace(location.services, of: known, PartnersSQL.serviceTable, in: session)
        details += try replace(location.packages, of: known, PartnersSQL.packageTable, in: session)
        details += try putHours(location.openingHours, known, in: session)
        if changed == 0, details > 0 { changed = 1 }
        return changed
    }

    /// Makes a location's codes in one table those that are wanted.
    private func replace<Kind>(
        _ wanted: [Code<Kind>],
        of location: LocationID,
        _ table: PartnersSQL.CodeTable,
        in session: Session
    ) throws -> Int {
        let known = try session.all(table.codes, location) { try $0[0] as Code<Kind> }
        let wanted = Set(wanted).sorted()
        guard known != wanted else { return 0 }
        try session.run(table.drop, location)
        return try session.runEach(table.add, wanted) { code, arguments in
            arguments = [location.value, code.value]
        }
    }

    private func putHours(_ hours: [OpeningHours], _ id: LocationID, in session: Session) throws -> Int {
        let known = try session.all(PartnersSQL.openingHours, id) { row in
            OpeningHours(days: try row[0], opens: try row[1], closes: try row[2])
        }
        guard known != hours else { return 0 }
        try session.run(PartnersSQL.dropHours, id)
        return try session.runEach(PartnersSQL.addHours, hours.enumerated()) { entry, arguments in
            arguments = [
                id.value, entry.offset.value, entry.element.days.value, entry.element.opens.value,
                entry.element.closes.value,
            ]
        }
    }

    /// Everything that a search by text looks through, folded.
    private func searchText(
        _ location: DirectorySeed.SeedLocation,
        _ partner: DirectorySeed.SeedPartner,
        _ names: CatalogueNames
    ) -> String {
        var words = [partner.name, location.name, location.town, location.county, location.address]
        for code in location.specialities { words += (names.specialities[code] ?? []).sorted() }
        for code in location.services { words += (names.services[code] ?? []).sorted() }
        return words.map(\.folded).joined(separator: "\n")
    }

    private func check(_ location: DirectorySeed.SeedLocation, _ names: CatalogueNames) throws {
        let unknown =
            location.specialities.first { names.specialities[$0] == nil }?.text
            ?? location.services.first { names.services[$0] == nil }?.text
            ?? location.packages.first { !names.packages.contains($0) }?.text
        if let unknown { throw PartnersFailure.seedUnknownCode(location: location.code, code: unknown) }
    }
}
