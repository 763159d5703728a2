import Entitlements
import HTTPTypes
import Hummingbird
import Kernel
import Store

/// The catalogue, for anybody (B16).
enum PackageRoutes {
    /// On what the answer depends.
    struct Key: Hashable, Sendable {
        let catalogue: CatalogueRevision
        let day: Day
        let language: Language
    }

    /// GET /v1/packages
    static func list(_ call: Call) async throws -> Response {
        let (services, language) = (call.services, call.language)
        let entitlements = services.entitlements
        let body = try await call.store.glance { session in
            let key = Key(
                catalogue: try entitlements.revision(in: session),
                day: Zone.utc.day(at: session.now),
                language: language
            )
            return try services.knownPackages.body(for: key) {
                let known = try entitlements.services(in: session)
                let packages = try entitlements.packages(on: key.day, in: session).map { package in
                    let covers = try entitlements.entitlements(of: package.code, on: key.day, in: session)
                    return PackageReply(package, covers, of: known, language)
                }
                return try JSON.encode(ListReply(packages))
            }
        }
        return .json(bytes: body, headers: .publicForAMinute)
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
