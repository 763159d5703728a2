/// An amount in whole minor units (bani, cents) of one currency. Never a floating-point number.
public struct Money: Hashable, Sendable, Codable {
    /// Minor units; negative for what is given back.
    public let amount: Int64
    /// In what currency.
    public let currency: Currency

    /// That many minor units.
    public init(amount: Int64, currency: Currency) {
        self.amount = amount
        self.currency = currency
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        amount = try container.decode(WholeNumber.self, forKey: .amount).value
        currency = try container.decode(Currency.self, forKey: .currency)
    }
}

/// A number of credits, the unit in which a package pays for services.
public struct CreditAmount: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// How many.
    public let count: Int64

    /// That many credits.
    public init(_ count: Int64) { self.count = count }

    /// None.
    public static let zero = CreditAmount(0)

    public static func < (left: Self, right: Self) -> Bool { left.count < right.count }
    /// The sum; overflow stops the program rather than wrap.
    public static func + (left: Self, right: Self) -> Self { CreditAmount(left.count + right.count) }
    /// The difference; overflow stops the program rather than wrap.
    public static func - (left: Self, right: Self) -> Self { CreditAmount(left.count - right.count) }
    /// The opposite movement.
    public static prefix func - (amount: Self) -> Self { CreditAmount(-amount.count) }

    public var description: String { String(count) }

    public init(from decoder: any Decoder) throws {
        self.init(try WholeNumber(from: decoder).value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(count)
    }
}
