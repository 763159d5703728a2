import Entitlements
import Hummingbird
import Kernel
import Store

/// What the member's packages cover (B14).
enum OwnEntitlementRoutes {
    /// GET /v1/me/entitlements
    static func list(_ call: Call, _ caller: MemberCaller) async throws -> Response {
        let (entitlements, language) = (call.services.entitlements, call.language)
        let reply = try await call.services.store.read { session in
            let current = try entitlements.coverages(of: caller.person, in: session)
                .filter { $0.isCurrent(at: session.now) }
            let held = Set(current.map(\.package))
            // Which day it is, is the sponsor's; with several sponsors, the first one's is near enough for a list.
            let day = (current.first?.zone ?? .utc).day(at: session.now)
            let packages = try entitlements.packages(in: session).map { package in
                (package, try entitlements.entitlements(of: package.code, on: day, in: session))
            }
            let services = try entitlements.services(in: session)
            return EntitlementsReply(held: held, packages: packages, services: services, language)
        }
        return try .json(reply)
    }
}

/// The whole list of services, as one member sees it: covered or not, and which higher packages would add it.
struct EntitlementsReply: Encodable, Sendable {
    let packages: [PackageCode]
    let items: [Item]

    struct Item: Encodable, Sendable {
        let id: ServiceCode
        let name: String
        let category: String
        let speciality: String?
        let covered: Bool
        let credits: CreditAmount?
        let limit: Entitlement.Limit?
        let higherPackages: [PackageCode]
    }

    /// - Parameter packages: every package with what it covers, the lowest rank first.
    init(
        held: Set<PackageCode>,
        packages: [(package: Package, covers: [Entitlement])],
        services: [Service],
        _ language: Language
    ) {
        let covers = packages.map { row in
            (package: row.package, by: Dictionary(row.covers.map { ($0.service, $0) }) { first, _ in first })
        }
        let highest = covers.last { held.contains($0.package.code) }?.package.rank ?? .min
        self.packages = covers.map(\.package.code).filter(held.contains)
        items = services.map { service in
            // The union of what is held; where several cover it, the one that asks for the least.
            let own = covers.filter { held.contains($0.package.code) }.compactMap { $0.by[service.code] }
                .min { $0.credits < $1.credits }
            let higher = covers.filter { $0.package.rank > highest && $0.by[service.code] != nil }.map(\.package.code)
            return Item(
                id: service.code,
                name: service.name.text(in: language),
                category: service.categoryName.text(in: language),
                speciality: service.specialityName?.text(in: language),
                covered: own != nil,
                credits: own?.credits,
                limit: own?.limit,
                higherPackages: own == nil ? higher : []
            )
        }
    }
}
