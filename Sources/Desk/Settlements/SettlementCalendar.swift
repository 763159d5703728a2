import Kernel

/// How far a partner's settlements have come. Months are closed in order.
struct SettlementCalendar: Hashable {
    /// The last month that is closed.
    let lastClosed: Month?
    /// When that was.
    let closedAt: Instant?
    /// The month of the first visit; asked for only while nothing is closed.
    let firstVisit: Month?

    /// How long before a closing's instant whatever it didn't see can have begun, at most: more than any transaction lasts,
    /// and than any two machines' clocks differ.
    static let overlapSeconds: Int64 = 86_400

    /// Which month is closed next; nil while the partner has neither a closed month nor a visit.
    var next: Month? { lastClosed?.next ?? firstVisit }

    /// The days of visits that an open month has; nil for months before the first that was closed, which have none. The next
    /// one to be closed begins earlier, with what the last closing may not have seen.
    func days(of month: Month) -> ClosedRange<Day>? {
        if let lastClosed, month <= lastClosed { return nil }
        // A day more, since no zone is a day away from UTC.
        let unseen = unseen(in: month).map { Zone.utc.day(at: $0).adding(days: -1) }
        return min(month.firstDay, unseen ?? month.firstDay)...month.lastDay
    }

    /// Since when visits and cancellations can be that the last closing didn't see; nil but for the month after it.
    func unseen(in month: Month) -> Instant? {
        guard let lastClosed, month == lastClosed.next else { return nil }
        return closedAt?.adding(seconds: -Self.overlapSeconds)
    }
}
