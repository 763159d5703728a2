public import Kernel

extension Entitlement {
    /// At most so many in a calendar period.
    public struct Limit: Hashable, Sendable, Codable {
        /// How many.
        public let count: Int
        /// In which period.
        public let per: Period

        /// At most so many in a calendar period.
        public init(count: Int, per: Period) {
            self.count = count
            self.per = per
        }

        /// The days over which visits are counted for a visit on that day, half open.
        public func window(on day: Day) -> Range<Day> { per.start(on: day)..<per.start(1, after: day) }

        /// How many more are allowed in a window that has had so many. Several on one day are several (B15).
        public func remaining(afterUsing used: Int) -> Int { max(0, count - used) }

        /// Whether everything that the other limit allows is allowed by this one too.
        func allowsAll(of other: Limit) -> Bool {
            switch (per, other.per) {
            case (.month, .month), (.year, .year), (.month, .year): count >= other.count
            case (.year, .month): count / 12 >= other.count
            }
        }
    }

    /// Whether a member is better off with this than with the other: it asks for less and allows no less, or asks for no
    /// more and allows more.
    func improves(on other: Entitlement) -> Bool {
        let allowsAll = limit.map { limit in other.limit.map(limit.allowsAll(of:)) ?? false } ?? true
        return credits <= other.credits && allowsAll && (credits < other.credits || limit != other.limit)
    }
}
