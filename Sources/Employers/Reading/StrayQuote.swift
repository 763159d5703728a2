import CSV

/// A quote that somebody typed before a word, and the next one that closes it lines later: what stands between is one cell.
enum StrayQuote {
    /// Whether a cell has taken in what are rows by themselves.
    ///
    /// Its first line then completes the row that it began in, those between are whole rows, and its last line begins the row
    /// that goes on behind it. An address of several lines in quotes does all of that by chance only.
    static func hasTakenRows(_ row: borrowing CSVRow, columns: Int, delimiter: Delimiter) -> Bool {
        guard row.lineEnds > 0, columns > 1 else { return false }
        for column in 0..<row.count {
            let parts = row.withUTF8(column) { delimiters(in: $0, delimiter.rawValue) }
            guard parts.count > 1, let first = parts.first, let last = parts.last else { continue }
            let isWhole = column + first == columns - 1 && parts[1..<(parts.count - 1)].allSatisfy { $0 == columns - 1 }
            if isWhole, last > 0, row.count == column + columns - last { return true }
        }
        return false
    }

    /// How many delimiters each line has, blank lines aside.
    private static func delimiters(in cell: Span<UInt8>, _ delimiter: UInt8) -> [Int] {
        var counts = [0]
        var isBlank = true
        for index in cell.indices {
            switch cell[index] {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if !isBlank || counts.count == 1 { counts.append(0) }
                isBlank = true
            case delimiter:
                counts[counts.count - 1] += 1
                isBlank = false
            default: isBlank = false
            }
        }
        return counts
    }
}
