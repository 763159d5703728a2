/// What stands between whole units and their parts.
public enum DecimalSign: String, CaseIterable, Hashable, Sendable {
    /// `.`
    case point = "."
    /// `,`
    case comma = ","
}

extension Money {
    /// The amount in units, with the currency's decimals and no grouping, as payroll systems read it: `-1234.05`.
    public func decimal(_ sign: DecimalSign = .point) -> String {
        let digits = String(amount.magnitude)
        let padded = String(repeating: "0", count: max(0, currency.decimals + 1 - digits.count)) + digits
        let units = (amount < 0 ? "-" : "") + padded.dropLast(currency.decimals)
        return currency.decimals == 0 ? units : units + sign.rawValue + padded.suffix(currency.decimals)
    }

    /// For reading: `-1234.05 RON`.
    public func text(_ sign: DecimalSign = .point) -> String { "\(decimal(sign)) \(currency)" }
}
