import CSV

/// What is written reads back.
enum WriterChecks {
    static func violation(in file: ReadFile, _ shape: inout FileShape) -> String? {
        let rows = file.rows.map(\.values)
        guard !rows.isEmpty else { return nil }
        let delimiter = shape.delimiter()
        let lineEnd = LineEnd.allCases[shape.below(LineEnd.allCases.count)]
        func readBack(guarded: Bool) -> ReadFile {
            var writer = CSVWriter(delimiter: delimiter, lineEnd: lineEnd, guardsFormulas: guarded)
            for row in rows { writer.write(row) }
            let bytes = writer.takeBytes()
            let unlimited = CSVLimits(maxFieldBytes: .max, maxColumns: .max, maxRowBytes: .max)
            return ReadFile(bytes, as: Dialect(delimiter: delimiter), limits: unlimited) { bytes.count }
        }
        let plain = readBack(guarded: false)
        guard plain.failure == nil, plain.rows.map(\.values) == rows else {
            return "written and read again it is another: \(rows) and \(plain)"
        }
        let guarded = readBack(guarded: true)
        let cells = guarded.rows.flatMap(\.values)
        guard cells.map(FormulaGuard.removed) == rows.flatMap(\.self).map(FormulaGuard.removed) else {
            return "guarded and read again it is another: \(rows) and \(guarded)"
        }
        for cell in cells where FormulaGuard.isNeeded(for: cell.utf8) { return "a formula stays: \(cell)" }
        return nil
    }
}
