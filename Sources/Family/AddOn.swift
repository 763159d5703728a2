public import Kernel

/// A subscription for a member of an employee's family, paid by deduction from the salary.
public struct AddOn: Hashable, Sendable {
    /// Its identifier; its bits are also the source of the family member's coverage and profile.
    public let id: AddOnID
    /// The request that it came from.
    public let request: FamilyRequestID
    /// Whose payroll deducts.
    public let employer: EmployerID
    /// The employment from whose salary the price is deducted.
    public let employment: EmploymentID
    /// The employee.
    public let member: PersonID
    /// The family member, as People knows them.
    public let person: PersonID
    /// What the family member is covered by.
    public let package: PackageCode
    /// The price of each month that it touches from `pricedFrom` on, never more than a consent is for. Earlier months have
    /// earlier prices.
    public let price: Money
    /// The first month at that price.
    public let pricedFrom: Month
    /// A higher price that waits for the member's consent.
    public let offer: PriceOffer?
    /// The first day of coverage.
    public let startsOn: Day
    /// The first day without coverage; nil while no end is known.
    public let until: Day?
    /// Why it ends.
    public let endReason: AddOnEndReason?
    /// The end that the member asked for.
    let requestedUntil: Day?
    /// The end that comes with the employee's leaving.
    let leftUntil: Day?

    /// The last day of coverage; nil while no end is known, or when it ended before it began.
    public var lastDay: Day? { until.flatMap { $0 > startsOn ? $0.adding(days: -1) : nil } }
    /// Whether it covers nobody from that day on: it has ended, or it never begins.
    func isOver(on day: Day) -> Bool { until.map { $0 <= max(day, startsOn) } ?? false }

    /// The source of its coverage and profile.
    public var source: SourceID { SourceID(bits: id.bits) }
}
