import CSV

/// What must hold of any bytes that somebody uploads, whatever they are. Each says what doesn't, or nil.
public enum ReaderChecks {
    /// All of them.
    public static func violation(in file: [UInt8]) -> String? {
        var shape = FileShape(of: file)
        let dialect: Dialect
        switch detected(file, &shape) {
        case .failure(let violation): return violation.text
        case .success(let found): dialect = found ?? Dialect(delimiter: shape.delimiter())
        }
        let limits = shape.limits()
        let whole = ReadFile(file, as: dialect, limits: limits) { file.count }
        if whole.failure == nil, whole.rows.isEmpty { return "no row and no failure" }
        let cut = ReadFile(file, as: dialect, limits: limits) { shape.chunkSize() }
        if cut != whole { return "chunks make a difference: \(whole) and \(cut)" }
        return WriterChecks.violation(in: whole, &shape) ?? RosterChecks.violation(in: file, as: dialect, &shape)
    }

    /// The dialect of a file, the same in chunks and whole; nil for what isn't CSV.
    private static func detected(_ file: [UInt8], _ shape: inout FileShape) -> Result<Dialect?, Violation> {
        let whole = Result { () throws(CSVFailure) in try Dialect(of: file) }
        let cut = Result { () throws(CSVFailure) in
            var detector = DialectDetector()
            var start = 0
            while start < file.count {
                let end = min(start + shape.chunkSize(), file.count)
                try detector.feed(file[start..<end])
                start = end
            }
            return try detector.finish()
        }
        guard whole == cut else { return .failure(Violation("chunks make a difference: \(whole) and \(cut)")) }
        return .success(try? whole.get())
    }

    struct Violation: Error {
        let text: String
        init(_ text: String) { self.text = text }
    }
}

/// A file as the reader reads it.
struct ReadFile: Equatable {
    struct Row: Equatable {
        let line: Int
        let number: Int
        let values: [String]
    }

    private(set) var rows: [Row] = []
    private(set) var failure: CSVFailure?
    private(set) var lineEnd: LineEnd?

    init(_ file: [UInt8], as dialect: Dialect, limits: CSVLimits, chunkSize: () -> Int) {
        var rows: [Row] = []
        var reader = CSVReader(dialect: dialect, limits: limits)
        let keep = { (row: borrowing CSVRow) in
            rows.append(Row(line: row.line, number: row.number, values: row.values))
        }
        do {
            var start = 0
            while start < file.count {
                let end = min(start + max(1, chunkSize()), file.count)
                try reader.feed(file[start..<end], keep)
                start = end
            }
            try reader.finish(keep)
        } catch {
            // Whatever is thrown that isn't a failure of ours is one that nobody named.
            failure = error as? CSVFailure ?? .spent
        }
        self.rows = rows
        lineEnd = reader.lineEnd
    }
}
