/// From a day to a day, without the last, or without end. Outside and in storage, `2026-12-01/2027-01-10` or `2026-12-01/`.
public struct DaySpan: Hashable, Sendable, CustomStringConvertible {
    /// The first day.
    public let from: Day
    /// The day after the last; nil while no end is known.
    public let until: Day?

    /// From a day to a day, `until` exclusive; one that ends before it begins has no day.
    public init(from: Day, until: Day?) {
        self.from = from
        self.until = until
    }

    /// Reads `2026-12-01/2027-01-10` or `2026-12-01/`; nothing else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let from = Day(parts[0]) else { return nil }
        let until = Day(parts[1])
        guard parts[1].isEmpty || until != nil else { return nil }
        self.init(from: from, until: until)
    }

    public var description: String { "\(from)/\(until?.description ?? "")" }

    /// Whether it has that day.
    public func contains(_ day: Day) -> Bool { from <= day && until.map { day < $0 } ?? true }

    /// Whether it has no day.
    public var isEmpty: Bool { until.map { $0 <= from } ?? false }
}

/// Days, as spans that are apart from each other, the earliest first.
public struct DaySpans: Hashable, Sendable, CustomStringConvertible {
    /// None of them is empty, and none begins before the one before it is over.
    public let spans: [DaySpan]

    /// The days of all the spans together; they may overlap.
    public init(_ spans: [DaySpan] = []) {
        var merged: [DaySpan] = []
        for span in spans.sorted(by: { $0.from < $1.from }) where !span.isEmpty {
            guard let last = merged.last, last.until.map({ $0 >= span.from }) ?? true else {
                merged.append(span)
                continue
            }
            let until: Day? = if let a = last.until, let b = span.until { max(a, b) } else { nil }
            merged[merged.count - 1] = DaySpan(from: last.from, until: until)
        }
        self.spans = merged
    }

    /// Reads spans with a space between them.
    public init?(_ text: some StringProtocol) {
        var spans: [DaySpan] = []
        for part in text.split(separator: " ") {
            guard let span = DaySpan(part) else { return nil }
            spans.append(span)
        }
        self.init(spans)
    }

    public var description: String { spans.map(\.description).joined(separator: " ") }

    /// Whether that day is one of them.
    public func contains(_ day: Day) -> Bool { spans.contains { $0.contains(day) } }

    /// What is left of a span without these days, the earliest first.
    public func cut(from whole: DaySpan) -> [DaySpan] {
        var rest: [DaySpan] = []
        var start = whole.from
        for span in spans {
            if let until = whole.until, span.from >= until { break }
            rest.append(DaySpan(from: start, until: span.from))
            guard let until = span.until else { return rest.filter { !$0.isEmpty } }
            start = max(start, until)
        }
        rest.append(DaySpan(from: start, until: whole.until))
        return rest.filter { !$0.isEmpty }
    }
}
