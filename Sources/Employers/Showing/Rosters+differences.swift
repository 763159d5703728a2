public import Kernel
public import Store

extension Rosters {
    /// What a roster would change, or has changed, page by page; all kinds one after the other, or only one.
    ///
    /// Throws `EmployersFailure.cursorInvalid`, and `RosterFailure.notReady` until all rows are compared.
    public func differences(
        of roster: RosterID,
        _ query: DifferenceQuery = DifferenceQuery(),
        in session: Session
    ) throws -> DifferencePage {
        guard try self.roster(roster, in: session).state != .reading else { throw RosterFailure.notReady }
        let limit = min(max(query.limit, 1), 200)
        // What nothing changes is shown only when asked for.
        let kinds = query.kind.map { [$0] } ?? Difference.Kind.allCases.filter { $0 != .unchanged }
        var place = try DifferencePlace(query.cursor, first: kinds[0], of: roster, in: session)
        guard let start = kinds.firstIndex(of: place.kind) else { throw EmployersFailure.cursorInvalid }
        var items: [Difference] = []
        for kind in kinds[start...] {
            if kind != place.kind { place = DifferencePlace(kind: kind) }
            items += try differences(of: roster, query, place, limit: limit + 1 - items.count, in: session)
            guard items.count <= limit else {
                items.removeLast()
                let next = items.last?.kind == kind ? items.last?.cursor : DifferencePlace(kind: kind).cursor
                return DifferencePage(items: items, nextCursor: next)
            }
        }
        return DifferencePage(items: items, nextCursor: nil)
    }

    private func differences(
        of roster: RosterID,
        _ query: DifferenceQuery,
        _ place: DifferencePlace,
        limit: Int,
        in session: Session
    ) throws -> [Difference] {
        let number = query.employeeNumber
        let isAboutRows = query.column != nil || query.isWarned
        switch place.kind {
        case .leave:
            guard !isAboutRows else { return [] }
            return try session.all(
                DifferenceSQL.leaves,
                roster,
                place.leaver,
                limit,
                number,
                read: Difference.init(leave:)
            )
        case .unchanged:
            guard !isAboutRows else { return [] }
            return try session.all(DifferenceSQL.unchanged, roster, place.row, limit, number) { row in
                try Difference(row: row, kind: place.kind)
            }
        case .join, .change, .refused:
            let kind: RowKind = place.kind == .join ? .join : place.kind == .change ? .change : .refused
            return try session.all(
                DifferenceSQL.rows,
                roster,
                kind,
                place.row,
                limit,
                query.column.map { RosterColumns([$0]).rawValue } ?? 0,
                query.isWarned,
                number
            ) { row in try Difference(row: row, kind: place.kind) }
        }
    }
}

/// Behind what a page begins: a row's number, or an employee's.
private struct DifferencePlace {
    let kind: Difference.Kind
    var row = 0
    var leaver = ""

    init(kind: Difference.Kind) { self.kind = kind }

    /// Reads a cursor: the kind, and the row's number or the leaver's employment; nothing of a person, because cursors
    /// stand in addresses, which end up in logs.
    init(_ cursor: String?, first: Difference.Kind, of roster: RosterID, in session: Session) throws {
        guard let cursor else {
            kind = first
            return
        }
        let parts = cursor.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let kind = Difference.Kind(rawValue: parts[0]) else {
            throw EmployersFailure.cursorInvalid
        }
        self.kind = kind
        guard !parts[1].isEmpty else { return }
        if kind == .leave {
            guard let id = EmploymentID(parts[1]),
                let number = try session.first(DifferenceSQL.placeOfLeaver, roster, id, read: { try $0[0] as String })
            else { throw EmployersFailure.cursorInvalid }
            leaver = number
        } else {
            guard let number = Int(parts[1]) else { throw EmployersFailure.cursorInvalid }
            row = number
        }
    }

    /// The beginning of its kind.
    var cursor: String { "\(kind.rawValue)." }
}

extension Difference {
    /// What its page goes on behind.
    fileprivate var cursor: String { "\(kind.rawValue).\(row.map { String($0) } ?? employment?.description ?? "")" }
}
