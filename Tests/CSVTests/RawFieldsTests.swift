import CSV
import Testing

@Suite("Refused rows")
struct RawFieldsTests {
    @Test(
        "B6: a refused row is written back exactly as uploaded, with one column added under its header",
        arguments: [
            ("E1; Ana ;\"x;\"\"y\"\"\"", "E1; Ana ;\"x;\"\"y\"\"\";bad\r\n"),
            ("E1;Ana", "E1;Ana;;bad\r\n"),
            ("E1;Ana;x;y;z", "E1;Ana;x;bad;y;z\r\n"),
            ("\"a\r\nb\";;", "\"a\r\nb\";;;bad\r\n"),
        ]
    )
    func writtenBack(line: String, expected: String) throws {
        var kept: [RawFields] = []
        var reader = CSVReader(dialect: Dialect(delimiter: .semicolon))
        try reader.feed(line.utf8) { row in kept.append(RawFields(row)) }
        try reader.finish { row in kept.append(RawFields(row)) }
        var writer = CSVWriter(delimiter: .semicolon, guardsFormulas: false)
        for row in kept { writer.write(row, adding: "bad", atColumn: 3) }
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test(
        "B6: fields can be stored as a line and come back the same",
        arguments: [["a", "b"], [""], ["", ""], ["a,b", "c\"d", "e\r\nf", " ș "], ["=1", "'x"]]
    )
    func stored(values: [String]) throws {
        let fields = RawFields(values: values)
        #expect(try RawFields(line: fields.line) == fields)
    }

    @Test("B6: a stored line that isn't one is refused")
    func damaged() {
        #expect(throws: CSVFailure.unclosedQuote(line: 1)) { try RawFields(line: "a,\"b".utf8) }
        #expect(throws: CSVFailure.empty) { try RawFields(line: [UInt8]()) }
    }
}
