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
