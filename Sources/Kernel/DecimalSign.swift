/// What stands between whole units and hundredths.
public enum DecimalSign: String, CaseIterable, Hashable, Sendable {
    /// `.`
    case point = "."
    /// `,`
    case comma = ","
}

extension Money {
    /// The amount in units with two decimals and no grouping, as payroll systems read it: `-1234.05`.
    public func decimal(_ sign: DecimalSign = .point) -> String {
        let digits = String(amount.magnitude)
        let padded = digits.count > 2 ? digits : String(repeating: "0", count: 3 - digits.count) + digits
        return (amount < 0 ? "-" : "") + padded.dropLast(2) + sign.rawValue + padded.suffix(2)
    }
}
