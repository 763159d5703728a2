import Kernel

/// What holds from which day to which: spans in order, none empty, none overlapping, no two neighbours alike.
///
/// Coverage of one source, what a package says of one service, and a package's terms are all such lines, so that none of
/// them can ever say two things of one day.
struct Timeline<Value: Hashable & Sendable>: Hashable, Sendable {
    /// One value from a day to a day, half open.
    struct Span: Hashable, Sendable {
        let value: Value
        let from: Day
        /// The day after the last; nil while no end is known.
        let until: Day?

        func holds(on day: Day) -> Bool { from <= day && until.map { day < $0 } ?? true }
    }

    /// In order.
    private(set) var spans: [Span] = []

    /// Nothing holds.
    init() {}

    /// The line of those spans; where two overlap, the later one counts from its first day on.
    init(_ spans: [Span]) {
        for span in spans.sorted(by: { $0.from < $1.from }) {
            clear(from: span.from)
            append(span.value, from: span.from, until: span.until)
        }
    }

    /// What holds on a day.
    func value(on day: Day) -> Value? { spans.first { $0.holds(on: day) }?.value }

    /// Nothing holds from that day on.
    mutating func clear(from day: Day) {
        spans = spans.compactMap { span in
            if let until = span.until, until <= day { return span }
            return span.from < day ? Span(value: span.value, from: span.from, until: day) : nil
        }
    }

    /// The value alone holds from that day on, without end.
    mutating func set(_ value: Value, from day: Day) {
        clear(from: day)
        append(value, from: day, until: nil)
    }

    /// Whatever holds from that day on becomes the value. Where nothing holds, nothing does.
    mutating func replace(with value: Value, from day: Day) {
        let old = spans
        clear(from: day)
        for span in old where span.until.map({ $0 > day }) ?? true {
            append(value, from: max(span.from, day), until: span.until)
        }
    }

    /// The line begins on that day: what held before is dropped, or what held first is drawn forward.
    mutating func begin(on day: Day) {
        let old = spans
        spans = []
        for (position, span) in old.enumerated() where span.until.map({ $0 > day }) ?? true {
            append(span.value, from: position == 0 ? day : max(span.from, day), until: span.until)
        }
    }

    /// What held last holds without end.
    mutating func reopen() {
        guard let last = spans.popLast() else { return }
        append(last.value, from: last.from, until: nil)
    }

    /// Adds a span behind the last one, or makes that one longer.
    private mutating func append(_ value: Value, from day: Day, until: Day?) {
        if let until, until <= day { return }
        var from = day
        if let last = spans.last, last.value == value, last.until == day {
            from = last.from
            spans.removeLast()
        }
        spans.append(Span(value: value, from: from, until: until))
    }
}
