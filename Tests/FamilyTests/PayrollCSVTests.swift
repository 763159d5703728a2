import CSV
import Foundation
import Kernel
import Testing

@testable import Family

@Suite("Payroll files")
struct PayrollCSVTests {
    private func payroll(_ rows: [(number: String, name: String, family: String, amount: Int64)]) throws -> Payroll {
        let lines = try rows.map { row in
            PayrollLine(
                addOn: AddOnID(bits: 1),
                employment: EmploymentID(bits: 2),
                employeeNumber: row.number,
                name: row.name,
                familyMembers: [row.family],
                reason: row.amount < 0 ? .adjustment : .familyAddOn,
                amount: Money(amount: row.amount, currency: try ron())
            )
        }
        return Payroll(
            month: try month("2026-11"),
            state: .open,
            lines: lines,
            leavers: [
                PayrollLeaver(
                    employment: EmploymentID(bits: 3),
                    employeeNumber: "0007",
                    name: "Pop; Ion",
                    endedOn: try day("2026-11-12")
                )
            ],
            total: PayrollRules.total(lines, currency: try ron()),
            sha256: nil
        )
    }

    private func plain() throws -> Payroll {
        try payroll([
            ("10058", "Ioana Dumitrescu", "Mihai Dumitrescu", 3500),
            ("10059", "Ștefan Țîrlea", "Ana, fiica \"Anca\"", -123_405),
        ])
    }

    struct Written: Sendable, CustomTestStringConvertible {
        let delimiter: String
        let decimal: String
        let lines: [String]
        var testDescription: String { "delimiter \(delimiter.debugDescription), decimal sign \(decimal)" }
    }

    private static let expected = [
        Written(
            delimiter: ",",
            decimal: ".",
            lines: [
                "employee_number,name,family_members,reason,amount,currency",
                "10058,Ioana Dumitrescu,Mihai Dumitrescu,family-add-on,35.00,RON",
                "10059,Ștefan Țîrlea,\"Ana, fiica \"\"Anca\"\"\",adjustment,-1234.05,RON",
            ]
        ),
        Written(
            delimiter: ",",
            decimal: ",",
            lines: [
                "employee_number,name,family_members,reason,amount,currency",
                "10058,Ioana Dumitrescu,Mihai Dumitrescu,family-add-on,\"35,00\",RON",
                "10059,Ștefan Țîrlea,\"Ana, fiica \"\"Anca\"\"\",adjustment,\"-1234,05\",RON",
            ]
        ),
        Written(
            delimiter: ";",
            decimal: ",",
            lines: [
                "employee_number;name;family_members;reason;amount;currency",
                "10058;Ioana Dumitrescu;Mihai Dumitrescu;family-add-on;35,00;RON",
                "10059;Ștefan Țîrlea;\"Ana, fiica \"\"Anca\"\"\";adjustment;-1234,05;RON",
            ]
        ),
        Written(
            delimiter: ";",
            decimal: ".",
            lines: [
                "employee_number;name;family_members;reason;amount;currency",
                "10058;Ioana Dumitrescu;Mihai Dumitrescu;family-add-on;35.00;RON",
                "10059;Ștefan Țîrlea;\"Ana, fiica \"\"Anca\"\"\";adjustment;-1234.05;RON",
            ]
        ),
        Written(
            delimiter: "tab",
            decimal: ",",
            lines: [
                "employee_number\tname\tfamily_members\treason\tamount\tcurrency",
                "10058\tIoana Dumitrescu\tMihai Dumitrescu\tfamily-add-on\t35,00\tRON",
                "10059\tȘtefan Țîrlea\t\"Ana, fiica \"\"Anca\"\"\"\tadjustment\t-1234,05\tRON",
            ]
        ),
        Written(
            delimiter: "\t",
            decimal: ".",
            lines: [
                "employee_number\tname\tfamily_members\treason\tamount\tcurrency",
                "10058\tIoana Dumitrescu\tMihai Dumitrescu\tfamily-add-on\t35.00\tRON",
                "10059\tȘtefan Țîrlea\t\"Ana, fiica \"\"Anca\"\"\"\tadjustment\t-1234.05\tRON",
            ]
        ),
    ]

    @Test("B25: the file, byte by byte, for each delimiter and decimal sign", arguments: expected)
    func bytes(written: Written) throws {
        let options = try PayrollCSVOptions(delimiter: written.delimiter, decimal: written.decimal)
        let file = PayrollCSV.lines(of: try plain(), options)
        let expected = "\u{FEFF}" + written.lines.map { $0 + "\r\n" }.joined()
        #expect(file == Array(expected.utf8))
    }

    @Test("B25: Excel is told that it is UTF-8, and what isn't chosen is comma and point")
    func standard() throws {
        let file = PayrollCSV.lines(of: try plain())
        #expect(file.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(try file == PayrollCSV.lines(of: plain(), PayrollCSVOptions(delimiter: nil, decimal: nil)))
        #expect(try file == PayrollCSV.lines(of: plain(), PayrollCSVOptions(delimiter: .comma, decimalSign: .point)))
    }

    @Test("B25: the total is a row when asked for")
    func total() throws {
        let options = try PayrollCSVOptions(delimiter: ";", decimal: ",", hasTotal: true)
        let text = String(decoding: PayrollCSV.lines(of: try plain(), options), as: UTF8.self)
        #expect(text.hasSuffix("\r\ntotal;;;;-1199,05;RON\r\n"))
    }

    @Test("B25: who left is a file of its own")
    func leavers() throws {
        let options = try PayrollCSVOptions(delimiter: ";", decimal: nil)
        let file = PayrollCSV.leavers(of: try plain(), options)
        #expect(
            String(decoding: file, as: UTF8.self)
                == "\u{FEFF}employee_number;name;ended_on\r\n0007;\"Pop; Ion\";2026-11-12\r\n"
        )
    }

    @Test(
        "B25: hostile names come out safe, and every field reads back",
        arguments: [
            "=cmd|' /C calc'!A0", "+40722\"; DROP", "-2+3", "@SUM(A1)", "\tTab", "a\r\nb,c;d", "\"", "\"\"\"",
            "a;b,c\td",
            "\u{FF1D}1+1", "'=1", "plain",
        ]
    )
    func hostile(name: String) throws {
        for (delimiter, text) in [(Delimiter.comma, ","), (.semicolon, ";"), (.tab, "\t")] {
            let options = try PayrollCSVOptions(delimiter: text, decimal: ",")
            let file = PayrollCSV.lines(of: try payroll([("1", name, name, 100)]), options)
            let rows = try read(file, delimiter)
            #expect(rows.count == 2)
            let row = try #require(rows.last)
            #expect(row.count == 6)
            for field in row[1...2] {
                #expect(!FormulaGuard.isNeeded(for: field.utf8), "a spreadsheet would run \(field)")
                #expect(FormulaGuard.removed(from: field) == FormulaGuard.removed(from: name))
            }
            #expect(row[4] == "1,00")
        }
    }

    private func read(_ file: [UInt8], _ delimiter: Delimiter) throws -> [[String]] {
        var rows: [[String]] = []
        var reader = CSVReader(dialect: Dialect(encoding: .utf8WithBOM, delimiter: delimiter))
        let keep = { (row: borrowing CSVRow) in rows.append(row.values) }
        try reader.feed(file, keep)
        try reader.finish(keep)
        return rows
    }

    @Test("only what payroll systems take can be chosen")
    func options() throws {
        #expect(throws: FamilyFailure.delimiterInvalid) { try PayrollCSVOptions(delimiter: "|", decimal: nil) }
        #expect(throws: FamilyFailure.delimiterInvalid) { try PayrollCSVOptions(delimiter: "", decimal: nil) }
        #expect(throws: FamilyFailure.delimiterInvalid) { try PayrollCSVOptions(delimiter: .bar) }
        #expect(throws: FamilyFailure.decimalSignInvalid) { try PayrollCSVOptions(delimiter: nil, decimal: "'") }
    }

    @Test("B25: as JSON, a payroll is what the contract says")
    func json() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = String(decoding: try encoder.encode(try payroll([("1", "A B", "C D", 3500)])), as: UTF8.self)
        let lines = """
            [{"amount":{"amount":3500,"currency":"RON"},"employeeNumber":"1","familyMembers":["C D"],"name":"A B",\
            "reason":"family-add-on"}]
            """
        let leavers = #"[{"employeeNumber":"0007","endedOn":"2026-11-12","name":"Pop; Ion"}]"#
        let total = #"{"amount":3500,"currency":"RON"}"#
        #expect(
            text == #"{"leavers":\#(leavers),"lines":\#(lines),"month":"2026-11","state":"open","total":\#(total)}"#
        )
    }
}
