public import Kernel

/// The days on which a member is covered: what the life of returned credits is counted in.
public struct CoveredDays: Hashable, Sendable {
    /// From a day to a day.
    public struct Span: Hashable, Sendable {
        /// The first day.
        public let from: Day
        /// The day after the last; nil while no end is known.
        public let until: Day?

        /// From a day to a day, `until` exclusive.
        public init(from: Day, until: Day?) {
            self.from = from
            self.until = until
        }
    }

    /// Apart from each other, the earliest first.
    private let spans: [Span]

    /// The days of all the spans together; they may overlap.
    public init(_ spans: [Span]) {
        var merged: [Span] = []
        for span in spans.sorted(by: { $0.from < $1.from }) where span.until.map({ $0 > span.from }) ?? true {
            guard let last = merged.last, last.until.map({ $0 >= span.from }) ?? true else {
                merged.append(span)
                continue
            }
            let until: Day? = if let a = last.until, let b = span.until { max(a, b) } else { nil }
            merged[merged.count - 1] = Span(from: last.from, until: until)
        }
        self.spans = merged
    }

    /// The day after so many covered days, counted from `start`; nil when coverage, as known, doesn't last so long.
    public func end(ofDays count: Int, from start: Day) -> Day? {
        var left = count
        for span in spans {
            let first = max(span.from, start)
            if let until = span.until {
                guard until > first else { continue }
                let days = Int(until.daysSinceEpoch - first.daysSinceEpoch)
                if days < left {
                    left -= days
                    continue
                }
            }
            return first.adding(days: left)
        }
        return nil
    }
}
