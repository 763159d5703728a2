/// How a file is to be read. ``DialectDetector`` finds it; a caller who knows better makes or changes one.
public struct Dialect: Equatable, Hashable, Sendable {
    /// How bytes stand for characters.
    public var encoding: TextEncoding
    /// What stands between fields.
    public var delimiter: Delimiter
    /// What ends the first row; nil when the file, or the part looked at, has no line end. Informative only:
    /// the reader takes every line end everywhere.
    public var lineEnd: LineEnd?
    /// Whether the first line is `sep=…`, which is for the spreadsheet and no row.
    public var hasSeparatorLine: Bool

    /// A dialect; without arguments, what RFC 4180 describes in UTF-8.
    public init(
        encoding: TextEncoding = .utf8,
        delimiter: Delimiter = .comma,
        lineEnd: LineEnd? = nil,
        hasSeparatorLine: Bool = false
    ) {
        self.encoding = encoding
        self.delimiter = delimiter
        self.lineEnd = lineEnd
        self.hasSeparatorLine = hasSeparatorLine
    }

    /// The dialect of a whole file that is in memory.
    ///
    /// - Throws: what ``DialectDetector/finish()`` throws.
    public init(of file: some Collection<UInt8>) throws(CSVFailure) {
        var detector = DialectDetector()
        try detector.feed(file)
        self = try detector.finish()
    }

    /// The same, with what bytes beyond ASCII mean where the file itself doesn't tell: no code page can be told from another, and
    /// the detector takes each for Windows-1250.
    public func with(codePage: TextEncoding) -> Dialect {
        var dialect = self
        if encoding == .windows1250 { dialect.encoding = codePage }
        return dialect
    }

    /// Whether the file begins with a byte order mark.
    public var hasBOM: Bool { encoding.hasBOM }
}
