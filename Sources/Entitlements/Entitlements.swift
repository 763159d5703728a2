public import Kernel
public import Store

/// Packages, what they cover, and who has which from a day to a day.
///
/// Verbs take the open session; they open no transaction and send nothing.
public struct Entitlements: Sendable {
    /// The feature; it stands on nothing but the store.
    public init() {}

    /// All packages with the terms of a day (without one, today's in UTC), the lowest rank first.
    public func packages(on day: Day? = nil, in session: Session) throws -> [Package] {
        try session.all(EntitlementsSQL.packages, day ?? Zone.utc.day(at: session.now), read: Package.init(row:))
    }

    /// The package with that code, with the terms of a day (without one, today's in UTC); nil when the catalogue has none.
    public func package(_ code: PackageCode, on day: Day? = nil, in session: Session) throws -> Package? {
        try session.first(EntitlementsSQL.package, day ?? Zone.utc.day(at: session.now), code, read: Package.init(row:))
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
        try session.all(EntitlementsSQL.entitlements, package, day, read: Entitlement.init(row:))
    }

    /// What a package says of one service on a day; nil when it isn't covered.
    public func entitlement(
        of package: PackageCode,
        to service: ServiceCode,
        on day: Day,
        in session: Session
    ) throws -> Entitlement? {
        try session.first(EntitlementsSQL.entitlement, package, day, service, read: Entitlement.init(row:))
    }

    /// All that a package ever covered, covers and is going to cover, by service and day (B13).
    public func history(of package: PackageCode, in session: Session) throws -> [PastEntitlement] {
        try session.all(EntitlementsSQL.history, package, read: PastEntitlement.init(row:))
    }

    /// What a package grants for the period that holds a day, by the terms of that day; nil when there is no such package.
    public func allowance(of package: PackageCode, on day: Day, in session: Session) throws -> Allowance? {
        try self.package(package, on: day, in: session).map { Allowance(of: $0, on: day) }
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
