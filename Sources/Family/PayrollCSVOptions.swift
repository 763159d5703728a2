public import CSV
public import Kernel

/// How a payroll file is written: the payroll system decides.
public struct PayrollCSVOptions: Hashable, Sendable {
    /// What stands between fields: a comma, a semicolon or a tab.
    public let delimiter: Delimiter
    /// What stands between units and their parts.
    public let decimalSign: DecimalSign
    /// Whether a last row says the total. Off by default: payroll systems take each row for an employee's.
    public let hasTotal: Bool

    /// Comma and point, what every system takes.
    public static let standard = PayrollCSVOptions(knownDelimiter: .comma, decimalSign: .point, hasTotal: false)

    /// Throws `delimiterInvalid` for a bar, which no payroll system takes.
    public init(
        delimiter: Delimiter = .comma,
        decimalSign: DecimalSign = .point,
        hasTotal: Bool = false
    ) throws(FamilyFailure) {
        guard delimiter != .bar else { throw .delimiterInvalid }
        self.init(knownDelimiter: delimiter, decimalSign: decimalSign, hasTotal: hasTotal)
    }

    /// Reads what somebody chose: `;`, `,`, a tab or the word `tab`; `.` or `,`. What is nil is as in ``standard``.
    ///
    /// Throws `delimiterInvalid` or `decimalSignInvalid`.
    public init(delimiter: String?, decimal: String?, hasTotal: Bool = false) throws(FamilyFailure) {
        let chosen: Delimiter =
            switch delimiter {
            case nil, ",": .comma
            case ";": .semicolon
            case "\t", "tab", "\\t": .tab
            default: throw .delimiterInvalid
            }
        guard let sign = DecimalSign(rawValue: decimal ?? ".") else { throw .decimalSignInvalid }
        self.init(knownDelimiter: chosen, decimalSign: sign, hasTotal: hasTotal)
    }

    private init(knownDelimiter: Delimiter, decimalSign: DecimalSign, hasTotal: Bool) {
        delimiter = knownDelimiter
        self.decimalSign = decimalSign
        self.hasTotal = hasTotal
    }
}
