public import Kernel
public import Store

/// Packages, what they cover, and who has which from a day to a day.
///
/// Verbs take the open session; they open no transaction and send nothing.
public struct Entitlements: Sendable {
    let catalogues = Catalogue.Cache()

    /// The feature; it stands on nothing but the store.
    public init() {}

    /// Which content the catalogue has: the same as long as nothing of it changes, on whatever day.
    public func revision(in session: Session) throws -> CatalogueRevision { try CatalogueRevision.current(in: session) }

    /// All packages with the terms of a day (without one, today's in UTC), the lowest rank first.
    public func packages(on day: Day? = nil, in session: Session) throws -> [Package] {
        try session.all(EntitlementsSQL.packages, day ?? Zone.utc.day(at: session.now), read: { try Package(row: $0) })
    }

    /// The package with that code, with the terms of a day (without one, today's in UTC); nil when the catalogue has none.
    public func package(_ code: PackageCode, on day: Day? = nil, in session: Session) throws -> Package? {
        try session.first(
            EntitlementsSQL.package,
            day ?? Zone.utc.day(at: session.now),
            code,
            read: { try Package(row: $0) }
        )
    }

    /// The package that somebody names by its code, its name or an alias, in any language, whatever the case and
    /// diacritics (the roster's column `package`).
    public func packageCode(named name: String, in session: Session) throws -> PackageCode? {
        try session.first(EntitlementsSQL.packageNamed, name.folded) { try $0[0] as PackageCode }
    }

    /// All services, by category and code.
    public func services(in session: Session) throws -> [Service] {
        try session.all(EntitlementsSQL.services, read: Service.init(row:))
    }

    /// All specialities, by code; also those that no service has.
    public func specialities(in session: Session) throws -> [Speciality] {
        try session.all(EntitlementsSQL.specialities, read: Speciality.init(row:))
    }

    /// What a package covers on a day, by service.
    public func entitlements(of package: PackageCode, on day: Day, in session: Session) throws -> [Entitlement] {
        try session.all(EntitlementsSQL.entitlements, package, day, read: { try Entitlement(row: $0) })
    }

    /// All that a package ever covered, covers and is going to cover, by service and day (B13).
    public func history(of package: PackageCode, in session: Session) throws -> [PastEntitlement] {
        try session.all(EntitlementsSQL.history, package, read: PastEntitlement.init(row:))
    }

    /// The whole list of services for somebody who has those packages: what is covered, what isn't, and what a higher
    /// package would add (B14).
    ///
    /// - Parameter held: the packages of all that covers them; what is covered is the union. Empty for a visitor.
    public func scope(of held: Set<PackageCode>, on day: Day, in session: Session) throws -> [ServiceScope] {
        let packages = try packages(on: day, in: session).map { package in
            (package: package, covers: try entitlements(of: package.code, on: day, in: session))
        }
        return ScopeRules.scope(of: held, packages: packages, services: try services(in: session))
    }
}
