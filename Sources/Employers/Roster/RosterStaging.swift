import CSV
import Kernel
import Store

/// The second pass: rows into staging, a short transaction for each slice. While one slice is being written, the next
/// is being read.
struct RosterStaging: Sendable {
    let job: ReadingJob
    let reader: RosterReader
    let progress: (@Sendable (RosterProgress) -> Void)?

    /// Stages all rows and says how many there are.
    func run(_ file: UploadedRoster) async throws -> Int {
        var parser = CSVReader(dialect: job.dialect, limits: reader.rosters.limits.csv)
        let slice = reader.rosters.limits.readingSlice
        var rows: [StagedRow] = []
        var count = 0
        var pending: Task<Void, any Error>?
        func take(_ row: borrowing CSVRow) throws {
            guard let staged = try job.rules.read(row, number: count + 1) else { return }
            count += 1
            rows.append(staged)
        }
        do {
            try file.rewind()
            while let chunk = try file.next() {
                try parser.feed(chunk.span) { row in try take(row) }
                while rows.count >= slice {
                    let full = Array(rows.prefix(slice))
                    rows.removeFirst(slice)
                    try await pending?.value
                    pending = Task { try await write(full) }
                }
            }
            try parser.finish { row in try take(row) }
            try await pending?.value
        } catch {
            // Whoever clears away what was staged must find all of it.
            _ = await pending?.result
            throw error
        }
        if !rows.isEmpty { try await write(rows) }
        return count
    }

    private func write(_ rows: [StagedRow]) async throws {
        let job = job
        guard let last = rows.last else { return }
        try await reader.store.write { session in
            try session.runEach(RosterRowSQL.insert, rows) { row, arguments in
                arguments.append(job.roster.value)
                row.bind(&arguments)
            }
            try job.touch(rows: last.number, done: last.number, in: session)
        }
        progress?(RosterProgress(state: .reading, done: last.number, total: job.steps))
    }
}

extension StagedRow {
    fileprivate func bind(_ arguments: inout [Value]) {
        arguments.append(number.value)
        arguments.append(line.value)
        arguments.append((problems.isEmpty ? RowKind.staged : .refused).value)
        arguments.append(employeeNumber.value)
        arguments.append(givenName.value)
        arguments.append(familyName.value)
        arguments.append(username.value)
        arguments.append(email.value)
        arguments.append(phone.value)
        arguments.append(nationalIDIndex.value)
        arguments.append(nationalIDCipher.value)
        arguments.append(birthDate.value)
        arguments.append(department.value)
        arguments.append(package.value)
        arguments.append(startsOn.value)
        arguments.append(endsOn.value)
        arguments.append(language.value)
        arguments.append(problems.isEmpty ? .null : .text(problems.map(\.stored).joined(separator: "\n")))
        arguments.append(cells.value)
    }
}
