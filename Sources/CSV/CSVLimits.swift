/// What a reader takes at most. Memory stays below the longest row plus some hundred kilobytes, whatever the file.
public struct CSVLimits: Equatable, Sendable {
    /// The longest field, in bytes of UTF-8 without its quotes.
    public var maxFieldBytes: Int
    /// The most fields in a row.
    public var maxColumns: Int
    /// The longest row, in bytes of UTF-8 with quotes and delimiters and without its line end.
    public var maxRowBytes: Int
    /// The longest file, in bytes as fed.
    public var maxFileBytes: Int

    /// Limits that no roster of people comes near: 64 KiB a field, 256 columns, 1 MiB a row. A file has none unless
    /// it is given.
    public init(
        maxFieldBytes: Int = 65_536,
        maxColumns: Int = 256,
        maxRowBytes: Int = 1_048_576,
        maxFileBytes: Int = .max
    ) {
        self.maxFieldBytes = maxFieldBytes
        self.maxColumns = maxColumns
        self.maxRowBytes = maxRowBytes
        self.maxFileBytes = maxFileBytes
    }
}
