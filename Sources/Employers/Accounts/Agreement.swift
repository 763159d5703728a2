public import Kernel

/// What an employer negotiated, from a day until the next agreement.
public struct Agreement: Hashable, Sendable {
    /// Its identifier.
    public let id: AgreementID
    /// Whose it is.
    public let employer: EmployerID
    /// The first day that it holds.
    public let from: Day
    /// When coverage ends for who leaves.
    public let coverageEnds: CoverageEnd
    /// What each package costs; a package without a price isn't sold to this employer.
    public let prices: [PackageCode: PackagePrice]
}

/// What a package costs each month.
public struct PackagePrice: Hashable, Sendable {
    /// For an employee, paid by the employer.
    public let price: Money
    /// For a member of an employee's family, deducted from the salary.
    public let familyPrice: Money

    /// Both prices, in the employer's currency.
    public init(price: Money, familyPrice: Money) {
        self.price = price
        self.familyPrice = familyPrice
    }
}
