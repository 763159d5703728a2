import CSV
import Testing

@Suite("Reading rows")
struct ReaderTests {
    @Test(
        "B2: quotes, doubled quotes and what real files do with them",
        arguments: [
            ("a,b,c\n", [["a", "b", "c"]]),
            ("a,b,c", [["a", "b", "c"]]),
            ("\"a\",\"b\"\n", [["a", "b"]]),
            ("\"a,b\",c\n", [["a,b", "c"]]),
            ("\"a\"\"b\",c\n", [["a\"b", "c"]]),
            ("\"\"\"a\"\"\"\n", [["\"a\""]]),
            ("\"\"\"\",\"\"\"\"\"\"\n", [["\"", "\"\""]]),
            ("\"\",\"\"\n", [["", ""]]),
            ("\"\"\n", [[""]]),
            ("\"\"", [[""]]),
            ("\"a\"", [["a"]]),
            (",\n", [["", ""]]),
            (",", [["", ""]]),
            ("a,\n,b\n", [["a", ""], ["", "b"]]),
            ("a,\"\"\"x\"\" y \"\"z\"\"\",ș\n", [["a", "\"x\" y \"z\"", "ș"]]),
            ("5\" pipe,x\n", [["5\" pipe", "x"]]),
            ("a\"b\"c,\"d\n\"\n", [["a\"b\"c", "d\n"]]),
            ("\"a\"b,c\n", [["ab", "c"]]),
            ("\"a\" ,c\n", [["a ", "c"]]),
            ("\"a\"\"b\"c\"d,e\n", [["a\"bc\"d", "e"]]),
            (" \"a\", b \n", [[" \"a\"", " b "]]),
            ("a;b\tc|d\n", [["a;b\tc|d"]]),
        ]
    )
    func quotes(text: String, rows: [[String]]) {
        let reading = Reading(text)
        #expect(reading.failure == nil)
        #expect(reading.values == rows)
    }

    @Test(
        "B2: line ends of every kind, also mixed, also inside quotes",
        arguments: [
            ("a\nb\n", [["a"], ["b"]], LineEnd.lf),
            ("a\r\nb\r\n", [["a"], ["b"]], .crlf),
            ("a\rb\r", [["a"], ["b"]], .cr),
            ("a\rb", [["a"], ["b"]], .cr),
            ("a\r\n\"b\nc\"\r\n", [["a"], ["b\nc"]], .crlf),
            ("a\n\"b\r\nc\"\n", [["a"], ["b\r\nc"]], .lf),
            ("\"a\rb\"\r\nc\r\n", [["a\rb"], ["c"]], .crlf),
            ("a\rb\nc\r\nd", [["a"], ["b"], ["c"], ["d"]], .cr),
            ("a\r\r\nb", [["a"], ["b"]], .cr),
            ("a", [["a"]], nil),
        ]
    )
    func lineEnds(text: String, rows: [[String]], lineEnd: LineEnd?) {
        let reading = Reading(text)
        #expect(reading.failure == nil)
        #expect(reading.values == rows)
        #expect(reading.lineEnd == lineEnd)
    }

    @Test("B2: blank lines are skipped, and rows keep the line where they begin", arguments: ["\n", "\r\n", "\r"])
    func linesAndNumbers(end: String) {
        let text = ["", "h,i", "", "", "\"a", "b\",c", "d,e", "", "f,g", ""].joined(separator: end)
        let expected = [
            ReadRow(line: 2, number: 0, values: ["h", "i"]),
            ReadRow(line: 5, number: 1, values: ["a" + end + "b", "c"]),
            ReadRow(line: 7, number: 2, values: ["d", "e"]),
            ReadRow(line: 9, number: 3, values: ["f", "g"]),
        ]
        #expect(Reading(text).rows == expected)
    }

    @Test("B2: a sep= line is counted as a line and is no row", arguments: ["sep=;\r\n", "SEP=;\n", "\"sep=;\"\n"])
    func separatorLine(first: String) throws {
        let text = first + "a;b\n1;2\n"
        let dialect = try Dialect(of: text.utf8)
        #expect(dialect.hasSeparatorLine)
        #expect(dialect.delimiter == .semicolon)
        let expected = [
            ReadRow(line: 2, number: 0, values: ["a", "b"]), ReadRow(line: 3, number: 1, values: ["1", "2"]),
        ]
        #expect(Reading(text, as: dialect).rows == expected)
    }

    @Test("B2: spreadsheets leave rows of delimiters, and such a row says that it is blank")
    func blankRows() throws {
        var blank: [Bool] = []
        var reader = CSVReader(dialect: Dialect(delimiter: .semicolon))
        try reader.feed("a;b\n;;;\n ; \n;0\n".utf8) { row in blank.append(row.isBlank) }
        #expect(blank == [false, true, true, false])
    }

    @Test("B2: a field by its column, as a string or as bytes; a shorter row has none")
    func columns() throws {
        var strings: [String?] = []
        var bytes: [[UInt8]] = []
        var lengths: [Int] = []
        var reader = CSVReader(dialect: Dialect())
        try reader.feed("\"ș\"\"\",x\n".utf8) { row in
            for column in [-1, 0, 1, 2] {
                strings.append(row[column])
                bytes.append(Array(row.utf8(column)))
                lengths.append(row.withUTF8(column) { $0.count })
            }
        }
        #expect(strings == [nil, "ș\"", "x", nil])
        #expect(bytes == [[], [0xC8, 0x99, 0x22], [0x78], []])
        #expect(lengths == [0, 3, 1, 0])
    }

    @Test("B7: the reader counts bytes and rows, for progress")
    func progress() throws {
        var reader = CSVReader(dialect: Dialect())
        try reader.feed("h\n1\n2".utf8) { _ in }
        #expect(reader.bytesRead == 5)
        #expect(reader.rowCount == 2)
        try reader.finish { _ in }
        #expect(reader.rowCount == 3)
    }

    @Test("B7: a file fed as one chunk gives the same rows as in pieces")
    func oneChunk() {
        let lines = (0..<20_000).map { "E\($0),Ștefan,\"Pop, \($0)\"" }
        let reading = Reading(lines.joined(separator: "\r\n"))
        #expect(reading.failure == nil)
        #expect(reading.rows.count == 20_000)
        #expect(reading.rows.last == ReadRow(line: 20_000, number: 19_999, values: ["E19999", "Ștefan", "Pop, 19999"]))
    }
}
