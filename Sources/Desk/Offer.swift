import Entitlements
import Kernel

/// A service that a desk may record for somebody.
struct OfferedService: Hashable {
    let service: ServiceCode
    let name: LocalizedName
    /// How it is covered, the cheapest first; empty when it isn't.
    let ways: [Offer]
}

/// One way in which a service is covered.
struct Offer: Hashable {
    let source: SourceID
    let package: PackageCode
    /// What one costs.
    let credits: CreditAmount
    /// How many more the period allows; nil for as many as credits suffice for.
    let left: Int?

    init(_ entitlement: Entitlement, of coverage: Coverage, used: Usage, on day: Day) {
        source = coverage.source
        package = coverage.package
        credits = entitlement.credits
        left = entitlement.limit.map { limit in
            max(0, limit.count - used.count(entitlement.service, coverage.source, in: limit.per, on: day))
        }
    }
}

/// A service with what each coverage says of it.
struct CoveredService {
    let service: ServiceCode
    let name: LocalizedName
    let ways: [(coverage: Coverage, entitlement: Entitlement)]
}

extension DeskRules {
    /// Those services that the catalogue has, each with what covers it.
    static func covered(
        _ services: [ServiceCode],
        by coverages: [TermedCoverage],
        at instant: Instant
    ) -> [CoveredService] {
        // Each sponsor has a day of its own.
        let days = coverages.map { $0.coverage.zone.day(at: instant) }
        return services.compactMap { service in
            guard let name = coverages.lazy.compactMap({ $0.catalogue.name(of: service) }).first else { return nil }
            let ways = zip(coverages, days).compactMap { termed, day in
                termed.entitlement(to: service, on: day).map { (coverage: termed.coverage, entitlement: $0) }
            }
            return CoveredService(service: service, name: name, ways: ways)
        }
    }

    /// What a desk may record on a day, after what has been used; of each service the cheapest way first.
    static func offers(_ services: [CoveredService], used usage: Usage, on day: Day) -> [OfferedService] {
        services.map { service in
            OfferedService(
                service: service.service,
                name: service.name,
                ways: service.ways.map { Offer($0.entitlement, of: $0.coverage, used: usage, on: day) }
                    .sorted { ($0.credits, $0.source) < ($1.credits, $1.source) }
            )
        }
    }
}
