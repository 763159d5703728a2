import CSV
import Testing

@Suite("Writing")
struct WriterTests {
    private func written(_ rows: [[String]], by writer: CSVWriter) -> String {
        var writer = writer
        for row in rows { writer.write(row) }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test(
        "B6: fields are quoted only where they must be",
        arguments: [
            (["a", "b c", "ș"], "a,b c,ș\n"),
            (["a,b", "c"], "\"a,b\",c\n"),
            (["a\"b"], "\"a\"\"b\"\n"),
            (["a\nb", "c\rd"], "\"a\nb\",\"c\rd\"\n"),
            (["a;b"], "a;b\n"),
            (["", "", ""], ",,\n"),
            ([""], "\"\"\n"),
            ([], "\"\"\n"),
        ]
    )
    func quoting(row: [String], line: String) {
        #expect(written([row], by: CSVWriter(lineEnd: .lf)) == line)
    }

    @Test("B6: delimiter, line end and byte order mark are the caller's")
    func format() {
        let writer = CSVWriter(delimiter: .semicolon, lineEnd: .crlf, byteOrderMark: true)
        #expect(Array(written([["a;b", "c,d"]], by: writer).utf8) == Bytes.utf8WithBOM("\"a;b\";c,d\r\n"))
        #expect(written([["a\tb", "c"]], by: CSVWriter(delimiter: .tab, lineEnd: .cr)) == "\"a\tb\"\tc\r")
        #expect(written([["a|b", "c"]], by: CSVWriter(delimiter: .bar, lineEnd: .lf)) == "\"a|b\"|c\n")
    }

    @Test(
        "B6: cells that a spreadsheet would run are made harmless; plain numbers stay",
        arguments: [
            ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+A1", "'+A1"), ("-A1", "'-A1"), ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""), ("\nx", "\"'\nx\""), ("=\"a\"", "\"'=\"\"a\"\"\""), ("＝1", "'＝1"), ("＠x", "'＠x"),
            ("+", "'+"), ("-", "'-"), ("-1+1", "'-1+1"), ("+1e5", "'+1e5"), ("- 5", "'- 5"), ("-5 ", "'-5 "),
            ("+40-722", "'+40-722"), ("-12", "-12"), ("+12", "+12"), ("-12,50", "-12,50"), ("-1.234,50", "-1.234,50"),
            ("+40 722 123 456", "+40 722 123 456"), ("a=b", "a=b"), ("1-2", "1-2"), ("'x", "'x"), ("", ""),
        ]
    )
    func formulas(cell: String, written: String) {
        let writer = CSVWriter(delimiter: .semicolon, lineEnd: .lf)
        #expect(self.written([["x", cell]], by: writer) == "x;" + written + "\n")
        let unguarded = CSVWriter(delimiter: .semicolon, lineEnd: .lf, guardsFormulas: false)
        let reading = Reading(self.written([["x", cell]], by: unguarded), as: Dialect(delimiter: .semicolon))
        #expect(reading.values == [["x", cell]])
    }

    @Test(
        "B6: the apostrophe comes off again when a mended file is sent back",
        arguments: ["=1", "+A", "-x", "@x", "\tx"]
    )
    func unguarding(cell: String) {
        #expect(FormulaGuard.removed(from: "'" + cell) == cell)
        #expect(FormulaGuard.removed(from: cell) == cell)
        #expect(FormulaGuard.removed(from: "'s-Hertogenbosch") == "'s-Hertogenbosch")
        #expect(FormulaGuard.removed(from: "'-5") == "'-5")
    }

    @Test("B6: a first field that begins with a byte order mark keeps it")
    func marked() {
        let rows = [["\u{FEFF}a", "\u{FEFF}"], ["\u{FEFF}"]]
        for mark in [true, false] {
            let writer = CSVWriter(lineEnd: .lf, byteOrderMark: mark)
            #expect(Reading(written(rows, by: writer)).values == rows)
        }
    }

    @Test("B6: the buffer is handed over piece by piece")
    func draining() {
        var writer = CSVWriter(lineEnd: .lf, byteOrderMark: true)
        writer.write(["a"])
        #expect(writer.takeBytes() == Bytes.utf8WithBOM("a\n"))
        writer.field("b")
        writer.field(utf8: "c".utf8)
        #expect(writer.takeBytes() == Array("b,c".utf8))
        writer.endRow()
        #expect(writer.takeBytes() == Array("\n".utf8))
        #expect(writer.takeBytes() == [])
    }

    @Test("B6: what is written reads back, field for field", arguments: [1, 2, 3] as [UInt64])
    func roundTrip(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let alphabet = [
            "a", "ș", "€", "😀", ",", ";", "\t", "|", "\"", "\"\"", "\r", "\n", "\r\n", " ", "=", "-", "1", "'",
        ]
        for turn in 0..<100 {
            let columns = Int.random(in: 1...6, using: &generator)
            var rows = [(0..<columns).map { "column \($0)" }]
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                rows.append((0..<columns).map { _ in field(of: alphabet, using: &generator) })
            }
            for delimiter in Delimiter.allCases {
                for end in LineEnd.allCases {
                    var writer = CSVWriter(
                        delimiter: delimiter,
                        lineEnd: end,
                        byteOrderMark: turn.isMultiple(of: 2),
                        guardsFormulas: false
                    )
                    for row in rows { writer.write(row) }
                    let reading = Reading(writer.bytes, as: Dialect(delimiter: delimiter), chunks: [7, 1, 64])
                    #expect(reading.failure == nil)
                    #expect(reading.values == rows, "seed \(seed), turn \(turn), \(delimiter), \(end)")
                }
            }
        }
    }

    private func field(of alphabet: [String], using generator: inout SeededGenerator) -> String {
        let pieces = Int.random(in: 0...5, using: &generator)
        return (0..<pieces).map { _ in alphabet.randomElement(using: &generator) ?? "" }.joined()
    }
}
