import Foundation
import Kernel
import People
import Testing

@Suite("National ids")
struct NationalIDTests {
    private static let today = Day("2026-11-20")

    private func read(_ text: String, _ country: String) throws -> NationalID {
        try NationalID(reading: text, country: try #require(Country(country)), today: Self.today)
    }

    @Test(
        "each country's numbers read, and tell the birth date that they tell",
        arguments: [
            ("RO", "1850101123451", "1850101123451", "1985-01-01"),
            ("RO", " 185010 1123031 ", "1850101123031", "1985-01-01"),  // the check digit ten, written one
            ("RO", "6000229123455", "6000229123455", "2000-02-29"),
            ("RO", "7000101123450", "7000101123450", "2000-01-01"),  // a resident: the century is the latest possible
            ("RO", "7850101123452", "7850101123452", "1985-01-01"),
            ("BG", "7523169263", "7523169263", "1875-03-16"), ("BG", "0442291017", "0442291017", "2004-02-29"),
            ("PL", "44051401359", "44051401359", "1944-05-14"), ("PL", "04222912347", "04222912347", "2004-02-29"),
            ("SE", "811218-9876", "198112189876", "1981-12-18"), ("SE", "8112189876", "198112189876", "1981-12-18"),
            ("SE", "19811218-9876", "198112189876", "1981-12-18"),
            ("SE", "121212-1212", "201212121212", "2012-12-12"), ("SE", "121212+1212", "191212121212", "1912-12-12"),
            ("SE", "191212121212", "191212121212", "1912-12-12"),
            ("SE", "701063-2391", "197010632391", "1970-10-03"),  // a coordination number
            ("FI", "131052-308t", "131052-308T", "1952-10-13"), ("FI", "010100A123D", "010100A123D", "2000-01-01"),
            ("FI", "010160Y900Y", "010160Y900Y", "1960-01-01"),
            ("IR", "0499370899", "0499370899", nil), ("IR", "۰۴۹۹۳۷۰۸۹۹", "0499370899", nil),
            ("IR", "049-937089-9", "0499370899", nil), ("RO", "١٨٥٠١٠١١٢٣٤٥١", "1850101123451", "1985-01-01"),
            ("DE", "t22.000-129", "T22000129", nil),
        ] as [(String, String, String, String?)]
    )
    func readable(country: String, typed: String, text: String, birth: String?) throws {
        let id = try read(typed, country)
        #expect(id.text == text)
        #expect(id.birthDate == birth.flatMap { Day($0) })
    }

    @Test(
        "what is wrong with a number is named",
        arguments: [
            ("RO", "1850101123452", IdentifierFailure.nationalIDCheckDigit), ("RO", "", .empty),
            ("RO", "1900230123454", .nationalIDBirthDate), ("RO", "2,69042E+12", .scientificNotation),
            ("RO", "1.85E+12", .scientificNotation), ("RO", "185010112345", .nationalIDMalformed),
            ("RO", "185010112345X", .nationalIDMalformed), ("RO", "20.11.2026", .looksLikeDate),
            ("BG", "9002301015", .nationalIDBirthDate), ("BG", "242291010", .lostLeadingZero),
            ("BG", "7523169264", .nationalIDCheckDigit), ("PL", "99023012343", .nationalIDBirthDate),
            ("PL", "2222912343", .lostLeadingZero), ("PL", "44051401358", .nationalIDCheckDigit),
            ("SE", "811218-9875", .nationalIDCheckDigit), ("SE", "8112189", .nationalIDMalformed),
            ("FI", "131052-308U", .nationalIDCheckDigit), ("FI", "131052*308T", .nationalIDMalformed),
            ("FI", "310201A123U", .nationalIDBirthDate), ("FI", "300202A123E", .nationalIDBirthDate),
            ("SE", "212121212", .lostLeadingZero),
            ("FI", "10100A123D", .lostLeadingZero), ("PL", "222912347", .lostLeadingZero),
            ("IR", "99370899", .lostLeadingZero), ("IR", "499370899", .lostLeadingZero),
            ("IR", "0499370898", .nationalIDCheckDigit),
            ("IR", "1111111111", .nationalIDMalformed), ("DE", "?!", .nationalIDMalformed),
            ("RO", String(repeating: "1", count: 41), .tooLong),
        ]
    )
    func unreadable(country: String, typed: String, expected: IdentifierFailure) throws {
        #expect(throws: expected) { _ = try read(typed, country) }
    }

    @Test("every single mistyped digit of a CNP is found, unless its check digit is a one")
    func singleMistakes() throws {
        let right = "6000229123455"
        for position in right.indices {
            for digit in "0123456789" where digit != right[position] {
                let wrong = right.replacingCharacters(in: position...position, with: String(digit))
                #expect(throws: IdentifierFailure.self) { _ = try read(wrong, "RO") }
            }
        }
    }

    @Test("the CNPs of the example roster read, but for the one that its README names")
    func exampleRoster() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Imports/acme-2026-11.csv"), encoding: .utf8)
        let numbers = text.matches(of: /,([1-9][0-9]{12}),/).map { String($0.1) }
        #expect(numbers.count > 380)
        var refused: [IdentifierFailure] = []
        for number in numbers {
            do throws(IdentifierFailure) {
                _ = try NationalID(reading: number, country: .romania, today: Self.today)
            } catch {
                refused.append(error)
            }
        }
        #expect(refused == [.nationalIDCheckDigit])
    }
}
