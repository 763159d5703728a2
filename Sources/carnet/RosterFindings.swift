import Employers
import Kernel
import Store

/// What somebody at a terminal should see of a roster's rows: of a preview, the first of who joins, leaves and changes; the
/// first that are refused, and the first that are taken and should be looked at.
struct RosterFindings {
    private let differences: DifferenceLines
    private let refused: [Difference]
    private let warned: [Difference]
    private let counts: RosterCounts
    private let reading: RosterReading?
    /// When it would take effect; empty once it has.
    private let days: [String]

    /// How many of each are shown.
    static let shown = 10

    init(of roster: Roster, isPreview: Bool, _ rosters: Rosters, in session: Session) throws {
        counts = roster.counts
        reading = roster.reading
        days = Self.days(of: roster)
        differences = try DifferenceLines(of: roster, isPreview ? [.join, .change, .leave] : [], rosters, in: session)
        guard roster.problem == nil else {
            (refused, warned) = ([], [])
            return
        }
        let query = DifferenceQuery(kind: .refused, limit: Self.shown)
        refused = try rosters.differences(of: roster.id, query, in: session).items
        var found: [Difference] = []
        for kind in [Difference.Kind.join, .change] {
            var query = DifferenceQuery(kind: kind, limit: Self.shown)
            query.isWarned = true
            found += try rosters.differences(of: roster.id, query, in: session).items
        }
        warned = Array(found.prefix(Self.shown))
    }

    /// A line for each, empty where there is nothing to see.
    var lines: [String] {
        var lines = differences.lines
        if !refused.isEmpty { lines.append("Refused:") }
        for row in refused { lines += row.problems.map { line(of: row, $0) } }
        let unseen = counts.refused - refused.count
        if unseen > 0 {
            lines.append("  and \(unseen) more rows. --refused FILE writes all of them, with their reasons.")
        }
        if !warned.isEmpty { lines.append("Look at:") }
        for row in warned { lines += row.warnings.map { line(of: row, $0) } }
        return lines + days
    }

    private static func days(of roster: Roster) -> [String] {
        guard let effect = roster.effect else { return [] }
        var lines: [String] = []
        if roster.counts.joins > 0 {
            lines.append(
                "Applied today, who joins is covered from \(effect.joinsFrom), or from a later first day of work."
            )
        }
        if roster.counts.leaves > 0 {
            lines.append("Applied today, who leaves is covered until \(effect.leavesUntil), the last day included.")
        }
        return lines
    }

    private func line(of row: Difference, _ problem: RowProblem) -> String {
        let cell = problem.column.map { " \(reading?.header(of: $0) ?? $0.rawValue):" } ?? ""
        return "  line \(row.line ?? 0):\(cell) \(problem.message.text(in: .en))"
    }
}
