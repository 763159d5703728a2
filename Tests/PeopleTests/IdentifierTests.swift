import Kernel
import People
import Testing

@Suite("Identifiers")
struct IdentifierTests {
    @Test(
        "e-mail addresses are trimmed and in lower case; what can't be one is named",
        arguments: [
            (" Ana.Pop@Acme.Example\u{A0}", .success("ana.pop@acme.example")),
            ("o'neil+tag_1@sub.acme.example", .success("o'neil+tag_1@sub.acme.example")),
            ("ștefan@exemplu.example", .success("ștefan@exemplu.example")), ("", .failure(.empty)),
            ("ana.acme.example", .failure(.emailWithoutAt)), ("@acme.example", .failure(.emailMalformed)),
            ("ana@", .failure(.emailMalformed)), ("ana@acme", .failure(.emailMalformed)),
            ("ana@acme..example", .failure(.emailMalformed)), ("a na@acme.example", .failure(.emailMalformed)),
            ("ana@@acme.example", .failure(.emailMalformed)), (".ana@acme.example", .failure(.emailMalformed)),
            ("ana@-acme.example", .failure(.emailMalformed)),
            ("ana@acme.example,b@c.example", .failure(.emailMalformed)),
            ("a\r\nBcc: x@acme.example", .failure(.emailMalformed)),
            (String(repeating: "a", count: 65) + "@acme.example", .failure(.emailMalformed)),
            (String(repeating: "a", count: 250) + "@acme.example", .failure(.tooLong)),
        ] as [(String, Result<String, IdentifierFailure>)]
    )
    func emails(typed: String, expected: Result<String, IdentifierFailure>) {
        let result = Result { () throws(IdentifierFailure) in try EmailAddress(reading: typed).text }
        #expect(result == expected)
    }

    @Test(
        "phone numbers are E.164 however they are written; what a spreadsheet did to them is named",
        arguments: [
            ("RO", "0722 555 014", .success("+40722555014")), ("RO", "0722-555-014", .success("+40722555014")),
            ("RO", "(0722) 555.014", .success("+40722555014")), ("RO", "+40 722 555 014", .success("+40722555014")),
            ("RO", "0040722555014", .success("+40722555014")), ("RO", "40722555014", .success("+40722555014")),
            ("RO", "+49 (0) 171 5551234", .success("+491715551234")),
            ("PL", "(+48) 501-555-001", .success("+48501555001")),
            ("RO", "+40 (0)722 555 014", .success("+40722555014")), ("RO", "0722/555014", .success("+40722555014")),
            ("RO", "0722\u{A0}555\u{A0}014", .success("+40722555014")),
            ("RO", "+46701234567", .success("+46701234567")), ("RO", "+1 415 555 0100", .success("+14155550100")),
            ("RO", "722555014", .failure(.lostLeadingZero)), ("RO", "4.07E+10", .failure(.scientificNotation)),
            ("RO", "4,07226E+10", .failure(.scientificNotation)), ("RO", "20.11.2026", .failure(.looksLikeDate)),
            ("RO", "0722555", .failure(.phoneMalformed)), ("RO", "07225550141", .failure(.phoneMalformed)),
            ("RO", "0722 555 O14", .failure(.phoneMalformed)), ("RO", "", .failure(.empty)),
            ("RO", "+40722", .failure(.phoneMalformed)), ("RO", "+0722555014", .failure(.phoneMalformed)),
            ("RO", "00", .failure(.phoneMalformed)), ("RO", "0722555014;0733555014", .failure(.phoneMalformed)),
            ("RO", "+1234567890123456", .failure(.phoneMalformed)),
            ("PL", "601 555 014", .success("+48601555014")), ("PL", "48601555014", .success("+48601555014")),
            ("BG", "088 555 5014", .success("+359885555014")), ("SE", "070-123 45 67", .success("+46701234567")),
            ("FI", "040 1234567", .success("+358401234567")), ("IR", "0912 345 6789", .success("+989123456789")),
            // Each plan's own openings and lengths.
            ("RO", "0722555014", .success("+40722555014")), ("RO", "0212345678", .success("+40212345678")),
            ("RO", "0122555014", .failure(.phoneMalformed)), ("RO", "+40122555014", .failure(.phoneMalformed)),
            ("RO", "+4072255501", .failure(.phoneMalformed)), ("RO", "122555014", .failure(.phoneMalformed)),
            ("BG", "0885555014", .success("+359885555014")), ("BG", "02 955 5014", .success("+35929555014")),
            ("BG", "359885555014", .success("+359885555014")), ("BG", "088555501", .failure(.phoneMalformed)),
            ("BG", "885555014", .failure(.lostLeadingZero)), ("BG", "0995555014", .success("+359995555014")),
            ("PL", "0601555014", .failure(.phoneMalformed)), ("PL", "60155501", .failure(.phoneMalformed)),
            ("PL", "+48 22 555 50 14", .success("+48225555014")), ("SE", "0701234567", .success("+46701234567")),
            ("SE", "070123456", .failure(.phoneMalformed)), ("SE", "08-123 456 78", .success("+46812345678")),
            ("SE", "701234567", .failure(.lostLeadingZero)), ("SE", "46701234567", .success("+46701234567")),
            ("FI", "050 1234567", .success("+358501234567")), ("FI", "358401234567", .success("+358401234567")),
            ("FI", "09 1234567", .success("+35891234567")), ("FI", "0401", .failure(.phoneMalformed)),
            ("IR", "021 1234 5678", .success("+982112345678")), ("IR", "989123456789", .success("+989123456789")),
            ("IR", "091234567", .failure(.phoneMalformed)), ("IR", "9123456789", .failure(.lostLeadingZero)),
            // What keyboards and copying do.
            ("IR", "۰۹۱۲۳۴۵۶۷۸۹", .success("+989123456789")), ("IR", "٠٩١٢٣٤٥٦٧٨٩", .success("+989123456789")),
            ("RO", "\u{202A}+40722555014\u{202C}", .success("+40722555014")),
            ("RO", "0722–555–014", .success("+40722555014")), ("RO", "+", .failure(.phoneMalformed)),
            ("RO", "07225+55014", .failure(.phoneMalformed)),
            ("DE", "030 123456", .failure(.phoneWithoutCountry)), ("DE", "+49 30 123456", .success("+4930123456")),
        ] as [(String, String, Result<String, IdentifierFailure>)]
    )
    func phones(country: String, typed: String, expected: Result<String, IdentifierFailure>) throws {
        let country = try #require(Country(country))
        let result = Result { () throws(IdentifierFailure) in try PhoneNumber(reading: typed, country: country).text }
        #expect(result == expected)
    }

    @Test(
        "usernames",
        arguments: [
            (" Ion.Popescu-2_x ", .success("ion.popescu-2_x")), ("ion", .success("ion")),
            ("7ion", .success("7ion")), ("io", .failure(.usernameMalformed)), ("123456", .failure(.usernameMalformed)),
            (".ion", .failure(.usernameMalformed)), ("ioan ă", .failure(.usernameMalformed)),
            ("ștefan", .failure(.usernameMalformed)), ("", .failure(.empty)),
            ("1E+05", .failure(.scientificNotation)), (String(repeating: "a", count: 65), .failure(.tooLong)),
        ] as [(String, Result<String, IdentifierFailure>)]
    )
    func usernames(typed: String, expected: Result<String, IdentifierFailure>) {
        let result = Result { () throws(IdentifierFailure) in try Username(reading: typed).text }
        #expect(result == expected)
    }

    @Test(
        "document numbers",
        arguments: [
            ("rx 123-456", .success("RX123456")), ("AB.12", .success("AB12")), ("", .failure(.empty)),
            ("A1", .failure(.documentMalformed)), ("AB#123", .failure(.documentMalformed)),
            (String(repeating: "1", count: 21), .failure(.documentMalformed)),
        ] as [(String, Result<String, IdentifierFailure>)]
    )
    func documents(typed: String, expected: Result<String, IdentifierFailure>) {
        let result = Result { () throws(IdentifierFailure) in try DocumentNumber(reading: typed).text }
        #expect(result == expected)
    }

    @Test("each refusal has its own code and a text in each language")
    func texts() {
        #expect(Set(IdentifierFailure.allCases.map(\.code)).count == IdentifierFailure.allCases.count)
        for failure in IdentifierFailure.allCases {
            #expect(failure.code.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil)
            #expect(failure.message.text(in: .ro) != failure.message.text(in: .en))
        }
    }
}
