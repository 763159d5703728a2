import Kernel

/// How far a partner's settlements have come. Months are closed in order.
struct SettlementCalendar: Hashable {
    /// The last month that is closed.
    let lastClosed: Month?
    /// When that was.
    let closedAt: Instant?
    /// The month of the first visit; asked for only while nothing is closed.
    let firstVisit: Month?

    /// How many months back visits are looked for that came late.
    static let lateMonths = 12
    /// How long before a closing's instant whatever it didn't see can have begun, at most: more than any transaction lasts,
    /// and any two machines' clocks differ.
    static let overlapSeconds: Int64 = 86_400

    /// Which month is closed next; nil when any may be.
    var next: Month? { lastClosed?.next ?? firstVisit }

    /// The days of visits that an open month has; nil for months before the first that was closed, whose visits the next one
    /// takes. What came late goes to the next month that is closed, and so do adjustments.
    func days(of month: Month) -> ClosedRange<Day>? {
        if let lastClosed, month <= lastClosed { return nil }
        let first = month == next ? month.adding(months: -Self.lateMonths) : month
        return first.firstDay...month.lastDay
    }

    /// Since when cancellations can be that no settlement has seen; nil where there are none to be adjusted.
    func adjusting(in month: Month) -> Instant? {
        guard let lastClosed, month == lastClosed.next else { return nil }
        return closedAt?.adding(seconds: -Self.overlapSeconds)
    }
}
