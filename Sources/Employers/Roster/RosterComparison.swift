import CSV
import Kernel
import People
import Store

/// The third pass: the staged rows against the employer's live employments, by SQL, slice by slice.
struct RosterComparison {
    let job: ReadingJob
    let rows: Int
    let reader: RosterReader
    let progress: (@Sendable (RosterProgress) -> Void)?

    /// Half an hour: longer than any application takes, so whoever applies is gone and will not come back soon.
    private static let waitingTries = 18_000

    var roster: RosterID { job.roster }
    var store: any Store { reader.store }
    var slice: Int { reader.rosters.limits.readingSlice }

    /// - Parameter found: the rows that staging has found something in.
    func run(_ file: UploadedRoster, _ found: [RosterWarning: [Int]]) async throws {
        try await takeBase()
        let mode = try await store.read { [reader, roster] in try reader.rosters.roster(roster, in: $0).mode }
        let today = job.rules.today
        let warnings = WarningSearch(
            roster: roster,
            employer: job.employer.id,
            mode: mode,
            store: store,
            slice: slice
        )
        // One after the other, so that a roster takes three readers and not four.
        async let (twice, amongRows) = (warnings.nationalIDsTwice(), warnings.amongRows())
        try await compareRows(on: today)
        try await refuse(try await twice, for: RowProblem(.nationalID, .nationalIDTwice))
        try await keepMentions()
        if mode == .full { try await findLeaves(on: today) }
        try await warnings.keep(found)
        try await warnings.keep(try await amongRows)
        try await warnings.keep(try await warnings.aboutPeople(on: today))
        try await RefusedCells(job: job, reader: reader).keep(of: file)
        try await finish(mode, on: today)
    }

    /// Remembers what state of the employer this is compared with. While another roster is being applied, waits: what
    /// would be compared with is about to change.
    private func takeBase() async throws {
        let (roster, employer) = (roster, job.employer.id)
        var tries = 0
        while try await !store.write({ session in
            // An application that is about to begin is seen, or begins later and makes this comparison stale.
            try session.lock(employer)
            return try session.runCounting(RosterSQL.takeBase, roster) == 1
        }) {
            tries += 1
            guard tries < Self.waitingTries else { throw RosterFailure.interrupted }
            let isReading = try await store.read { [reader] in
                try reader.rosters.roster(roster, in: $0).state == .reading
            }
            guard isReading else { throw RosterFailure.interrupted }
            try await Task.sleep(for: .milliseconds(100))
            try await touch(rows)
        }
    }

    private func findLeaves(on today: Day) async throws {
        let (roster, employer) = (roster, job.employer.id)
        let slice = slice
        let tomorrow = today.adding(days: 1)
        var begin: String? = ""
        while let start = begin {
            begin = try await store.write { [job, rows] session in
                var place = start
                var end: String?
                repeat {
                    let found = try session.first(RosterRowSQL.leaveBoundary, employer, place, slice) { row in
                        try row[0] as String?
                    }
                    end = found ?? nil
                    guard let end else { break }
                    try session.run(RosterRowSQL.findLeaves, roster, employer, place, end, tomorrow)
                    place = end
                } while session.mayGoOn
                // Where somebody has ended this reading and cleared its rows, everybody would seem to leave.
                try job.touch(rows: rows, done: 2 * rows, in: session)
                return end
            }
        }
    }

    private func finish(_ mode: RosterMode, on today: Day) async throws {
        let (roster, employer) = (roster, job.employer.id)
        let (counts, current) = try await store.read { session in
            var counts = RosterCounts()
            try session.each(RosterRowSQL.countKinds, roster) { row in
                let count: Int = try row[1]
                switch RowKind(rawValue: try row[0]) {
                case .join: counts.joins = count
                case .change: counts.changes = count
                case .unchanged: counts.unchanged = count
                case .refused: counts.refused = count
                case .none: break
                }
            }
            counts.leaves = try session.first(RosterRowSQL.countLeaves, roster) { try $0[0] as Int } ?? 0
            if mode == .full {
                let tomorrow = today.adding(days: 1)
                counts.ends = try session.first(RosterRowSQL.countEnds, roster, tomorrow) { try $0[0] as Int } ?? 0
            }
            let current =
                RosterRules.mayNeedConfirmation(leavers: counts.leavers)
                ? try session.first(RosterRowSQL.countCurrent, employer, today) { try $0[0] as Int } ?? 0 : 0
            return (counts, current)
        }
        let isHeld = RosterRules.needsConfirmation(leavers: counts.leavers, employments: current)
        try await store.write { session in
            try session.run(
                RosterSQL.setCompared,
                roster,
                isHeld ? RosterState.held : .ready,
                counts.joins,
                counts.leaves,
                counts.changes,
                counts.unchanged,
                counts.refused,
                counts.ends,
                session.now
            )
        }
    }

    private func touch(_ done: Int) async throws {
        try await store.write { [job, rows] in try job.touch(rows: rows, done: done, in: $0) }
    }
}
