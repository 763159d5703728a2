import Kernel

/// When an add-on is charged: the days `[from, until)`, less those on which the employer's people are refused, in whole months.
///
/// Each month touched is charged whole. A span that ends before it began touches none, nor does a month in which the
/// employer's people were refused on all of its days.
struct DeductionSpan: Hashable, Sendable {
    let from: Day
    let until: Day?
    /// On which days the employer's people are refused.
    let refused: DaySpans

    init(from: Day, until: Day?, refused: DaySpans = DaySpans()) {
        self.from = from
        self.until = until
        self.refused = refused
    }

    /// The same days up to another end.
    func ending(_ until: Day?) -> DeductionSpan { DeductionSpan(from: from, until: until, refused: refused) }

    /// Whether the month is charged.
    func touches(_ month: Month) -> Bool {
        let (first, last) = (max(from, month.firstDay), month.next.firstDay)
        let span = DaySpan(from: first, until: until.map { min($0, last) } ?? last)
        return !refused.cut(from: span).isEmpty
    }
}
