import Employers
import Kernel

/// One add-on as payroll sees it.
struct Deduction: Hashable, Sendable {
    let addOn: AddOnID
    let employment: EmploymentID
    var employeeNumber: String
    var employeeName: String
    let familyMember: String
    var prices: AddOnPrices
    var span: DeductionSpan
    /// Minor units that closed months have taken already.
    var charged: Int64

    /// What the month takes for itself.
    func amount(in month: Month) -> Int64 { span.touches(month) ? prices.price(in: month) : 0 }

    /// What closed months should have taken, less what they did.
    func adjustment(_ calendar: PayrollCalendar) -> Int64 {
        calendar.closed.reduce(-charged) { $0 + amount(in: $1) }
    }

    /// An undone roster had brought its employment.
    mutating func neverBegin() { span = span.ending(span.from) }

    /// Takes number, name and end from the employment as it is now: with the employee, the deduction leaves.
    mutating func follow(_ employment: Employment) {
        employeeNumber = employment.employeeNumber
        employeeName = employment.fullName
        guard let endsOn = employment.endsOn else { return }
        let left = FamilyRules.end(employmentEndsOn: endsOn, startsOn: span.from)
        span = span.ending(FamilyRules.earlier(span.until, left))
    }
}
