import CSV
import Kernel
import Store
import Synchronization

/// The second pass: rows into staging. While rows are being written, the next are being read, and those that have been
/// read by then go into the same transaction unless somebody waits for the writer.
struct RosterStaging: Sendable {
    let job: ReadingJob
    let reader: RosterReader
    let progress: (@Sendable (RosterProgress) -> Void)?

    /// How many slices may wait to be written: what reading may be ahead.
    private static let slicesAhead = 8

    /// Stages all rows. Says how many there are, and the numbers of those with a birth date that isn't their national id's,
    /// which nobody can tell any more once that is encrypted.
    func run(_ file: UploadedRoster) async throws -> (rows: Int, warnings: [RosterWarning: [Int]]) {
        var parser = CSVReader(dialect: job.dialect, limits: reader.rosters.limits.csv)
        let slice = reader.rosters.limits.readingSlice
        let queue = SliceQueue()
        var rows: [StagedRow] = []
        var count = 0
        var warnings: [RosterWarning: [Int]] = [:]
        var writing: Task<Void, any Error>?
        func take(_ row: borrowing CSVRow) throws {
            guard let staged = try job.rules.read(row, number: count + 1) else { return }
            count += 1
            rows.append(staged)
            if staged.hasOtherBirthDate { warnings[.otherBirthDate, default: []].append(count) }
            if staged.hasLeft { warnings[.leftAlready, default: []].append(count) }
            if rows.count == slice {
                queue.add(rows)
                rows.removeAll(keepingCapacity: true)
            }
        }
        do {
            try file.rewind()
            while let chunk = try file.next() {
                try parser.feed(chunk.span) { row in try take(row) }
                if queue.count >= Self.slicesAhead { try await writing?.value }
                if queue.beginWriting() { writing = Task { try await write(queue) } }
            }
            try parser.finish { row in try take(row) }
            if !rows.isEmpty { queue.add(rows) }
            try await writing?.value
            if queue.beginWriting() { try await write(queue) }
        } catch {
            // Whoever clears away what was staged must find all of it.
            _ = await writing?.result
            throw error
        }
        return (count, warnings)
    }

    /// Writes what waits, until nothing does.
    private func write(_ queue: SliceQueue) async throws {
        let job = job
        repeat {
            let written = try await reader.store.write { session in
                var written = 0
                var last = 0
                while let rows = queue.slice(written), written == 0 || session.mayGoOn {
                    let made: [EmploymentID] = session.newIDs(rows.count)
                    try session.runEach(RosterRowSQL.insert, rows.indices) { index, arguments in
                        arguments.append(job.roster.value)
                        rows[index].bind(&arguments, expected: job.expected)
                        arguments.append(made[index].value)
                    }
                    written += 1
                    last = rows.last?.number ?? last
                }
                try job.touch(rows: last, done: last, in: session)
                return (slices: written, last: last)
            }
            progress?(RosterProgress(state: .reading, done: written.last, total: job.steps))
            queue.drop(written.slices)
        } while !queue.endWriting()
    }
}

/// Slices of rows between whoever reads and whoever writes them.
private final class SliceQueue: Sendable {
    private let state = Mutex((slices: [[StagedRow]](), isBeingWritten: false))

    var count: Int { state.withLock { $0.slices.count } }

    func add(_ rows: [StagedRow]) { state.withLock { $0.slices.append(rows) } }

    /// The slice at that place, where there is one. It stays until it is dropped: a transaction may run again.
    func slice(_ position: Int) -> [StagedRow]? {
        state.withLock { position < $0.slices.count ? $0.slices[position] : nil }
    }

    func drop(_ count: Int) { state.withLock { $0.slices.removeFirst(count) } }

    /// Whether there is something to be written that nobody writes; then the caller does.
    func beginWriting() -> Bool {
        state.withLock { state in
            guard !state.isBeingWritten, !state.slices.isEmpty else { return false }
            state.isBeingWritten = true
            return true
        }
    }

    /// Whether nothing is left to be written; then the caller writes no more.
    func endWriting() -> Bool {
        state.withLock { state in
            state.isBeingWritten = !state.slices.isEmpty
            return state.slices.isEmpty
        }
    }
}

extension StagedRow {
    fileprivate func bind(_ arguments: inout [Value], expected: RowKind) {
        arguments.append(number.value)
        arguments.append(line.value)
        arguments.append((problems.isEmpty ? expected : .refused).value)
        arguments.append(employeeNumber.value)
        arguments.append(givenName.value)
        arguments.append(familyName.value)
        arguments.append(username.value)
        arguments.append(email.value)
        arguments.append(phone.value)
        arguments.append(nationalIDIndex.value)
        arguments.append(nationalIDSealed.value)
        arguments.append(birthDate.value)
        arguments.append(department.value)
        arguments.append(package.value)
        arguments.append(startsOn.value)
        arguments.append(endsOn.value)
        arguments.append(language.value)
        arguments.append(problems.isEmpty ? .null : .text(problems.map(\.stored).joined(separator: "\n")))
        arguments.append(cells.value)
        arguments.append(texts?.sortName.value ?? .null)
        arguments.append(texts?.searchText.value ?? .null)
    }
}
