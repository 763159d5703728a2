import Kernel
public import Store

/// When coverage ends for who leaves, as an agreement says it (B9).
public enum CoverageEnd: String, CaseIterable, Hashable, Sendable, Codable {
    /// With the month of the last day of work.
    case month
    /// With the last day of work.
    case day

    /// The first day without coverage.
    func until(lastDay: Day) -> Day {
        switch self {
        case .month: lastDay.month.next.firstDay
        case .day: lastDay.adding(days: 1)
        }
    }
}

/// What an employer's agreements, one after the other, say about the end of coverage.
struct CoverageTerms {
    /// In the order of their first days.
    var agreements: [(from: Day, ends: CoverageEnd)] = []

    /// The first day without coverage for somebody with that last day of work: by the agreement that holds on it; the end
    /// of the month where none does.
    func until(lastDay: Day) -> Day {
        (agreements.last { $0.from <= lastDay }?.ends ?? .month).until(lastDay: lastDay)
    }

    /// The same, of an end that is exclusive itself; nil when there is none.
    func until(endsOn: Day?) -> Day? { endsOn.map { until(lastDay: $0.adding(days: -1)) } }
}

extension CoverageEnd: TextStorable {
    /// Reads `month`.
    public init?(stored text: String) { self.init(rawValue: text) }
    /// As `month`.
    public var description: String { rawValue }
}
