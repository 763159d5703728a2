import CSV
import Employers
import Kernel
import Testing

/// Files that break importers: each has a named problem with a text in each language, and nothing is written.
@Suite("Employers: hostile files")
struct HostileFileTests {
    struct File: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let problem: RosterFailure

        init(_ name: String, _ bytes: [UInt8], _ problem: RosterFailure) {
            (testDescription, self.bytes, self.problem) = (name, bytes, problem)
        }

        init(_ name: String, _ text: String, _ problem: RosterFailure) { self.init(name, Array(text.utf8), problem) }
    }

    private static let header = "employee_number,given_name,family_name,package,department\n"
    private static let good = "1,Ștefan,Țuțea,primary,IT\n"

    private static func utf16(_ text: String, bigEndian: Bool, mark: Bool = true) -> [UInt8] {
        ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return bigEndian ? pair : pair.reversed()
        }
    }

    static let files: [File] = [
        File("no bytes", "", .empty),
        File("only a BOM", [0xEF, 0xBB, 0xBF], .empty),
        File("only a UTF-16 BOM", [0xFF, 0xFE], .empty),
        File("only spaces", "   \n \t \r\n", .empty),
        File(
            "UTF-8 cut within a letter",
            Array((header + good).utf8) + Array("2,Ana,".utf8) + [0xC8],
            .notText(line: 3)
        ),
        File("a NUL", header + good + "2,A\u{0}na,Pop,primary,IT\n", .notText(line: 3)),
        File("NULs only", [UInt8](repeating: 0, count: 5000), .notText(line: 1)),
        File("UTF-16LE cut within a letter", utf16(header + good, bigEndian: false) + [0x41], .notText(line: 3)),
        File("UTF-16BE with half a pair", utf16(header + good, bigEndian: true) + [0xD8, 0x00], .notText(line: 3)),
        File(
            "UTF-16 without a mark",
            utf16(header + good, bigEndian: false, mark: false),
            .notReadable(what: "UTF-16 without a byte order mark")
        ),
        File("UTF-32", [0xFF, 0xFE, 0, 0] + Array("a\0\0\0".utf8), .notReadable(what: "UTF-32")),
        File(
            "a cell of 1 MB",
            header + good + "2,\(String(repeating: "x", count: 1 << 20)),Pop,primary,IT\n",
            .rowTooLong(line: 3)
        ),
        File(
            "10,000 columns",
            String(repeating: "column,", count: 9999) + "column\n" + good,
            .tooManyColumns(line: 1, limit: 200)
        ),
        File(
            "10,000 columns in a row",
            header + good + String(repeating: "x,", count: 9999) + "x\n",
            .tooManyColumns(line: 3, limit: 200)
        ),
        File(
            "a quote that is never closed",
            header + "1,\"Ana,Pop,primary,IT\n2,Ion,Pop,primary,IT\n",
            .unclosedQuote(line: 2)
        ),
        File(
            "a quote that swallows the file",
            header + "1,\"Ana,Pop,primary,IT\n" + String(repeating: good, count: 10_000),
            .rowTooLong(line: 2)
        ),
        File("one header twice", "Marca,Prenume,Nume,Pachet,Marcă\n1,A,B,primary,2\n", .columnTwice(.employeeNumber)),
        File(
            "HTML saved as .csv",
            "\u{FEFF}\r\n<html xmlns:x=\"urn:…\"><table><tr><td>Marca</td></tr></table>",
            .notCSV(.html)
        ),
        File("HTML in UTF-16", utf16("<table><tr><td>Marca</td></tr></table>", bigEndian: false), .notCSV(.html)),
        File("an XML workbook", "<?xml version=\"1.0\"?><Workbook/>", .notCSV(.xml)),
        File(
            "an .xlsx renamed",
            Array("PK\u{3}\u{4}\u{14}\0\u{6}\0[Content_Types].xml".utf8) + [0xFF, 0],
            .notCSV(.xlsx)
        ),
        File("an .xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], .notCSV(.xls)),
        File("gzip", [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0], .notCSV(.gzip)),
        File("a PDF", "%PDF-1.7\n", .notCSV(.pdf)),
        File(
            "what curl -F sends",
            "--b\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n" + header,
            .notCSV(.form)
        ),
        File("JSON", "{ \"people\": [] }", .notCSV(.json)),
        File("a delimiter that we don't read", "sep=^\nMarca^Nume\n", .notReadable(what: "sep=^")),
        File("nothing but a header", header, .noRows),
        File("a photograph", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D], .notText(line: 3)),
    ]

    /// As wide as spreadsheets make them, whatever stands between the columns.
    static let wideFiles: [File] = [250, 300, 3000, 10_000, 16_384].flatMap { columns in
        [";", "\t", "|", ","].flatMap { delimiter in
            ["Coloana", "\"Coloana, una\""].map { name in
                let header = [String](repeating: name, count: columns).joined(separator: delimiter)
                let row = [String](repeating: delimiter == "," ? "1" : "1,5", count: columns)
                return File(
                    "\(columns) columns of \(name) between \(delimiter)",
                    header + "\n" + row.joined(separator: delimiter) + "\n",
                    .tooManyColumns(line: 1, limit: 200)
                )
            }
        }
    }

    @Test("B2: each hostile file has a named problem, and nothing of it is written", arguments: files + wideFiles)
    func named(file: File) async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let roster = try await house.upload(file.bytes, to: acme)
            #expect(roster.state == .failed)
            #expect(roster.problem == file.problem)
            #expect(roster.rowsRead == 0)
            #expect(roster.reading == nil)
            #expect(try await house.differences(of: roster).isEmpty)
            let message = file.problem.message
            #expect(message.text(in: .en) != message.text(in: .ro))
            #expect(!message.text(in: .en).contains("{") && !message.text(in: .ro).contains("{"))
        }
    }

    @Test("B2: a workbook of any kind says how to save it as CSV", arguments: ForeignFormat.allCases)
    func advice(format: ForeignFormat) {
        let message = RosterFailure.notCSV(format).message
        #expect(message.text(in: .en).contains("CSV") || format == .form)
        if [.xlsx, .xls, .html, .xml].contains(format) {
            #expect(message.text(in: .en).contains("Save As") && message.text(in: .en).contains("CSV UTF-8"))
            #expect(message.text(in: .ro).contains("Salvare ca") && message.text(in: .ro).contains("CSV UTF-8"))
        }
    }

    @Test("B2: a file with too many columns says how many are taken and what to do")
    func tooWide() {
        let message = RosterFailure.tooManyColumns(line: 1, limit: 200).message
        #expect(message.text(in: .en).contains("200 columns") && message.text(in: .en).contains("Delete the columns"))
        #expect(message.text(in: .ro).contains("200 de coloane") && message.text(in: .ro).contains("tergeți coloanele"))
    }

    @Test("B2: what looks hostile and isn't is read: bare CR, UTF-16 of both ends, a BOM twice, text after the quotes")
    func harmless() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let text = Self.header + Self.good
            let files: [[UInt8]] = [
                Array(text.replacing("\n", with: "\r").utf8), Self.utf16(text, bigEndian: true),
                Self.utf16(text, bigEndian: false), [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF] + Array(text.utf8),
                Array((Self.header + "1,\"Ștefan\" ,Țuțea,primary,IT\n").utf8),
            ]
            for file in files {
                let roster = try await house.upload(file, to: acme)
                #expect(roster.problem == nil)
                #expect(roster.counts.joins == 1)
            }
        }
    }

    @Test("B6: cells that a spreadsheet would run come back harmless, and uploaded again they read as before")
    func formulas() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let cells = ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "＝1", "=HYPERLINK(\"\"http://x.example\"\")", "'=1"]
            let rows = cells.enumerated().map { "\($0.offset),Ana,\"\($0.element)\",Gold,\"\($0.element)\"\n" }
            let roster = try await house.upload(Self.header + rows.joined(), to: acme)
            #expect(roster.counts.refused == cells.count)
            let first = try await RefusedRows(house.rosters, store: house.store).file(of: roster.id, language: .en)
            var reader = CSVReader(dialect: try Dialect(of: first))
            var found: [String] = []
            let look = { (row: borrowing CSVRow) in for value in row.values { found.append(value) } }
            try reader.feed(first, look)
            try reader.finish(look)
            #expect(found.allSatisfy { !"=+-@\t\r＝＋－＠".contains($0.first ?? " ") })
            // What is wrong with a row, but for the cells that were mended, is the same again.
            let problems = try await house.differences(of: roster, .refused).map(\.problems)
            let again = try await house.upload(first, to: acme)
            #expect(try await house.differences(of: again, .refused).map(\.problems) == problems)
            #expect(again.counts == roster.counts)
        }
    }
}
