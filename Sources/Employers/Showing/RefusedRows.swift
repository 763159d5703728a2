import CSV
public import Kernel
import Secrets
public import Store

/// Gives the rows that can't be taken back as the file that was uploaded, with a column `error` that says what is wrong,
/// so that HR mends and uploads just these (B6). UTF-8 with BOM, delimiter and headers as uploaded.
public struct RefusedRows: Sendable {
    let rosters: Rosters
    let store: any Store

    /// The refused rows of the rosters in a store.
    public init(_ rosters: Rosters, store: any Store) {
        self.rosters = rosters
        self.store = store
    }

    /// Writes the file in pieces, whatever its size: the header first, then some rows at a time.
    public func write(
        of id: RosterID,
        language: Language,
        to body: ([UInt8]) async throws -> Void
    ) async throws {
        let columns = try await store.read { [rosters] session in
            _ = try rosters.roster(id, in: session)
            return try session.all(RosterSQL.columns, id) { row in
                (header: try row[0] as String, field: try row[1] as String?)
            }
        }
        let delimiter = try await store.read { session in
            try session.first(RosterSQL.delimiter, id) { try $0[0] as String? } ?? nil
        }
        let headers = columns.map(\.header)
        var names: [RosterColumn: String] = [:]
        for (header, field) in columns {
            for column in HeaderField.columns(stored: field) { names[column] = header }
        }
        // A file that was mended from an earlier one has the column already.
        let errorColumn = headers.firstIndex { $0.folded == Self.errorHeader } ?? headers.count
        var writer = CSVWriter(
            delimiter: Delimiter.allCases.first { $0.description == delimiter } ?? .comma,
            byteOrderMark: true
        )
        writer.write(errorColumn < headers.count ? headers : headers + [Self.errorHeader])
        var last = 0
        while true {
            let rows = try await rows(of: id, after: last)
            for row in rows {
                let text = row.problems.map { problem in
                    let name = problem.column.map { names[$0] ?? $0.rawValue }
                    return [name, problem.message.text(in: language)].compactMap(\.self).joined(separator: ": ")
                }.joined(separator: "; ")
                writer.write(row.cells, error: text, at: errorColumn, isNew: errorColumn == headers.count)
            }
            try await body(writer.takeBytes())
            guard let end = rows.last else { return }
            last = end.number
        }
    }

    /// The whole file; for tests and small rosters.
    public func file(of id: RosterID, language: Language) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        try await write(of: id, language: language) { bytes += $0 }
        return bytes
    }

    private static let errorHeader = "error"

    private struct RefusedRow: Sendable {
        let number: Int
        let problems: [RowProblem]
        let cells: RawFields
    }

    private func rows(of id: RosterID, after number: Int) async throws -> [RefusedRow] {
        let vault = rosters.employers.vault
        let found = try await store.read { session in
            try session.all(DifferenceSQL.refused, id, number, 500) { row in
                (number: try row[0] as Int, problems: try row[2] as String?, cells: try row[3] as [UInt8]?)
            }
        }
        return try found.map { row in
            let line = try row.cells.map { try vault.open($0, .refusedRow) } ?? ""
            return RefusedRow(
                number: row.number,
                problems: row.problems.map(RowProblem.all(stored:)) ?? [],
                cells: line.isEmpty ? RawFields(values: []) : try RawFields(line: line.utf8)
            )
        }
    }
}

extension CSVWriter {
    fileprivate mutating func write(_ cells: RawFields, error: String, at column: Int, isNew: Bool) {
        guard !isNew else { return write(cells, adding: error, atColumn: column) }
        var values = cells.values + Array(repeating: "", count: max(0, column + 1 - cells.values.count))
        values[column] = error
        write(values)
    }
}
