import CSV

/// A row as tests compare it.
struct ReadRow: Equatable, CustomStringConvertible {
    var line: Int
    var number: Int
    var values: [String]

    var description: String { "\(line)/\(number) \(values)" }
}

/// What reading a file came to: the rows before the failure, if any, and the failure.
struct Reading: Equatable {
    var rows: [ReadRow] = []
    var failure: CSVFailure?
    var lineEnd: LineEnd?

    var values: [[String]] { rows.map(\.values) }

    /// Reads bytes in chunks of these sizes, over and over; all at once without sizes.
    init(_ bytes: [UInt8], as dialect: Dialect = Dialect(), limits: CSVLimits = CSVLimits(), chunks: [Int] = []) {
        var reader = CSVReader(dialect: dialect, limits: limits)
        var rows: [ReadRow] = []
        let keep = { (row: borrowing CSVRow) in
            rows.append(ReadRow(line: row.line, number: row.number, values: row.values))
        }
        var start = 0
        var turn = 0
        do {
            while start < bytes.count {
                let size = chunks.isEmpty ? bytes.count : chunks[turn % chunks.count]
                let end = min(start + size, bytes.count)
                try reader.feed(bytes[start..<end], keep)
                start = end
                turn += 1
            }
            try reader.finish(keep)
        } catch let failure as CSVFailure {
            self.failure = failure
        } catch {
            preconditionFailure("only the reader throws here: \(error)")
        }
        self.rows = rows
        lineEnd = reader.lineEnd
    }

    init(_ text: String, as dialect: Dialect = Dialect(), limits: CSVLimits = CSVLimits(), chunks: [Int] = []) {
        self.init(Array(text.utf8), as: dialect, limits: limits, chunks: chunks)
    }
}
