import Kernel

/// What is deducted when, without a database.
enum PayrollRules {
    /// How many closed months back a leaver that became known late is still looked for.
    static let lateLeaverMonths = 12

    /// A month can be closed from the first day of the month before it.
    static func canClose(_ month: Month, today: Day) -> Bool {
        today >= month.adding(months: -1).firstDay
    }

    /// The lines of an open month: one for each add-on and reason, in the order of employee numbers and names.
    ///
    /// What closed months took too little or too much comes with the month after the latest of them, as an adjustment.
    static func lines(of month: Month, _ deductions: [Deduction], _ calendar: PayrollCalendar, currency: Currency)
        -> [PayrollLine]
    {
        let carries = calendar.carrier == month
        var lines: [PayrollLine] = []
        for deduction in deductions {
            let adjustment = carries ? deduction.adjustment(calendar) : 0
            let amounts = [
                (PayrollReason.familyAddOn, deduction.amount(in: month)), (PayrollReason.adjustment, adjustment),
            ]
            for (reason, amount) in amounts where amount != 0 {
                lines.append(
                    PayrollLine(
                        addOn: deduction.addOn,
                        employment: deduction.employment,
                        employeeNumber: deduction.employeeNumber,
                        name: deduction.employeeName,
                        familyMembers: [deduction.familyMember],
                        reason: reason,
                        amount: Money(amount: amount, currency: currency)
                    )
                )
            }
        }
        return lines.sorted { left, right in
            // Strings compare by what they mean; bytes compare the same on every machine.
            for (one, two) in zip(
                [left.employeeNumber] + left.familyMembers,
                [right.employeeNumber] + right.familyMembers
            )
            where !one.utf8.elementsEqual(two.utf8) {
                return one.utf8.lexicographicallyPrecedes(two.utf8)
            }
            if left.addOn != right.addOn { return left.addOn < right.addOn }
            return left.reason == .familyAddOn && right.reason == .adjustment
        }
    }

    /// The sum of the lines.
    static func total(_ lines: [PayrollLine], currency: Currency) -> Money {
        Money(amount: lines.reduce(0) { $0 + $1.amount.amount }, currency: currency)
    }
}
