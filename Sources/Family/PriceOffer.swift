public import Kernel

/// A price that a member has been told of and hasn't consented to (B23): without a consent the add-on ends before it.
public struct PriceOffer: Hashable, Sendable {
    /// What each month is to cost.
    public let price: Money
    /// The first day of the first month at that price, and the first day without coverage while there is no consent.
    public let from: Day

    init(price: Money, from: Day) {
        self.price = price
        self.from = from
    }

    /// Reads what `add_on` keeps, where it keeps one.
    init?(amount: Int64?, from: Day?, currency: Currency) {
        guard let amount, let from else { return nil }
        self.init(price: Money(amount: amount, currency: currency), from: from)
    }
}
