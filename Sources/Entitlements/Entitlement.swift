public import Kernel
import Store

/// What a package covers: one service, at how many credits, how often.
public struct Entitlement: Hashable, Sendable {
    /// What is covered.
    public let service: ServiceCode
    /// What one costs; zero is free.
    public let credits: CreditAmount
    /// How many a period allows; nil is as many as credits suffice for.
    public let limit: Limit?

    /// What a package covers: one service, at how many credits, how often.
    public init(service: ServiceCode, credits: CreditAmount, limit: Limit? = nil) {
        self.service = service
        self.credits = credits
        self.limit = limit
    }

    init(of cover: CatalogueSeed.Cover) {
        service = cover.service
        credits = cover.credits
        limit = cover.limit
    }

    /// Reads the columns of an entitlement, of which the first is at that place.
    init(row: Row, from first: Int = 0) throws {
        service = try row[first]
        credits = try row[first + 1]
        if let count: Int = try row[first + 2], let per: Period = try row[first + 3] {
            limit = Limit(count: count, per: per)
        } else {
            limit = nil
        }
    }
}

/// What a package grants for one period.
public struct Allowance: Hashable, Sendable {
    /// Which package.
    public let package: PackageCode
    /// The period's first day.
    public let periodStart: Day
    /// The day after its last.
    public let periodEnd: Day
    /// The first day on which what is left no longer counts.
    public let expires: Day
    /// How many credits.
    public let credits: CreditAmount

    init(of package: Package, on day: Day) {
        self.package = package.code
        periodStart = package.period.start(on: day)
        periodEnd = package.period.start(1, after: day)
        expires = package.period.start(1 + package.carryOverPeriods, after: day)
        credits = package.credits
    }
}
