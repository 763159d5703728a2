import CSV
import Testing

@Suite("Dialects")
struct DialectTests {
    @Test(
        "B2: the delimiter is found, whatever stands in the fields",
        arguments: [
            ("a,b,c\n1,2,3\n", Delimiter.comma),
            ("a;b;c\n1;2;3\n", .semicolon),
            ("a\tb\tc\n1\t2\t3\n", .tab),
            ("a|b|c\n1|2|3\n", .bar),
            ("a,b,c\n", .comma),
            ("a;b", .semicolon),
            ("name;price\nPop, Ana;1,50\nIon, Dan;2,50\n", .semicolon),
            ("name;price\n1,5;2,5\n1,5;2,5\n1,5;2,5\n", .semicolon),
            ("nume,functie\n\"a;b;c\",x\n\"d;e;f\",y\n", .comma),
            ("\"a;b\",\"c;d\"\n\"1;2\",\"3;4\"\n", .comma),
            ("nume;adresa\nAna;\"Str. 1,\nCluj, RO\"\nIon;\"x,y\"\n", .semicolon),
            ("Lista angajatilor\n\nnr;nume;pachet\n1;Ana;primar\n2;Ion;primar\n3;Dan;primar\n", .semicolon),
            ("nr;nume;pachet\n1;Ana;primar\n2;Ion;primar\nTotal: 2, toti\n", .semicolon),
            ("nr|nume|mail\n1|Ana, Pop|a;b\n2|Ion, Pop|c;d\n", .bar),
            ("employee_number\nE1\nE2\n", .comma),
            ("sep=|\na;b|c;d\n1;2|3;4\n", .bar),
            ("sep=\t\na\tb\n", .tab),
            ("sep=,\r\na,b\r\n", .comma),
        ]
    )
    func delimiters(text: String, delimiter: Delimiter) throws {
        #expect(try Dialect(of: text.utf8).delimiter == delimiter)
    }

    @Test("B2: the line end of the first row is told", arguments: LineEnd.allCases)
    func lineEnds(end: LineEnd) throws {
        for first in ["a;b", "\"a\nb\";c", "sep=;"] {
            let text = first + end.rawValue + "1;2" + end.rawValue
            #expect(try Dialect(of: text.utf8).lineEnd == end)
        }
        #expect(try Dialect(of: "a;b".utf8).lineEnd == nil)
    }

    @Test("B2: a file longer than the sample is judged by its first rows, cut anywhere")
    func longFiles() throws {
        let text = "nr;nume;suma\r\n" + (0..<10_000).map { "\($0);\"Pop, Ana\";1,5\r\n" }.joined()
        let expected = Dialect(encoding: .utf8, delimiter: .semicolon, lineEnd: .crlf)
        #expect(try Dialect(of: text.utf8) == expected)
    }

    @Test("B2: one row longer than the sample is still a file")
    func longRow() throws {
        let text = String(repeating: "x", count: 100_000) + ",b\n"
        #expect(try Dialect(of: text.utf8).delimiter == .comma)
    }

    @Test(
        "B2: a file that is too wide, or whose first row is longer than the sample, still shows its delimiter",
        arguments: Delimiter.allCases
    )
    func wide(delimiter: Delimiter) throws {
        for (columns, name) in [(300, "x"), (16_384, "x"), (16_384, "column"), (16_384, "\"a \"\"b\"\" c\"")] {
            let row = [String](repeating: name, count: columns).joined(separator: delimiter.description) + "\n"
            #expect(try Dialect(of: ("List\n" + row + row).utf8).delimiter == delimiter)
            #expect(try Dialect(of: row.utf8).delimiter == delimiter)
        }
    }

    @Test(
        "B2: a code page's letters that another doesn't have leave the delimiter to be found",
        arguments: Delimiter.allCases
    )
    func otherCodePage(delimiter: Delimiter) throws {
        // پ in Windows-1256, which is nothing in Windows-1250.
        let row: [UInt8] = [0x81, 0x90, delimiter.rawValue, 0xC7, delimiter.rawValue, 0x98, 0x0A]
        #expect(try Dialect(of: row + row).delimiter == delimiter)
    }

    @Test("B9a: names are those that people know, for the preview")
    func names() {
        let encodings = TextEncoding.allCases.map(\.description)
        #expect(
            encodings == [
                "UTF-8", "UTF-8 with BOM", "UTF-16LE", "UTF-16BE", "Windows-1250", "Windows-1251", "Windows-1252",
                "Windows-1256",
            ]
        )
        #expect(Delimiter.allCases.map(\.description) == [",", ";", "\t", "|"])
    }
}
