/// How well one delimiter explains the beginning of a file.
///
/// The text is read by the reader itself, so quotes and line breaks count as they will later. The score is the share of
/// rows that have the most frequent number of columns, squared, times the columns gained; a header that disagrees
/// with its rows costs most of it. So a comma in every price loses to the semicolons around it, and a title line or a
/// line of totals changes nothing. Columns have no limit here: whoever has too many of them is told so by the reading proper.
struct DelimiterGuess {
    let delimiter: Delimiter
    private(set) var lineEnd: LineEnd?
    private(set) var score = 0.0

    /// The best of the four; comma when none makes more than one column.
    static func best(text: ArraySlice<UInt8>, isWhole: Bool) -> DelimiterGuess {
        var best = DelimiterGuess(text: text, isWhole: isWhole, dialect: Dialect(delimiter: .comma))
        for delimiter in Delimiter.allCases where delimiter != .comma {
            let guess = DelimiterGuess(text: text, isWhole: isWhole, dialect: Dialect(delimiter: delimiter))
            if guess.score > best.score { best = guess }
        }
        return best
    }

    init(text: ArraySlice<UInt8>, isWhole: Bool, dialect: Dialect) {
        delimiter = dialect.delimiter
        var reader = CSVReader(dialect: dialect, limits: CSVLimits(maxColumns: .max))
        var header: Int?
        var rowsByColumns: [Int: Int] = [:]
        let count = { (row: borrowing CSVRow) in
            header = header ?? row.count
            rowsByColumns[row.count, default: 0] += 1
        }
        // What is wrong with the file is told by the reading proper; here, the rows before it are enough.
        do {
            try reader.feed(text, count)
            // The last row of a sample may be cut anywhere, so only a whole file's counts.
            if isWhole { try reader.finish(count) }
        } catch {}
        // But where the sample ends within the first row of more than one column, it is all that there is.
        if !isWhole, rowsByColumns.keys.allSatisfy({ $0 == 1 }) {
            let columns = reader.columnsUnderWay
            header = header ?? columns
            rowsByColumns[columns, default: 0] += 1
        }
        lineEnd = reader.lineEnd
        score = Self.score(header: header, rowsByColumns: rowsByColumns)
    }

    private static func score(header: Int?, rowsByColumns: [Int: Int]) -> Double {
        let usual = rowsByColumns.max { ($0.value, $0.key) < ($1.value, $1.key) }
        guard let usual, usual.key > 1 else { return 0 }
        let rows = rowsByColumns.values.reduce(0, +)
        let share = Double(usual.value) / Double(rows)
        return share * share * Double(usual.key - 1) * (header == usual.key ? 1 : 0.1)
    }
}
