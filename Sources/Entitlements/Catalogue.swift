public import Kernel
import Store
import Synchronization

/// What every package covers on every day, as one revision of the catalogue says it: read whole once, and kept until
/// the database names another revision.
///
/// It is a few hundred rows that change a few times a year and that each visit and verification asks; asking the
/// database was a third of its work.
public final class Catalogue: Sendable {
    /// Which content it has.
    public let revision: CatalogueRevision
    private let packages: [PackageCode: [Timeline<Package>.Span]]
    private let services: [ServiceCode: LocalizedName]
    private let entitlements: [PackageCode: [ServiceCode: [Timeline<Entitlement>.Span]]]

    /// The package with the terms of a day; nil when there is none.
    func package(_ code: PackageCode, on day: Day) -> Package? {
        packages[code]?.first { $0.holds(on: day) }?.value
    }

    /// The package with each of the terms that it has from a day to another, both included, in their order.
    func packages(_ code: PackageCode, from first: Day, through last: Day) -> [Package] {
        let spans = packages[code]?.filter { $0.from <= last && $0.until.map { $0 > first } ?? true } ?? []
        return spans.sorted { $0.from < $1.from }.map(\.value)
    }

    /// What people call a service; nil when there is none.
    public func name(of service: ServiceCode) -> LocalizedName? { services[service] }

    /// What a package says of a service on a day; nil when it doesn't cover it.
    func entitlement(of package: PackageCode, to service: ServiceCode, on day: Day) -> Entitlement? {
        entitlements[package]?[service]?.first { $0.holds(on: day) }?.value
    }

    /// Whether a package sets a limit to a service, on whatever day.
    func isLimited(_ service: ServiceCode, in package: PackageCode) -> Bool {
        entitlements[package]?[service]?.contains { $0.value.limit != nil } ?? false
    }

    /// Reads what the database says now.
    private init(_ revision: CatalogueRevision, in session: Session) throws {
        self.revision = revision
        var packages: [PackageCode: [Timeline<Package>.Span]] = [:]
        let terms = try session.all(CatalogueSQL.packages) { row in
            Timeline.Span(value: try Package(row: row), from: try row[7], until: try row[8])
        }
        for span in terms { packages[span.value.code, default: []].append(span) }
        var entitlements: [PackageCode: [ServiceCode: [Timeline<Entitlement>.Span]]] = [:]
        let covers = try session.all(CatalogueSQL.entitlements) { row in
            (
                package: try row[0] as PackageCode,
                span: Timeline.Span(value: try Entitlement(row: row, from: 1), from: try row[5], until: try row[6])
            )
        }
        for (package, span) in covers {
            entitlements[package, default: [:]][span.value.service, default: []].append(span)
        }
        let services = try session.all(CatalogueSQL.services) { row in
            (try row[0] as ServiceCode, LocalizedName(ro: try row[1], en: try row[2]))
        }
        self.packages = packages
        self.entitlements = entitlements
        self.services = Dictionary(services) { first, _ in first }
    }

    /// The catalogue that a process has read last.
    final class Cache: Sendable {
        private let known = Mutex<Catalogue?>(nil)

        /// The catalogue of a revision that the session has just read: the known one, or else what the database says.
        func catalogue(_ revision: CatalogueRevision, in session: Session) throws -> Catalogue {
            if let known = known.withLock({ $0 }), known.revision == revision { return known }
            var revision = revision
            while true {
                let read = try Catalogue(revision, in: session)
                // Between two statements of one transaction somebody may load another.
                let now = try CatalogueRevision.current(in: session)
                if now == revision {
                    known.withLock { $0 = read }
                    return read
                }
                revision = now
            }
        }
    }
}

/// Which content the catalogue has: drawn anew at each change, so that two never share one, also where one of them was
/// rolled back.
public struct CatalogueRevision: Hashable, Sendable {
    /// Nil before the first is loaded.
    private let id: CatalogueRevisionID?

    init(row: Row, at column: Int) throws { id = try row[column] }

    static func current(in session: Session) throws -> CatalogueRevision {
        try session.first(CatalogueSQL.revision) { try CatalogueRevision(row: $0, at: 0) } ?? CatalogueRevision()
    }

    private init() { id = nil }
}

/// The statements that read the catalogue whole.
enum CatalogueSQL {
    static let revision: SQL = "SELECT revision FROM catalogue"
    static let setRevision: SQL = """
        INSERT INTO catalogue (number, revision) VALUES (1, ?1) ON CONFLICT (number) DO UPDATE SET revision = ?1
        """
    static let packages: SQL = """
        SELECT p.code, p.rank, p.name_ro, p.name_en, t.period, t.credits, t.carry_over_periods, t.holds_from,
            t.holds_until
        FROM package p JOIN package_terms t ON t.package = p.code
        """
    static let services: SQL = "SELECT code, name_ro, name_en FROM service"
    static let entitlements: SQL = """
        SELECT package, service, credits, limit_count, limit_per, holds_from, holds_until FROM entitlement
        """
}
