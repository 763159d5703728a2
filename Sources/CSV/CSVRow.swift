/// One row as the reader lends it: a view into the reader's buffer, valid until the call returns.
///
/// It can't be copied, because a copy would keep the whole buffer alive; keep ``values`` or ``RawFields`` instead.
/// Fields come without their quotes, and otherwise exactly as in the file: nothing is trimmed. They are valid UTF-8.
public struct CSVRow: ~Copyable, Sendable {
    /// Where a field lies in the buffer.
    @usableFromInline
    struct Bounds: Sendable {
        @usableFromInline var start: Int
        @usableFromInline var end: Int
    }

    @usableFromInline var bytes: [UInt8] = []
    @usableFromInline var fields: [Bounds] = []

    /// The physical line, counted from 1, on which the row begins.
    public internal(set) var line = 1
    /// How many line ends stand within its fields, in quotes.
    public internal(set) var lineEnds = 0
    /// The row's number: 0 for the first row, which is mostly the header, and from there 1, 2, 3 for the data.
    public internal(set) var number = 0

    /// How many fields the row has.
    @inlinable public var count: Int { fields.count }

    /// The field in a column counted from 0, or nil when the row is shorter.
    public subscript(column: Int) -> String? {
        guard fields.indices.contains(column) else { return nil }
        return String(decoding: slice(fields[column]), as: UTF8.self)
    }

    /// All fields, as strings.
    public var values: [String] {
        fields.map { String(decoding: slice($0), as: UTF8.self) }
    }

    /// Lends the UTF-8 bytes of the field in a column counted from 0; no bytes when the row is shorter.
    ///
    /// Inlined into its callers: rosters ask for each of millions of cells, and generic code from another module isn't
    /// specialized otherwise.
    @inlinable public func withUTF8<Result, Failure: Error>(
        _ column: Int,
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard fields.indices.contains(column) else { return try body(bytes.span.extracting(0..<0)) }
        return try body(bytes.span.extracting(fields[column].start..<fields[column].end))
    }

    /// The UTF-8 bytes of the field in a column counted from 0, without copying; no bytes when the row is shorter.
    ///
    /// Caveat: a slice that outlives the call makes the reader copy its buffer; make an `Array` of what is kept.
    public func utf8(_ column: Int) -> ArraySlice<UInt8> {
        fields.indices.contains(column) ? slice(fields[column]) : []
    }

    /// Whether the row says nothing: its fields are empty or only spaces, as in the `;;;;` that spreadsheets leave
    /// below a table.
    public var isBlank: Bool {
        for field in fields {
            for index in field.start..<field.end where bytes[index] != ASCII.space && bytes[index] != ASCII.tab {
                return false
            }
        }
        return true
    }

    private func slice(_ field: Bounds) -> ArraySlice<UInt8> {
        bytes[field.start..<field.end]
    }
}
