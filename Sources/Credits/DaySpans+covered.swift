public import Kernel

extension DaySpans {
    /// Of the days on which a member is covered, the day after so many of them, counted from `start`: what the life of
    /// returned credits is counted in. Nil when coverage, as known, doesn't last so long.
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
