public import Kernel

/// What a package grants and covers.
public struct PackageTerms: Hashable, Sendable {
    /// What a service costs, and how often it may be had.
    public struct Cover: Hashable, Sendable {
        public let credits: Int64
        public let limit: Int?
        public let limitIsYearly: Bool

        public init(_ credits: Int64, limit: Int? = nil, isYearly: Bool = false) {
            self.credits = credits
            self.limit = limit
            limitIsYearly = isYearly
        }
    }

    public let rank: Int
    public let isYearly: Bool
    public var credits: Int64
    public let carryOver: Int
    public let covers: [String: Cover]

    public init(rank: Int, isYearly: Bool = false, credits: Int64, carryOver: Int = 0, covers: [String: Cover]) {
        self.rank = rank
        self.isYearly = isYearly
        self.credits = credits
        self.carryOver = carryOver
        self.covers = covers
    }
}

/// A location: what it does, for whom, and which day it is there.
public struct Place: Hashable, Sendable {
    public let zone: Zone
    public let services: [String]
    public let packages: Set<String>

    public init(zone: Zone, services: [String], packages: Set<String>) {
        self.zone = zone
        self.services = services
        self.packages = packages
    }
}

/// The first day of the calendar period, so many periods after the one that holds a day.
func period(isYearly: Bool, _ count: Int = 0, after day: Day) -> Day {
    isYearly
        ? day.month.firstOfYear.adding(months: 12 * count).firstDay : day.month.adding(months: count).firstDay
}
