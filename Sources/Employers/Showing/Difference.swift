public import Kernel

/// One part of what a roster would change, or has changed (B3).
public struct Difference: Hashable, Sendable {
    /// What kind of part.
    public let kind: Kind
    /// The row's number among the data rows, from 1; nil for who is missing.
    public let row: Int?
    /// The line of the file that the row begins on; nil for who is missing.
    public let line: Int?
    /// The number, as the roster has it.
    public let employeeNumber: String?
    /// First and middle names.
    public let givenName: String?
    /// Family name.
    public let familyName: String?
    /// The package, as the roster has it.
    public let package: PackageCode?
    /// The employment that it is about, or that it made; nil for who is new and not applied yet, and for who stays as they
    /// are once another roster was applied.
    public let employment: EmploymentID?
    /// Whether somebody joins who was here before.
    public let isReturn: Bool
    /// Of a change, field by field, old and new.
    public let changes: [FieldChange]
    /// Of a refused row, what is wrong with it.
    public let problems: [RowProblem]
    /// Of a row that is taken, what should be looked at.
    public let warnings: [RowProblem]

    /// What a row, or a missing one, does.
    public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
        /// Somebody is new, or comes back.
        case join
        /// Somebody is missing from a full roster.
        case leave
        /// A field differs.
        case change
        /// The row can't be taken.
        case refused
        /// Nothing differs; shown only when asked for.
        case unchanged
    }

    /// One field that differs.
    public struct FieldChange: Hashable, Sendable {
        /// Which.
        public let column: RosterColumn
        /// What it was; nil when it was empty. A national id is shown as dots.
        public let old: String?
        /// What it becomes; nil when it is cleared.
        public let new: String?
    }
}

/// Which of a roster's differences are asked for.
public struct DifferenceQuery: Hashable, Sendable {
    /// Only of this kind; nil for all but who stays unchanged.
    public var kind: Difference.Kind?
    /// Only changes of this column.
    public var column: RosterColumn?
    /// Only rows with warnings.
    public var isWarned = false
    /// Only the row or the leaver with this number.
    public var employeeNumber: String?
    /// Where the page before ended.
    public var cursor: String?
    /// The most items of a page, 1 to 200.
    public var limit = 50

    /// Everything that differs by default, 50 a page.
    public init(kind: Difference.Kind? = nil, cursor: String? = nil, limit: Int = 50) {
        self.kind = kind
        self.cursor = cursor
        self.limit = limit
    }
}

/// A page of differences.
public struct DifferencePage: Hashable, Sendable {
    /// In the order of the file, and who leaves in the order of their numbers.
    public let items: [Difference]
    /// Where the next page begins; nil after the last.
    public let nextCursor: String?
}
