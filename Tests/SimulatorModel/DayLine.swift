public import Kernel

/// What holds from day to day: from each of its days the value beside it, until the next. Nil holds nothing.
public struct DayLine<Value: Hashable & Sendable>: Sendable {
    private var steps: [(day: Day, value: Value?)] = []

    public init() {}

    /// What holds on a day.
    public func value(on day: Day) -> Value? { steps.last { $0.day <= day }?.value }

    /// Whether anything holds on any day.
    public var holdsAnything: Bool { steps.contains { $0.value != nil } }

    /// The days on which something begins or ends.
    public var changes: [Day] { steps.map(\.day) }

    /// The first day on which something holds.
    public var firstDay: Day? { steps.first { $0.value != nil }?.day }

    /// The day from which on nothing holds; nil where something holds for good.
    public var end: Day? {
        steps.lastIndex { $0.value != nil }.flatMap { $0 + 1 < steps.count ? steps[$0 + 1].day : nil }
    }

    /// Whether something begins behind a day.
    public func begins(after day: Day) -> Bool { steps.contains { $0.day > day && $0.value != nil } }

    /// The value holds from that day on, until further notice.
    public mutating func set(_ value: Value?, from day: Day) {
        steps.removeAll { $0.day >= day }
        steps.append((day, value))
    }

    /// Where something holds from that day on, the value does.
    public mutating func replace(with value: Value, from day: Day) {
        let now = self.value(on: day)
        let later = steps.filter { $0.day > day }.map { ($0.day, $0.value == nil ? nil : value) }
        set(now == nil ? nil : value, from: day)
        steps += later
    }

    /// What holds first begins on that day; what would hold before doesn't.
    public mutating func begin(on day: Day) {
        guard let first = steps.firstIndex(where: { $0.value != nil }) else { return }
        if day <= steps[first].day {
            steps[first].day = day
            steps.removeFirst(first)
        } else {
            let now = value(on: day)
            steps = [(day, now)] + steps.filter { $0.day > day }
        }
    }

    /// What holds last holds for good.
    public mutating func reopen() {
        guard holdsAnything else { return }
        while let last = steps.last, last.value == nil { steps.removeLast() }
    }
}
