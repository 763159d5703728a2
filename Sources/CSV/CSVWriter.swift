/// Writes CSV in UTF-8 into a buffer that the caller drains.
///
/// A field is quoted only where it must be. What it writes, ``CSVReader`` reads back, field for field.
public struct CSVWriter: Sendable {
    /// What was written and not yet taken.
    public private(set) var bytes: [UInt8]

    private let delimiter: UInt8
    private let lineEnd: LineEnd
    private let guardsFormulas: Bool
    private var isFirstField = true
    /// A first field that begins like a byte order mark would be read as one.
    private var markIsDue: Bool
    /// A row of one empty field would be a blank line, which readers skip.
    private var rowIsEmpty = true

    /// A writer at the beginning of a file.
    ///
    /// - `byteOrderMark`: Excel takes UTF-8 for the local code page without it.
    /// - `guardsFormulas`: cells that a spreadsheet would run are made harmless (``FormulaGuard``). Switch it off only
    ///   for files that no spreadsheet opens.
    public init(
        delimiter: Delimiter = .comma,
        lineEnd: LineEnd = .crlf,
        byteOrderMark: Bool = false,
        guardsFormulas: Bool = true
    ) {
        bytes = byteOrderMark ? ByteOrderMark.utf8 : []
        markIsDue = !byteOrderMark
        self.delimiter = delimiter.rawValue
        self.lineEnd = lineEnd
        self.guardsFormulas = guardsFormulas
    }

    /// Writes a row.
    public mutating func write(_ values: some Sequence<String>) {
        for value in values { field(value) }
        endRow()
    }

    /// Writes a row that was read, with one field more in the given column, counted from 0.
    ///
    /// A shorter row is filled up with empty fields, and what a longer row has from that column on comes behind, so
    /// the added field always stands under its header and nothing is lost.
    public mutating func write(_ row: RawFields, adding value: String, atColumn column: Int) {
        for index in 0..<column { field(index < row.values.count ? row.values[index] : "") }
        field(value)
        for surplus in row.values.dropFirst(column) { field(surplus) }
        endRow()
    }

    /// Writes the next field of the row under way.
    public mutating func field(_ value: String) {
        field(utf8: value.utf8)
    }

    /// Writes the next field of the row under way; the bytes must be UTF-8.
    public mutating func field(utf8 value: some Collection<UInt8>) {
        if !isFirstField { bytes.append(delimiter) }
        rowIsEmpty = isFirstField && value.isEmpty
        isFirstField = false
        let isGuarded = guardsFormulas && FormulaGuard.isNeeded(for: value)
        let looksMarked = markIsDue && value.starts(with: ByteOrderMark.utf8)
        markIsDue = false
        guard looksMarked || value.contains(where: needsQuotes) else {
            if isGuarded { bytes.append(FormulaGuard.prefix) }
            bytes.append(contentsOf: value)
            return
        }
        bytes.append(ASCII.quote)
        if isGuarded { bytes.append(FormulaGuard.prefix) }
        for byte in value {
            if byte == ASCII.quote { bytes.append(ASCII.quote) }
            bytes.append(byte)
        }
        bytes.append(ASCII.quote)
    }

    /// Ends the row under way.
    public mutating func endRow() {
        if rowIsEmpty { bytes.append(contentsOf: [ASCII.quote, ASCII.quote]) }
        bytes.append(contentsOf: lineEnd.rawValue.utf8)
        isFirstField = true
        rowIsEmpty = true
    }

    /// Hands over what was written since the last time, and goes on with an empty buffer.
    public mutating func takeBytes() -> [UInt8] {
        defer { bytes.removeAll() }
        return bytes
    }

    private func needsQuotes(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == ASCII.quote || byte == ASCII.lineFeed || byte == ASCII.carriageReturn
    }
}
