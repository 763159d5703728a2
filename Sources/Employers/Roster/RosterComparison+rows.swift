import Kernel
import Store

/// What the comparison says about a row, where that isn't what it was staged as.
private struct ComparedRow {
    let number: Int
    /// A `RowKind`.
    let kind: Int
    let employment: EmploymentID?
    let introduced: ChangeSetID?
    let changed: Int
    let problem: String?
    /// Whether nobody has its number, so that only its national id can lead to the employment.
    let isNumberNew: Bool

    /// Reads a row of `RosterRowSQL.compare`.
    init(row: Row) throws {
        number = try row[0]
        kind = try row[1]
        employment = try row[2]
        introduced = try row[3]
        changed = try row[4]
        problem = try row[5]
        isNumberNew = try row[6]
    }
}

// Rows are compared in snapshots, several slices at a time: mostly there is nothing to be written.
extension RosterComparison {
    /// How many slices are compared at the same time.
    private static let slicesAtOnce = 2
    /// After how many slices it says how far it has come, if nothing had to be written before.
    private static let slicesInSilence = 16

    func compareRows(on today: Day) async throws {
        let hasUsernames = job.rules.header.positions[.username] != nil
        try await withThrowingTaskGroup(of: (range: Range<Int>, rows: [ComparedRow]).self) { group in
            var begun = 0
            func begin() {
                guard begun < rows else { return }
                let range = begun..<min(begun + slice, rows)
                begun = range.upperBound
                group.addTask { (range, try await compare(range, on: today)) }
            }
            for _ in 0..<Self.slicesAtOnce { begin() }
            var due: [ComparedRow] = []
            var (silent, done) = (0, 0)
            while let compared = try await group.next() {
                begin()
                due += compared.rows
                done += compared.range.count
                silent += 1
                guard hasUsernames || due.count >= slice || silent == Self.slicesInSilence || done == rows else {
                    continue
                }
                try await keep(due, through: done, usernamesOf: hasUsernames ? compared.range : nil)
                due.removeAll()
                silent = 0
            }
        }
    }

    /// Compares the rows whose numbers are one more than these.
    private func compare(_ range: Range<Int>, on today: Day) async throws -> [ComparedRow] {
        try await store.read { [job] session in
            try session.all(
                RosterRowSQL.compare,
                job.roster,
                job.employer.id,
                range.lowerBound,
                range.upperBound,
                today,
                job.rules.header.given.rawValue
            ) { try ComparedRow(row: $0) }
        }
    }

    private func keep(_ compared: [ComparedRow], through done: Int, usernamesOf range: Range<Int>?) async throws {
        try await store.write { [job, rows, reader] session in
            // For the engine's writer: this is a step of long work.
            _ = session.mayGoOn
            try session.runEach(RosterRowSQL.keepCompared, compared) { row, arguments in
                arguments = [
                    job.roster.value, row.number.value, row.kind.value, row.employment.value, row.introduced.value,
                    row.changed.value, row.problem.value,
                ]
            }
            let mentioned = compared.filter { $0.isNumberNew && $0.kind != RowKind.refused.rawValue }.compactMap(
                \.employment
            )
            try session.runEach(RosterRowSQL.addMention, mentioned) { $1 = [job.roster.value, $0.value] }
            if let range {
                try reader.rosters.employers.refuseTakenUsernames(
                    of: job.roster,
                    from: range.lowerBound,
                    through: range.upperBound,
                    in: session
                )
            }
            try job.touch(rows: rows, done: rows + done, in: session)
        }
        progress?(RosterProgress(state: .reading, done: rows + done, total: max(job.steps, 2 * rows)))
    }

    /// Refuses rows for what a row alone doesn't show.
    func refuse(_ numbers: [Int], for problem: RowProblem) async throws {
        try await write(numbers) { [job] numbers, session in
            try session.runEach(RosterRowSQL.refuse, numbers) { number, arguments in
                arguments = [job.roster.value, number.value, problem.stored.value]
            }
        }
    }

    /// Keeps whom the refused rows name, by national id or without a number: nobody leaves for a row that was refused.
    func keepMentions() async throws {
        let named = try await store.read { [job] session in
            let (roster, employer) = (job.roster, job.employer.id)
            var named = try session.all(RosterRowSQL.namedByRefused, roster, employer) { try $0[0] as EmploymentID }
            if try session.first(RosterRowSQL.hasRefusedWithoutNumber, roster, read: { _ in true }) != nil {
                named += try session.all(RosterRowSQL.namedWithoutNumber, roster, employer) { try $0[0] }
            }
            return named
        }
        try await write(named) { [job] named, session in
            try session.runEach(RosterRowSQL.addMention, named) { $1 = [job.roster.value, $0.value] }
        }
    }

    private func write<T: Sendable>(
        _ elements: [T],
        _ body: @escaping @Sendable (ArraySlice<T>, Session) throws -> Void
    ) async throws {
        for start in stride(from: 0, to: elements.count, by: slice) {
            let part = elements[start..<min(start + slice, elements.count)]
            try await store.write { [job, rows] session in
                // For the engine's writer: this is a step of long work.
                _ = session.mayGoOn
                try body(part, session)
                try job.touch(rows: rows, done: 2 * rows, in: session)
            }
        }
    }
}
