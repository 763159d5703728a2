public import Kernel
public import Store

extension Rosters {
    /// What a roster would change, or has changed, page by page; all kinds one after the other, or only one.
    ///
    /// Throws `EmployersFailure.cursorInvalid`.
    public func differences(
        of roster: RosterID,
        kind: Difference.Kind? = nil,
        cursor: String? = nil,
        limit: Int = 50,
        in session: Session
    ) throws -> DifferencePage {
        let limit = min(max(limit, 1), 200)
        let kinds = kind.map { [$0] } ?? Difference.Kind.allCases
        var place = try DifferencePlace(cursor, first: kinds[0])
        guard let start = kinds.firstIndex(of: place.kind) else { throw EmployersFailure.cursorInvalid }
        var items: [Difference] = []
        for kind in kinds[start...] {
            if kind != place.kind { place = DifferencePlace(kind: kind, key: "") }
            let wanted = limit + 1 - items.count
            let found = try differences(of: roster, place, limit: wanted, in: session)
            items += found
            guard items.count <= limit else {
                items.removeLast()
                let last = items.last { $0.kind == kind }
                let next = DifferencePlace(kind: kind, key: last?.key ?? "")
                return DifferencePage(items: items, nextCursor: next.cursor)
            }
        }
        return DifferencePage(items: items, nextCursor: nil)
    }

    private func differences(
        of roster: RosterID,
        _ place: DifferencePlace,
        limit: Int,
        in session: Session
    ) throws -> [Difference] {
        if place.kind == .leave {
            return try session.all(DifferenceSQL.leaves, roster, place.key, limit, read: Difference.init(leave:))
        }
        let kind: RowKind =
            switch place.kind {
            case .join: .join
            case .change: .change
            case .refused, .leave: .refused
            }
        return try session.all(DifferenceSQL.rows, roster, kind, Int(place.key) ?? 0, limit) { row in
            try Difference(row: row, kind: place.kind)
        }
    }
}

/// Behind what a page begins: a row's number, or an employee's.
private struct DifferencePlace {
    let kind: Difference.Kind
    let key: String

    init(kind: Difference.Kind, key: String) {
        self.kind = kind
        self.key = key
    }

    init(_ cursor: String?, first: Difference.Kind) throws {
        guard let cursor else {
            self.init(kind: first, key: "")
            return
        }
        let parts = cursor.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let kind = Difference.Kind(rawValue: parts[0]),
            kind == .leave || Int(parts[1]) != nil || parts[1].isEmpty
        else { throw EmployersFailure.cursorInvalid }
        self.init(kind: kind, key: parts[1])
    }

    var cursor: String { "\(kind.rawValue):\(key)" }
}

extension Difference {
    /// What its page goes on behind.
    fileprivate var key: String { row.map { String($0) } ?? employeeNumber ?? "" }

    fileprivate init(leave row: Row) throws {
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
            problems: []
        )
    }

    fileprivate init(row: Row, kind: Kind) throws {
        let changed = RosterColumns(rawValue: try row[15])
        self.init(
            kind: kind,
            row: try row[0],
            line: try row[1],
            employeeNumber: try row[2],
            givenName: try row[3],
            familyName: try row[4],
            package: try row[11],
            employment: try row[17],
            isReturn: try kind == .join && row[18] as Bool,
            changes: try changed.columns.map { try FieldChange($0, in: row) },
            problems: (try row[16] as String?).map(RowProblem.all(stored:)) ?? []
        )
    }
}

extension Difference.FieldChange {
    /// The new value stands in the first part of the row, the old one in the second.
    fileprivate init(_ column: RosterColumn, in row: Row) throws {
        let (new, old): (Int, Int) =
            switch column {
            case .employeeNumber: (2, 19)
            case .givenName: (3, 20)
            case .familyName: (4, 21)
            case .username: (5, 22)
            case .email: (6, 23)
            case .phone: (7, 24)
            case .nationalID: (8, 25)
            case .birthDate: (9, 26)
            case .department: (10, 27)
            case .package: (11, 28)
            case .startDate: (12, 29)
            case .endDate: (13, 30)
            case .locale: (14, 31)
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
