public import Kernel
public import Store

/// Packages, what they cover, and who has which from a day to a day.
///
/// Verbs take the open session; they open no transaction and send nothing.
public struct Entitlements: Sendable {
    /// The feature; it stands on nothing but the store.
    public init() {}

    /// All packages, the lowest rank first.
    public func packages(in session: Session) throws -> [Package] {
        try session.all(EntitlementsSQL.packages, read: Package.init(row:))
    }

    /// The package with that code; nil when the catalogue has none.
    public func package(_ code: PackageCode, in session: Session) throws -> Package? {
        try session.first(EntitlementsSQL.package, code, read: Package.init(row:))
    }

    /// The package that somebody names by its code, its name or an alias, in any language, whatever the case and
    /// diacritics (the roster's column `package`).
    public func packageCode(named name: String, in session: Session) throws -> PackageCode? {
        try session.first(EntitlementsSQL.packageNamed, name.folded) { try $0[0] as PackageCode }
    }

    /// All services, by category and name.
    public func services(in session: Session) throws -> [Service] {
        try session.all(EntitlementsSQL.services, read: Service.init(row:))
    }

    /// What a package covers on a day.
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

    /// What a package grants for the period that holds a day; nil when there is no such package.
    public func allowance(of package: PackageCode, on day: Day, in session: Session) throws -> Allowance? {
        try self.package(package, in: session).map { Allowance(of: $0, on: day) }
    }
}
