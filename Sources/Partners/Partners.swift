public import Kernel
public import Store

/// The directory: partners, their locations, what they do, and which packages they accept.
///
/// Verbs take the open session; they open no transaction and send nothing. Service, speciality and package codes are the
/// catalogue's; this room keeps them as codes.
public struct Partners: Sendable {
    let known = KnownLocations()

    /// The feature; it stands on nothing but the store.
    public init() {}

    /// Which content the directory has: another after each change of it; nil before the first.
    public func revision(in session: Session) throws -> DirectoryRevisionID? {
        try session.first(PartnersSQL.revision) { try $0[0] as DirectoryRevisionID }
    }

    /// The partner with its locations; throws `noSuchPartner`.
    public func partner(_ id: PartnerID, in session: Session) throws -> Partner {
        let found = try session.first(PartnersSQL.partner, id) { row in
            (
                code: try row[0] as PartnerCode, name: try row[1] as String, website: try row[2] as String?,
                addedAt: try row[3] as Instant
            )
        }
        guard let found else { throw PartnersFailure.noSuchPartner }
        return Partner(
            id: id,
            code: found.code,
            name: found.name,
            website: found.website,
            addedAt: found.addedAt,
            locations: try locations(of: id, in: session)
        )
    }

    /// The partner with that code; throws `noSuchPartner`.
    public func partner(code: PartnerCode, in session: Session) throws -> PartnerID {
        guard let id = try session.first(PartnersSQL.partnerByCode, code, read: { try $0[0] as PartnerID }) else {
            throw PartnersFailure.noSuchPartner
        }
        return id
    }

    /// All partners with their locations, by code.
    public func list(in session: Session) throws -> [Partner] {
        try session.all(PartnersSQL.partnerIDs) { try $0[0] as PartnerID }.map { try partner($0, in: session) }
    }

    /// What the desk must know of a location; nil when there is none.
    public func location(_ id: LocationID, in session: Session) throws -> DeskLocation? {
        try ask(for: id, in: session).get()
    }

    /// Asks for a location and goes on; `get` waits for it.
    public func ask(for id: LocationID, in session: Session) throws -> AskedLocation {
        let revision = try session.ask(PartnersSQL.locationRevision, id) { try $0[0] as LocationRevisionID }
        return AskedLocation(id: id, revision: revision, session: session, known: known)
    }

    /// The location with that code; nil when there is none.
    public func location(code: PartnerCode, in session: Session) throws -> LocationID? {
        try session.first(PartnersSQL.locationByCode, code) { try $0[0] as LocationID }
    }

    private func locations(of partner: PartnerID, in session: Session) throws -> [Location] {
        var locations = try session.all(PartnersSQL.locations, partner) { try Location(row: $0) }
        for index in locations.indices { try readDetails(of: &locations[index], in: session) }
        return locations
    }

    /// Reads what a location has many of.
    func readDetails(of location: inout Location, in session: Session) throws {
        location.specialities = try session.all(PartnersSQL.specialities, location.id) { try $0[0] as SpecialityCode }
        location.services = try session.all(PartnersSQL.services, location.id) { try $0[0] as ServiceCode }
        location.packages = try session.all(PartnersSQL.packages, location.id) { try $0[0] as PackageCode }
        location.openingHours = try session.all(PartnersSQL.openingHours, location.id) { row in
            OpeningHours(days: try row[0], opens: try row[1], closes: try row[2])
        }
    }
}
