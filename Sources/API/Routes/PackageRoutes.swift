import Entitlements
import HTTPTypes
import Hummingbird
import Kernel
import Store

/// The catalogue, for anybody (B16).
enum PackageRoutes {
    /// GET /v1/packages
    static func list(_ call: Call) async throws -> Response {
        let (entitlements, language) = (call.services.entitlements, call.language)
        let packages = try await call.services.store.read { session in
            let day = Zone.utc.day(at: session.now)
            let services = try entitlements.services(in: session)
            return try entitlements.packages(in: session).map { package in
                let covers = try entitlements.entitlements(of: package.code, on: day, in: session)
                return PackageReply(package, covers, of: services, language)
            }
        }
        return try .json(ListReply(packages), headers: .publicForAMinute)
    }
}

/// A package on the wire, with what it covers.
struct PackageReply: Encodable, Sendable {
    let code: PackageCode
    let name: String
    let rank: Int
    let period: Period
    let credits: CreditAmount
    let services: [Covered]

    struct Covered: Encodable, Sendable {
        let id: ServiceCode
        let name: String
        let category: String
        let speciality: String?
        let credits: CreditAmount
        let limit: Entitlement.Limit?
    }

    init(_ package: Package, _ covers: [Entitlement], of catalogue: [Service], _ language: Language) {
        code = package.code
        name = package.name.text(in: language)
        rank = package.rank
        period = package.period
        credits = package.credits
        let covers = Dictionary(covers.map { ($0.service, $0) }) { first, _ in first }
        services = catalogue.compactMap { service in
            covers[service.code].map { entitlement in
                Covered(
                    id: service.code,
                    name: service.name.text(in: language),
                    category: service.categoryName.text(in: language),
                    speciality: service.specialityName?.text(in: language),
                    credits: entitlement.credits,
                    limit: entitlement.limit
                )
            }
        }
    }
}

extension HTTPFields {
    /// For what is the same for everybody: it may be kept for a minute, in each language.
    static let publicForAMinute: HTTPFields = [
        .cacheControl: "public, max-age=60", .vary: "Accept-Language",
    ]
}
