import Kernel
import Store

extension Difference {
    /// Somebody who is missing, as `DifferenceSQL.leaves` has them.
    init(leave row: Row) throws {
        self.init(
            kind: .leave,
            row: nil,
            line: nil,
            employeeNumber: try row[0],
            givenName: try row[1],
            familyName: try row[2],
            package: try row[3],
            employment: try row[4],
            isReturn: false,
            changes: [],
            problems: [],
            warnings: []
        )
    }

    /// A row of the view `roster_difference`.
    init(row: Row, kind: Kind) throws {
        let changed = RosterColumns(rawValue: try row[17])
        self.init(
            kind: kind,
            row: try row[2],
            line: try row[3],
            employeeNumber: try row[4],
            givenName: try row[5],
            familyName: try row[6],
            package: try row[13],
            employment: try row[19],
            isReturn: try kind == .join && row[20] as Bool,
            changes: try changed.columns.map { try FieldChange($0, in: row) },
            problems: (try row[18] as String?).map(RowProblem.all(stored:)) ?? [],
            warnings: RosterWarning.problems(bits: try row[34] as Int? ?? 0)
        )
    }
}

extension Difference.FieldChange {
    /// The new value stands in the first part of the view, the old one in the second.
    fileprivate init(_ column: RosterColumn, in row: Row) throws {
        let (new, old): (Int, Int) =
            switch column {
            case .employeeNumber: (4, 21)
            case .givenName: (5, 22)
            case .familyName: (6, 23)
            case .username: (7, 24)
            case .email: (8, 25)
            case .phone: (9, 26)
            case .nationalID: (10, 27)
            case .birthDate: (11, 28)
            case .department: (12, 29)
            case .package: (13, 30)
            case .startDate: (14, 31)
            case .endDate: (15, 32)
            case .locale: (16, 33)
            }
        func text(_ index: Int) throws -> String? {
            guard !row.isNull(index) else { return nil }
            switch column {
            case .nationalID: return "•••"
            // Inside, the end is the day after the last.
            case .endDate: return try (row[index] as Day).adding(days: -1).description
            default: return try row[index] as String
            }
        }
        self.init(column: column, old: try text(old), new: try text(new))
    }
}
