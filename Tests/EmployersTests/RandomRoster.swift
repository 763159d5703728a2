import Foundation
import Kernel
import TestKit

/// A roster that chance has made: some people with whatever a file may say of them, some rows that can't be taken.
struct RandomRoster: Sendable {
    /// What a file says of one person; nil is an empty cell.
    struct Person: Hashable, Sendable {
        var id: Int
        var number: String
        var given: String
        var family: String
        var values: [String: String] = [:]
    }

    /// The columns besides the four that are required.
    var columns: [String]
    var people: [Person]
    /// Rows whose package doesn't exist, with numbers of their own.
    var refused: [Person] = []

    private static let given = ["Ana", "Ion", "Ștefan", "Țuțea", "Măria", "Jean-Luc", "O'Neil", "Ana; Maria", "Zoë"]
    private static let family = ["Pop", "Ionescu", "Bălan", "Șerban", "Îndrie", "de la Cruz", "Rusu, jr.", "Ţepeş"]
    private static let packages = ["primary", "principal", "premium", "Primar", "PREMIUM"]
    private static let optional = [
        "email", "phone", "national_id", "birth_date", "department", "start_date", "end_date", "locale",
    ]

    /// A first roster, with columns of its own.
    static func first(_ random: inout some RandomNumberGenerator) -> RandomRoster {
        let columns = optional.filter { _ in Int.random(in: 0..<3, using: &random) > 0 }.shuffled(using: &random)
        return RandomRoster(columns: columns, people: []).next(&random, joining: 5...25)
    }

    /// What the same employer uploads next: some leave, some are new, some differ.
    func next(_ random: inout some RandomNumberGenerator, joining: ClosedRange<Int> = 0...8) -> RandomRoster {
        var next = self
        next.people.removeAll { _ in Int.random(in: 0..<8, using: &random) == 0 }
        for index in next.people.indices where Int.random(in: 0..<3, using: &random) == 0 {
            change(&next.people[index], &random)
        }
        let taken = Set(people.map(\.id))
        let new = (1...60).filter { !taken.contains($0) }.shuffled(using: &random)
            .prefix(Int.random(in: joining, using: &random))
        next.people += new.map { make($0, &random) }
        next.refused = (0..<Int.random(in: 0...2, using: &random)).map { index in
            var person = make(900 + index, &random)
            person.values["package"] = "gold"
            return person
        }
        return next
    }

    private func make(_ id: Int, _ random: inout some RandomNumberGenerator) -> Person {
        var person = Person(id: id, number: "N\(id)", given: "", family: "")
        person.given = Self.given.randomElement(using: &random) ?? "Ana"
        person.family = Self.family.randomElement(using: &random) ?? "Pop"
        for column in columns + ["package"] { person.values[column] = value(column, of: id, &random) }
        // Who somebody is doesn't change from file to file.
        person.values["national_id"] = RosterText.cnp(id)
        return person
    }

    private func change(_ person: inout Person, _ random: inout some RandomNumberGenerator) {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: person.family = Self.family.randomElement(using: &random) ?? "Pop"
        case 1 where columns.contains("national_id"):
            person.number = "N\(person.id)-\(Int.random(in: 1...9, using: &random))"
        default:
            let column =
                (columns + ["package"]).filter { $0 != "national_id" }.randomElement(using: &random) ?? "package"
            person.values[column] = value(column, of: person.id, &random)
        }
    }

    private func value(_ column: String, of id: Int, _ random: inout some RandomNumberGenerator) -> String? {
        let number = Int.random(in: 0..<40, using: &random)
        switch column {
        case "package": return Self.packages.randomElement(using: &random)
        // An employment has a start: an empty cell keeps the one that is known, so it takes nothing back.
        case _ where number < 8 && column != "start_date": return nil
        case "email": return "p\(id).\(number)@acme.example"
        case "phone": return "07225\(10_000 + id * 100 + number)"
        case "national_id": return RosterText.cnp(id)
        case "birth_date": return "1980-01-01"
        case "department": return ["IT", "Vânzări", "R&D \"core\"", "Două\nrânduri", "a,b;c\td|e"][number % 5]
        // The clock of the tests stands at 2026-11-20. Who is over would come back as somebody new.
        case "start_date": return ["2020-02-29", "2026-11-20", "2026-11-01", "2027-01-15"][number % 4]
        case "end_date": return ["2027-02-28", "2027-12-31"][number % 2]
        default: return ["ro", "en"][number % 2]
        }
    }

    /// The file in a dialect.
    func bytes(_ dialect: RandomDialect) -> [UInt8] {
        var random = SeededRandom(seed: dialect.seed)
        let header = (["employee_number", "given_name", "family_name", "package"] + columns)
        let order = dialect.isShuffled ? header.shuffled(using: &random) : header
        let rows = (people + refused).map { person in
            order.map { column in
                switch column {
                case "employee_number": person.number
                case "given_name": person.given
                case "family_name": person.family
                default: person.values[column] ?? ""
                }
            }
        }
        return dialect.encode([order] + (dialect.isShuffled ? rows.shuffled(using: &random) : rows))
    }
}

/// How a file is written.
struct RandomDialect: Sendable {
    enum Encoding: CaseIterable, Sendable { case utf8, utf8WithMark, utf16, utf16Swapped, windows1250 }

    var seed: UInt64 = 1
    var delimiter = ","
    var lineEnd = "\n"
    var encoding = Encoding.utf8
    var quotesAll = false
    var isShuffled = false
    var saysDelimiter = false
    var hasBlankLines = false
    var endsWithLineEnd = true

    static func random(_ random: inout some RandomNumberGenerator) -> RandomDialect {
        RandomDialect(
            seed: UInt64.random(in: 1...UInt64.max, using: &random),
            delimiter: [",", ";", "\t", "|"].randomElement(using: &random) ?? ",",
            lineEnd: ["\n", "\r\n"].randomElement(using: &random) ?? "\n",
            encoding: Encoding.allCases.randomElement(using: &random) ?? .utf8,
            quotesAll: Bool.random(using: &random),
            isShuffled: Bool.random(using: &random),
            saysDelimiter: Int.random(in: 0..<4, using: &random) == 0,
            hasBlankLines: Bool.random(using: &random),
            endsWithLineEnd: Bool.random(using: &random)
        )
    }

    func encode(_ rows: [[String]]) -> [UInt8] {
        var lines = rows.map { $0.map(cell).joined(separator: delimiter) }
        if hasBlankLines { lines.insert("", at: lines.count / 2 + 1) }
        if saysDelimiter { lines.insert("sep=\(delimiter)", at: 0) }
        let text = lines.joined(separator: lineEnd) + (endsWithLineEnd ? lineEnd : "")
        switch encoding {
        case .utf8: return Array(text.utf8)
        case .utf8WithMark: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        case .utf16: return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        case .utf16Swapped:
            return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        case .windows1250: return Self.windows1250(text)
        }
    }

    private func cell(_ value: String) -> String {
        let needsQuotes = quotesAll || value.contains { $0 == "\"" || $0.isNewline || ",;\t|".contains($0) }
        return needsQuotes ? "\"" + value.replacing("\"", with: "\"\"") + "\"" : value
    }

    /// What Excel in Romanian writes: letters with a comma below have no place there and become those with a cedilla.
    private static func windows1250(_ text: String) -> [UInt8] {
        let letters: [Character: UInt8] = [
            "ă": 0xE3, "â": 0xE2, "î": 0xEE, "Î": 0xCE, "ș": 0xBA, "Ș": 0xAA, "ț": 0xFE, "Ț": 0xDE, "ş": 0xBA,
            "Ş": 0xAA,
            "ţ": 0xFE, "Ţ": 0xDE, "ë": 0xEB,
        ]
        return text.flatMap { letters[$0].map { [$0] } ?? Array(String($0).utf8) }
    }
}
