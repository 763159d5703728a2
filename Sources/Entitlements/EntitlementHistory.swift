public import Kernel
import Store

/// What a package said of a service from a day to a day (B13).
public struct PastEntitlement: Hashable, Sendable {
    /// What it said.
    public let entitlement: Entitlement
    /// The first day; nil when it has always been so.
    public let from: Day?
    /// The day after the last; nil while no end is known.
    public let until: Day?

    init(row: Row) throws {
        entitlement = try Entitlement(row: row)
        let first: Day = try row[4]
        from = first == .earliest ? nil : first
        until = try row[5]
    }
}

/// How often a package grants how many credits.
struct PackageTerms: Hashable, Sendable {
    let period: Period
    let credits: CreditAmount
    let carryOverPeriods: Int

    /// One row of the history of a package's terms.
    static func span(row: Row) throws -> Timeline<PackageTerms>.Span {
        Timeline.Span(
            value: PackageTerms(period: try row[2], credits: try row[3], carryOverPeriods: try row[4]),
            from: try row[0],
            until: try row[1]
        )
    }
}
