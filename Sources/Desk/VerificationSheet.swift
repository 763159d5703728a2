public import Entitlements
public import Kernel
import Partners
public import People

/// What a desk needs to know about a verified person, and no more.
public struct VerificationSheet: Sendable {
    /// What visits name.
    public let verification: Verification
    /// To compare with the identity card.
    public let name: PersonName
    /// Whose identity card the desk sees, where a guardian acts for a child.
    public let guardian: PersonName?
    /// The package; of several, the highest that this location accepts.
    public let package: PackageCode
    /// What people call it.
    public let packageName: LocalizedName
    /// On what the lines depend, where many members have the same; nil where they depend on what this one has used.
    public let basis: Basis?

    private let location: DeskLocation
    private let coverages: [TermedCoverage]
    private let usage: Usage
    private let balance: CreditAmount
    private let instant: Instant

    /// All that this location does, by code.
    public var services: [Line] {
        let covered = DeskRules.covered(location.services.sorted(), by: coverages, at: instant)
        return DeskRules.offers(covered, used: usage, on: location.zone.day(at: instant)).map { service in
            let open = service.ways.first { $0.left != 0 }
            return Line(
                service: service.service,
                name: service.name,
                credits: (open ?? service.ways.first)?.credits,
                isCovered: !service.ways.isEmpty,
                isLimitReached: !service.ways.isEmpty && open == nil,
                isAffordable: open.map { $0.credits <= balance } ?? false
            )
        }
    }

    init(
        of verification: Verification,
        name: PersonName,
        guardian: PersonName?,
        package: Package,
        at location: DeskLocation,
        _ coverages: [TermedCoverage],
        usage: Usage,
        balance: CreditAmount,
        instant: Instant
    ) {
        self.verification = verification
        self.name = name
        self.guardian = guardian
        self.package = package.code
        packageName = package.name
        self.location = location
        self.coverages = coverages
        self.usage = usage
        self.balance = balance
        self.instant = instant
        basis =
            usage.isFree(under: coverages)
            ? Basis(
                location: location.revision,
                held: coverages.map { termed in
                    Basis.Held(
                        catalogue: termed.catalogue.revision,
                        package: termed.coverage.package,
                        day: termed.coverage.zone.day(at: instant)
                    )
                },
                balance: balance
            ) : nil
    }

    /// On what the lines of a sheet depend for somebody who has used nothing that is limited.
    public struct Basis: Hashable, Sendable {
        struct Held: Hashable {
            let catalogue: CatalogueRevision
            let package: PackageCode
            /// At the sponsor's.
            let day: Day
        }

        let location: LocationRevisionID
        let held: [Held]
        let balance: CreditAmount
    }

    /// One service of the location.
    public struct Line: Hashable, Sendable {
        /// The service.
        public let service: ServiceCode
        /// What people call it.
        public let name: LocalizedName
        /// What one would cost now; nil when it isn't covered.
        public let credits: CreditAmount?
        /// Whether the member's packages cover it here, at all.
        public let isCovered: Bool
        /// Whether it has been used as often as its period allows.
        public let isLimitReached: Bool
        /// Whether one could be recorded now: it is covered, its limit isn't reached, and credits suffice.
        public let isAffordable: Bool
    }
}
