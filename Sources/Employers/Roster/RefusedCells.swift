import CSV
import Kernel
import Store

/// The fourth pass: the cells of rows in which nothing was wrong until they were compared, for `refused.csv`.
struct RefusedCells {
    let job: ReadingJob
    let reader: RosterReader

    /// How many row numbers are held at a time. A row that came so far has at least eight bytes, so that a chunk of
    /// 64 KiB never has as many.
    private static let batch = 16_384

    func keep(of file: UploadedRoster) async throws {
        var due = try await next(after: 0)[...]
        guard !due.isEmpty else { return }
        var parser = CSVReader(dialect: job.dialect, limits: reader.rosters.limits.csv)
        var found: [(number: Int, cells: [UInt8])] = []
        var count = 0
        let rules = job.rules
        func take(_ row: borrowing CSVRow) throws {
            guard rules.isData(row) else { return }
            count += 1
            guard due.first == count else { return }
            due.removeFirst()
            found.append((count, try rules.sealedCells(row)))
        }
        try file.rewind()
        while !due.isEmpty, let chunk = try file.next() {
            try parser.feed(chunk.span) { row in try take(row) }
            try await keep(found)
            found.removeAll()
            if due.count < Self.batch / 2, let last = due.last { due += try await next(after: last) }
            if due.isEmpty { due = try await next(after: count)[...] }
        }
        guard !due.isEmpty else { return }
        try parser.finish { row in try take(row) }
        try await keep(found)
    }

    private func next(after number: Int) async throws -> [Int] {
        let roster = job.roster
        return try await reader.store.read { session in
            try session.all(RosterRowSQL.refusedWithoutCells, roster, number, Self.batch) { try $0[0] as Int }
        }
    }

    private func keep(_ found: [(number: Int, cells: [UInt8])]) async throws {
        guard !found.isEmpty else { return }
        let roster = job.roster
        try await reader.store.write { session in
            try session.runEach(RosterRowSQL.keepCells, found) { row, arguments in
                arguments = [roster.value, row.number.value, row.cells.value]
            }
        }
    }
}
