import Entitlements
import Hummingbird
import Kernel
import Store

/// What the member's packages cover (B14).
enum OwnEntitlementRoutes {
    /// On what the answer depends.
    struct Key: Hashable, Sendable {
        let catalogue: CatalogueRevision
        let held: Set<PackageCode>
        let day: Day
        let language: Language
    }

    /// GET /v1/me/entitlements
    static func list(_ call: Call, _ caller: MemberCaller) async throws -> Response {
        let (services, language) = (call.services, call.language)
        let (entitlements, subject) = (services.entitlements, try call.subject(caller))
        let body = try await call.store.glance { session in
            let current = try entitlements.coverages(of: subject.person(in: session), in: session)
                .filter { $0.isCurrent(at: session.now) }
            let key = Key(
                catalogue: try entitlements.revision(in: session),
                held: Set(current.map(\.package)),
                // Which day it is, is the sponsor's; with several sponsors, the first one's is near enough for a list.
                day: (current.first?.zone ?? .utc).day(at: session.now),
                language: language
            )
            return try services.knownEntitlements.body(for: key) {
                let packages = try entitlements.packages(on: key.day, in: session).map(\.code)
                let scope = try entitlements.scope(of: key.held, on: key.day, in: session)
                return try JSON.encode(
                    EntitlementsReply(packages: packages.filter(key.held.contains), scope: scope, language)
                )
            }
        }
        return .json(bytes: body)
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

    init(packages: [PackageCode], scope: [ServiceScope], _ language: Language) {
        self.packages = packages
        items = scope.map { line in
            Item(
                id: line.service.code,
                name: line.service.name.text(in: language),
                category: line.service.categoryName.text(in: language),
                speciality: line.service.specialityName?.text(in: language),
                covered: line.entitlement != nil,
                credits: line.entitlement?.credits,
                limit: line.entitlement?.limit,
                higherPackages: line.addedBy
            )
        }
    }
}
