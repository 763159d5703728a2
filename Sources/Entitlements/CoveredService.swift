public import Kernel
import Store

/// A service, and what packages say of it on a day.
public struct CoveredService: Hashable, Sendable {
    /// The service.
    public let service: ServiceCode
    /// What people call it.
    public let name: LocalizedName
    /// By package; empty where none covers it.
    public private(set) var entitlements: [PackageCode: Entitlement]

    /// Puts together rows of `EntitlementsSQL.coveredServices`, one for each package that covers a service.
    static func all(_ rows: [CoveredService]) -> [CoveredService] {
        rows.reduce(into: []) { all, row in
            if let last = all.indices.last, all[last].service == row.service {
                all[last].entitlements.merge(row.entitlements) { first, _ in first }
            } else {
                all.append(row)
            }
        }
    }

    init(row: Row) throws {
        service = try row[0]
        name = LocalizedName(ro: try row[1], en: try row[2])
        entitlements = row.isNull(3) ? [:] : [try row[3]: try Entitlement(row: row, from: 4)]
    }
}
