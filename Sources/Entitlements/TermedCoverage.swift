public import Kernel

/// A coverage, and what is needed to tell what it covers and which credits it grants.
public struct TermedCoverage: Sendable {
    /// The coverage.
    public let coverage: Coverage
    /// When its source's first coverage, of those that count, was written: from its period on, the source is granted
    /// credits. Later changes of the coverage don't move it.
    public let firstApplied: Instant
    /// What its package covers.
    public let catalogue: Catalogue

    /// The package with the terms of a day.
    public func package(on day: Day) -> Package? { catalogue.package(coverage.package, on: day) }

    /// The package with each of the terms that it has from a day to another, both included, in their order.
    public func packages(from first: Day, through last: Day) -> [Package] {
        catalogue.packages(coverage.package, from: first, through: last)
    }

    /// What it says of a service on a day; nil when it doesn't cover it.
    public func entitlement(to service: ServiceCode, on day: Day) -> Entitlement? {
        catalogue.entitlement(of: coverage.package, to: service, on: day)
    }

    /// Whether how often somebody has had a service may matter.
    public func limits(_ service: ServiceCode) -> Bool { catalogue.isLimited(service, in: coverage.package) }

    init(_ coverage: Coverage, first: CoverageID, catalogue: Catalogue) {
        self.coverage = coverage
        // A UUIDv7 opens with the milliseconds of its making.
        firstApplied = Instant(microseconds: Int64(first.bits >> 80) * 1000)
        self.catalogue = catalogue
    }
}
