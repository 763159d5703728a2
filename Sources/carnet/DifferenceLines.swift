import Employers
import Kernel
import Store

/// The first of who joins, changes and leaves, as a terminal shows them: no line is wider than 100 columns.
struct DifferenceLines {
    /// A heading for each kind that there is, its first ones, and where the rest is.
    let lines: [String]

    private static let width = 100

    init(of roster: Roster, _ kinds: [Difference.Kind], _ rosters: Rosters, in session: Session) throws {
        var lines: [String] = []
        for kind in kinds {
            let query = DifferenceQuery(kind: kind, limit: RosterFindings.shown)
            let items = try rosters.differences(of: roster.id, query, in: session).items
            guard !items.isEmpty else { continue }
            lines.append(Self.heading(of: kind))
            lines += items.flatMap(Self.lines(of:))
            let unseen = Self.count(of: kind, in: roster.counts) - items.count
            if unseen > 0 {
                lines.append("  … and \(unseen) more: GET /v1/rosters/\(roster.id)/differences?kind=\(kind.rawValue)")
            }
        }
        self.lines = lines
    }

    private static func heading(of kind: Difference.Kind) -> String {
        switch kind {
        case .join: "Who joins:"
        case .change: "What changes:"
        case .leave: "Who leaves:"
        case .refused, .unchanged: ""
        }
    }

    private static func count(of kind: Difference.Kind, in counts: RosterCounts) -> Int {
        switch kind {
        case .join: counts.joins
        case .change: counts.changes
        case .leave: counts.leaves
        case .refused: counts.refused
        case .unchanged: counts.unchanged
        }
    }

    private static func lines(of difference: Difference) -> [String] {
        let number = difference.employeeNumber ?? ""
        let name = [difference.givenName, difference.familyName].compactMap(\.self).joined(separator: " ")
        var line = "  \(number)  \(name)"
        // What a change doesn't touch isn't told.
        if difference.kind != .change, let package = difference.package { line += ", \(package)" }
        if difference.isReturn { line += ", comes back" }
        return [line.shortened(to: width)] + difference.changes.map(Self.line(of:))
    }

    private static func line(of change: Difference.FieldChange) -> String {
        let field = "       \(change.column.rawValue): "
        let (old, new) = (change.old ?? "(empty)", change.new ?? "(empty)")
        let room = width - field.count - 3
        // Half of the line for each, and what one doesn't need for the other.
        let shortOld = old.shortened(to: max(room / 2, room - new.count))
        return "\(field)\(shortOld) → \(new.shortened(to: room - shortOld.count))"
    }
}

extension String {
    /// As much of it as fits into so many columns.
    fileprivate func shortened(to columns: Int) -> String { count <= columns ? self : prefix(columns - 1) + "…" }
}
