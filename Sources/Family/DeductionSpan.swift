import Kernel

/// When an add-on is charged: the days `[from, until)`, in whole months.
///
/// Each month touched is charged whole. A span that ends before it began touches none.
struct DeductionSpan: Hashable, Sendable {
    let from: Day
    let until: Day?

    /// Whether the month is charged.
    func touches(_ month: Month) -> Bool {
        guard from.month <= month else { return false }
        return lastMonth.map { month <= $0 } ?? true
    }

    /// The last month that is charged; the month before the first for an empty span, nil without an end.
    private var lastMonth: Month? {
        until.map { $0 > from ? $0.adding(days: -1).month : from.month.adding(months: -1) }
    }
}
