public import Kernel
public import Store

/// What one employer's payroll deducts in one month, and who left (B25).
///
/// Encodes as the contract has it: `month`, `state`, `lines`, `leavers`, `total`, and `sha256` once closed.
public struct Payroll: Hashable, Sendable, Encodable {
    /// The month.
    public let month: Month
    /// Whether it can still change.
    public let state: PeriodState
    /// What is deducted, in the order of employee numbers; amounts of zero are left out.
    public let lines: [PayrollLine]
    /// Who left, the earliest first.
    public let leavers: [PayrollLeaver]
    /// The sum of the lines.
    public let total: Money
    /// Of the CSV with the default options, in hexadecimal; nil while the month is open.
    public let sha256: String?
}

/// An amount that payroll takes from one salary in one month, and why.
public struct PayrollLine: Hashable, Sendable, Encodable {
    /// The add-on that it is for.
    public let addOn: AddOnID
    /// The employment that pays.
    public let employment: EmploymentID
    /// The employee's number.
    public let employeeNumber: String
    /// The employee's name.
    public let name: String
    /// For whom it is.
    public let familyMembers: [String]
    /// Why it is deducted.
    public let reason: PayrollReason
    /// What is deducted; below zero for what is given back.
    public let amount: Money

    private enum CodingKeys: String, CodingKey {
        case employeeNumber, name, familyMembers, reason, amount
    }
}

/// Why an amount is on the payroll.
public enum PayrollReason: String, CaseIterable, Hashable, Sendable, Codable {
    /// The month's price of a family add-on.
    case familyAddOn = "family-add-on"
    /// What closed months took too little or, below zero, too much, because something became known later.
    case adjustment
}

extension PayrollReason: TextStorable {
    /// Reads `adjustment`.
    public init?(stored text: String) { self.init(rawValue: text) }
    /// As `adjustment`.
    public var description: String { rawValue }
}

/// An employee whose last day of work lies in the month.
public struct PayrollLeaver: Hashable, Sendable, Encodable {
    /// The employment that is over.
    public let employment: EmploymentID
    /// The employee's number.
    public let employeeNumber: String
    /// The employee's name.
    public let name: String
    /// The last day of work.
    public let endedOn: Day

    private enum CodingKeys: String, CodingKey {
        case employeeNumber, name, endedOn
    }
}
