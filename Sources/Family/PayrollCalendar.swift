import Kernel

/// Which months of an employer's payroll are closed.
///
/// Each month is closed by itself, in whatever order HR closes them.
struct PayrollCalendar: Hashable, Sendable {
    /// What is closed.
    private(set) var closed: Set<Month> = []
    /// The first month that payroll knows; nil while nothing has been closed, so that no month is out of reach.
    private let first: Month?

    /// - Parameters:
    ///   - closed: the months that are closed.
    ///   - began: the month in which HR closed one for the first time.
    ///   - firstCharged: the first month that any add-on touches.
    init(closed: Set<Month>, began: Month?, firstCharged: Month?) {
        self.closed = closed
        // Of months before all of these nobody runs a payroll any more: what was charged there would be lost.
        first = closed.isEmpty ? nil : [closed.min(), began, firstCharged].compactMap(\.self).min()
    }

    /// Which open month carries what closed months took too little or too much: the one after the latest that is
    /// closed.
    var carrier: Month? { closed.max()?.next }

    /// The month itself if an add-on may start in it, else the next one where it may.
    func nextOpen(from month: Month) -> Month {
        var month = max(month, first ?? month)
        while closed.contains(month) { month = month.next }
        return month
    }

    /// Closes a month.
    mutating func close(_ month: Month) { closed.insert(month) }
}
