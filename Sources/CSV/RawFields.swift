/// A row's fields exactly as they were uploaded, to be kept and written back later.
public struct RawFields: Equatable, Sendable {
    /// The fields, untrimmed and without the quotes of the file.
    public let values: [String]

    /// The fields of a row that is being read.
    public init(_ row: borrowing CSVRow) {
        values = row.values
    }

    /// Fields from anywhere.
    public init(values: [String]) {
        self.values = values
    }

    /// The fields that ``line`` stored.
    ///
    /// - Throws: ``CSVFailure`` when the bytes are no such line.
    public init(line: some Collection<UInt8>) throws {
        let limits = CSVLimits(maxFieldBytes: .max, maxColumns: .max, maxRowBytes: .max)
        var reader = CSVReader(dialect: Dialect(), limits: limits)
        var values: [String] = []
        try reader.feed(line) { row in values = row.values }
        try reader.finish { row in values = row.values }
        self.values = values
    }

    /// The fields as one line of CSV (comma, UTF-8), for storing, encrypted or not.
    public var line: [UInt8] {
        var writer = CSVWriter(lineEnd: .lf, guardsFormulas: false)
        writer.write(values)
        return writer.bytes
    }
}
