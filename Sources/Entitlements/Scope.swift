public import Kernel

/// One service as somebody with certain packages sees it.
public struct ServiceScope: Hashable, Sendable {
    /// Which service.
    public let service: Service
    /// At what it is covered; nil when it isn't. With several packages, the best for the member.
    public let entitlement: Entitlement?
    /// Where it isn't covered: the higher packages that cover it, the lowest first.
    public let addedBy: [PackageCode]
    /// Where it is covered: the higher packages that ask for fewer credits or set a looser limit, the lowest first.
    public let improvedBy: [PackageCode]
}

/// What is covered, what isn't, and what a higher package would add, without the store.
enum ScopeRules {
    /// - Parameter packages: every package with what it covers, the lowest rank first.
    static func scope(
        of held: Set<PackageCode>,
        packages: [(package: Package, covers: [Entitlement])],
        services: [Service]
    ) -> [ServiceScope] {
        let lines = packages.map { line in
            (line.package, Dictionary(line.covers.map { ($0.service, $0) }) { first, _ in first })
        }
        let highest = packages.last { held.contains($0.package.code) }?.package.rank ?? .min
        let own = lines.filter { held.contains($0.0.code) }
        let higher = lines.filter { $0.0.rank > highest && !held.contains($0.0.code) }
        return services.map { service in
            let best = own.compactMap { $0.1[service.code] }.best
            let offers = higher.compactMap { line in line.1[service.code].map { (line.0.code, $0) } }
            return ServiceScope(
                service: service,
                entitlement: best,
                addedBy: best == nil ? offers.map(\.0) : [],
                improvedBy: best.map { best in offers.filter { $0.1.improves(on: best) }.map(\.0) } ?? []
            )
        }
    }
}

extension Collection<Entitlement> {
    /// Of several entitlements to one service, the best for the member: the fewest credits, then the loosest limit. The
    /// first of them where there is nothing to choose.
    public var best: Entitlement? {
        reduce(nil) { best, next in
            guard let best else { return next }
            if next.credits != best.credits { return next.credits < best.credits ? next : best }
            return next.improves(on: best) ? next : best
        }
    }
}
