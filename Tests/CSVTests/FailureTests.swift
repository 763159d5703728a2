import CSV
import Testing

@Suite("What can't be read")
struct FailureTests {
    @Test("B2: a file without rows is empty", arguments: ["", "\u{FEFF}", "\n\r\n\n", "sep=;\n"])
    func empty(text: String) throws {
        let dialect = Dialect(delimiter: .semicolon, hasSeparatorLine: text.hasPrefix("sep"))
        #expect(Reading(text, as: dialect).failure == .empty)
        if text.isEmpty { #expect(throws: CSVFailure.empty) { try Dialect(of: text.utf8) } }
    }

    @Test(
        "B2: other formats are told by their first bytes, so that the caller can say how to save them as CSV",
        arguments: [
            (ForeignFormat.xlsx, Array("PK\u{3}\u{4}....[Content_Types].xml".utf8)),
            (.xlsx, Array("PK\u{3}\u{4}....xl/workbook.xml".utf8)),
            (.ods, Array("PK\u{3}\u{4}....mimetypeapplication/vnd.oasis.opendocument.spreadsheet".utf8)),
            (.zip, Array("PK\u{3}\u{4}....roster.csv".utf8)),
            (.zip, Array("PK\u{5}\u{6}".utf8)),
            (.xls, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]),
            (.gzip, [0x1F, 0x8B, 0x08, 0]),
            (.pdf, Array("%PDF-1.7\n".utf8)),
            (.html, Array("\r\n <!DOCTYPE html><table>".utf8)),
            (.html, Bytes.utf8WithBOM("<HTML xmlns:x=\"urn:schemas-microsoft-com:office:excel\">")),
            (.html, Array("<table><tr><td>nr</td></tr></table>".utf8)),
            (.xml, Array("<?xml version=\"1.0\"?><Workbook>".utf8)),
        ]
    )
    func foreign(format: ForeignFormat, bytes: [UInt8]) {
        #expect(throws: CSVFailure.looksLike(format)) { try Dialect(of: bytes) }
    }

    @Test("B2: a workbook is refused when its beginning is in, not when all of it is")
    func foreignEarly() {
        var detector = DialectDetector()
        let beginning = Array("PK\u{3}\u{4}xl/".utf8) + [UInt8](repeating: 0, count: DialectDetector.sampleBytes)
        #expect(throws: CSVFailure.looksLike(.xlsx)) { try detector.feed(beginning) }
    }

    @Test("B2: text that only begins like markup or an archive is text", arguments: ["PKW,GZ\n", "<5,>5\n", "%,x\n"])
    func notForeign(text: String) throws {
        #expect(try Dialect(of: text.utf8).delimiter == .comma)
    }

    @Test("B2: a sep= line that asks for another delimiter is refused", arguments: ["^", ":", "", "ab", "ș"])
    func unsupportedDelimiter(asked: String) {
        #expect(throws: CSVFailure.unsupportedDelimiter(asked)) { try Dialect(of: "sep=\(asked)\na^b\n".utf8) }
    }

    @Test("B2: a quote that is never closed names the line where it opens")
    func unclosedQuote() {
        let reading = Reading("a,b\n1,2\n3,\"4\n5,6\n7,8\n")
        #expect(reading.failure == .unclosedQuote(line: 3))
        #expect(reading.values == [["a", "b"], ["1", "2"]])
    }

    @Test(
        "B2: what isn't text names its line",
        arguments: [[0x00], [0xFF], [0xC8, 0x61], [0xE2, 0x82], [0xF5, 0x80], [0xC0, 0xAF]]
    )
    func notText(bad: [UInt8]) {
        for prefix in ["a\nb\n", "a\r\nb,\r\n", "a\n\"\n"] {
            #expect(Reading(Array(prefix.utf8) + bad).failure == .notText(line: 3))
        }
    }

    @Test(
        "B2: a field at its limit is read, one byte more is refused",
        arguments: [
            ("1234", nil), ("12345", 2), ("\"1234\"", nil), ("\"12345\"", 2), ("\"1\"\"3\"\"\"", nil),
            ("\"1\"\"3\"\"5\"", 2), ("\"12\"34", nil), ("\"12\"345", 2), ("12ș", nil), ("123ș", 2), ("\"a\n34\"", nil),
            ("x,\"a\n345\"", 2),
        ] as [(String, Int?)]
    )
    func fieldLimit(field: String, line: Int?) {
        for after in ["", ",x", "\n", "\r\n"] {
            let reading = Reading("a\n" + field + after, limits: CSVLimits(maxFieldBytes: 4))
            #expect(reading.failure == line.map { .fieldTooLong(line: $0, limit: 4) })
        }
    }

    @Test("B2: a row at its limit is read, one byte more is refused; quotes and delimiters count, line ends don't")
    func rowLimit() {
        let limits = CSVLimits(maxRowBytes: 6)
        for fine in ["1,3,56", "\"2\",56", "\"2345\"", "1\n\"345\"\r\n123456", "12345,"] {
            #expect(Reading(fine, limits: limits).failure == nil)
        }
        for long in ["1,3,567", "\"2\",567", "\"23456\"", "123456,", "1,\"456\"", "\"2345\"7", "12345ș", "123456\""] {
            #expect(Reading("a\r\n" + long, limits: limits).failure == .rowTooLong(line: 2, limit: 6))
        }
    }

    @Test("B2: a row has as many columns as its limit, and not one more")
    func columnLimit() {
        let limits = CSVLimits(maxColumns: 3)
        for fine in ["a,b,c", "a,b,", "\n,,\n"] {
            #expect(Reading(fine, limits: limits).failure == nil)
        }
        for wide in ["a,b,c,d", "a,b,c,", "a,b,c,\n", "\"a\",b,c,d\n"] {
            #expect(Reading("x\n" + wide, limits: limits).failure == .tooManyColumns(line: 2, limit: 3))
        }
    }

    @Test("B2: a file at its limit is read, one byte more is refused", arguments: [[], [1], [3]])
    func fileLimit(chunks: [Int]) {
        let limits = CSVLimits(maxFileBytes: 4)
        #expect(Reading("a\nb\n", limits: limits, chunks: chunks).failure == nil)
        #expect(Reading("a\nb\nc", limits: limits, chunks: chunks).failure == .fileTooLong(limit: 4))
    }

    @Test("B2: the limits that nobody gave are those of the documentation")
    func defaultLimits() {
        let longest = String(repeating: "x", count: 65_536)
        #expect(Reading(longest).failure == nil)
        #expect(Reading(longest + "x").failure == .fieldTooLong(line: 1, limit: 65_536))
        #expect(Reading(String(repeating: ",", count: 255)).failure == nil)
        #expect(Reading(String(repeating: ",", count: 256)).failure == .tooManyColumns(line: 1, limit: 256))
        let wide = longest.dropLast() + ","
        #expect(Reading(String(repeating: String(wide), count: 16)).failure == nil)
        #expect(Reading(String(repeating: String(wide), count: 17)).failure == .rowTooLong(line: 1, limit: 1_048_576))
    }

    @Test("B2: after a failure, the caller's own included, and after the end, a reader is spent")
    func spent() throws {
        struct Stop: Error {}
        var stopped = CSVReader(dialect: Dialect())
        #expect(throws: Stop.self) { try stopped.feed("a\nb\n".utf8) { _ in throw Stop() } }
        #expect(throws: CSVFailure.spent) { try stopped.feed("c\n".utf8) { _ in } }
        #expect(throws: CSVFailure.spent) { try stopped.finish { _ in } }
        var finished = CSVReader(dialect: Dialect())
        try finished.feed("a".utf8) { _ in }
        try finished.finish { _ in }
        #expect(throws: CSVFailure.spent) { try finished.feed("a".utf8) { _ in } }
    }
}
