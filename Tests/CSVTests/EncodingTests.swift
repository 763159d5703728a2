import CSV
import Testing

@Suite("Encodings")
struct EncodingTests {
    private static let text = "număr;nume\r\n1;Ştefănescu Ţuţu Îâ ł€\r\n"

    private static let files: [(TextEncoding, [UInt8])] = [
        (.utf8, Array(text.utf8)),
        (.utf8WithBOM, Bytes.utf8WithBOM(text)),
        (.utf16LE, Bytes.utf16(text, bigEndian: false)),
        (.utf16BE, Bytes.utf16(text, bigEndian: true)),
        (.windows1250, Bytes.windows1250(text)),
    ]

    @Test("B2: the same file in every encoding is found out and reads the same", arguments: files)
    func everyEncoding(encoding: TextEncoding, bytes: [UInt8]) throws {
        let dialect = try Dialect(of: bytes)
        #expect(dialect == Dialect(encoding: encoding, delimiter: .semicolon, lineEnd: .crlf))
        #expect(dialect.hasBOM == (encoding != .utf8 && encoding != .windows1250))
        let reading = Reading(bytes, as: dialect, chunks: [3])
        #expect(reading.failure == nil)
        #expect(reading.values == [["număr", "nume"], ["1", "Ştefănescu Ţuţu Îâ ł€"]])
    }

    @Test("B2: comma-below letters survive in Unicode, cedilla letters in Windows-1250")
    func romanianLetters() {
        #expect(Reading("ăâîșțĂÂÎȘȚ").values == [["ăâîșțĂÂÎȘȚ"]])
        let bytes = Bytes.windows1250("ăâîşţĂÂÎŞŢ")
        #expect(Reading(bytes, as: Dialect(encoding: .windows1250)).values == [["ăâîşţĂÂÎŞŢ"]])
    }

    @Test(
        "B2: every byte of a code page that has a meaning is text, and the others are not",
        arguments: [
            (TextEncoding.windows1250, [UInt8]([0x81, 0x83, 0x88, 0x90, 0x98])), (.windows1251, [0x98]),
            (.windows1252, [0x81, 0x8D, 0x8F, 0x90, 0x9D]), (.windows1256, []),
        ]
    )
    func wholeCodePage(encoding: TextEncoding, undefined: [UInt8]) {
        let dialect = Dialect(encoding: encoding)
        for byte in UInt8(0x80)...0xFF {
            let reading = Reading([0x61, 0x0A, byte, 0x0A], as: dialect)
            if undefined.contains(byte) {
                #expect(reading.failure == .notText(line: 2))
            } else {
                #expect(reading.failure == nil)
                #expect(reading.values.last?.first?.unicodeScalars.count == 1)
            }
        }
    }

    @Test("B2: words in Windows-1250, 1251, 1252 and 1256")
    func words() {
        let words = "Żółta łąka – „cytat” Őrült űr šíře žluť říz\u{A0}€"
        #expect(Reading(Bytes.windows1250(words), as: Dialect(encoding: .windows1250)).values == [[words]])
        let ivan: [UInt8] = [0xC8, 0xE2, 0xE0, 0xED, 0x20, 0xD9, 0xFA, 0xF0, 0xEA, 0xEE, 0xE2]
        #expect(Reading(ivan, as: Dialect(encoding: .windows1251)).values == [["Иван Щърков"]])
        let asa: [UInt8] = [0xC5, 0x73, 0x61, 0x20, 0xD6, 0x68, 0x6D, 0x61, 0x6E]
        #expect(Reading(asa, as: Dialect(encoding: .windows1252)).values == [["Åsa Öhman"]])
        let parviz: [UInt8] = [0x81, 0xD1, 0xE6, 0xED, 0xD2, 0x20, 0x8D, 0x90, 0x9D, 0x98, 0x8E]
        #expect(Reading(parviz, as: Dialect(encoding: .windows1256)).values == [["پرويز چگ\u{200C}کژ"]])
    }

    @Test("B2: the first letter that tells Windows-1250 from UTF-8 may come megabytes into the file")
    func lateLetter() throws {
        let ascii = "nr;nume\n" + String(repeating: "1;Ana Maria Popescu\n", count: 100_000)
        #expect(try Dialect(of: ascii.utf8).encoding == .utf8)
        #expect(try Dialect(of: Array((ascii + "2;Ștefan\n").utf8)).encoding == .utf8)
        let late = Array(ascii.utf8) + Bytes.windows1250("2;Ştefan\n")
        let dialect = try Dialect(of: late)
        #expect(dialect.encoding == .windows1250)
        #expect(Reading(late, as: dialect).rows.last?.values == ["2", "Ştefan"])
    }

    @Test("B2: damaged UTF-8 stays UTF-8, and its line is named, rather than garbling every name")
    func damagedUTF8() throws {
        var bytes = Array("a;b\nșțăîâ;x\n".utf8)
        bytes += [0xC8] + Array(";y\n".utf8)
        let dialect = try Dialect(of: bytes)
        #expect(dialect.encoding == .utf8)
        #expect(Reading(bytes, as: dialect).failure == .notText(line: 3))
    }

    @Test(
        "B2: a mark announces UTF-8, and then the text has to be",
        arguments: [[0xBA], [0xC0, 0x80], [0xED, 0xA0, 0x80]]
    )
    func markedButWrong(letter: [UInt8]) throws {
        let bytes = Bytes.utf8WithBOM("a;b\n") + letter
        let dialect = try Dialect(of: bytes)
        #expect(dialect.encoding == .utf8WithBOM)
        #expect(Reading(bytes, as: dialect).failure == .notText(line: 2))
    }

    @Test("B2: UTF-16 with letters beyond 16 bits, at both ends", arguments: [true, false])
    func surrogates(bigEndian: Bool) throws {
        let bytes = Bytes.utf16("a,𝄞\nș,😀\n", bigEndian: bigEndian)
        let dialect = try Dialect(of: bytes)
        #expect(Reading(bytes, as: dialect, chunks: [1]).values == [["a", "𝄞"], ["ș", "😀"]])
    }

    @Test("B2: half a UTF-16 character is no text", arguments: [true, false])
    func brokenUTF16(bigEndian: Bool) {
        let dialect = Dialect(encoding: bigEndian ? .utf16BE : .utf16LE)
        let whole = Bytes.utf16("a\nb", bigEndian: bigEndian)
        let loneHigh: [UInt8] = bigEndian ? [0xD8, 0x34] : [0x34, 0xD8]
        let loneLow: [UInt8] = bigEndian ? [0xDD, 0x1E] : [0x1E, 0xDD]
        let letter: [UInt8] = bigEndian ? [0x00, 0x61] : [0x61, 0x00]
        #expect(Reading(whole, as: dialect).failure == nil)
        for end in [[0x61], loneHigh, loneHigh + letter, loneLow, loneHigh + loneHigh] {
            #expect(Reading(whole + end, as: dialect).failure == .notText(line: 2))
        }
    }

    @Test("B2: a mark is no part of the first field, whatever the caller thinks of the encoding")
    func markIsNoText() {
        for encoding in [TextEncoding.utf8, .utf8WithBOM] {
            #expect(Reading(Bytes.utf8WithBOM("a,b"), as: Dialect(encoding: encoding)).values == [["a", "b"]])
        }
    }

    @Test("B2: encodings that we don't read are named")
    func unsupported() {
        #expect(throws: CSVFailure.unsupportedEncoding("UTF-32")) {
            try Dialect(of: [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0] as [UInt8])
        }
        #expect(throws: CSVFailure.unsupportedEncoding("UTF-32")) {
            try Dialect(of: [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61] as [UInt8])
        }
        for bigEndian in [true, false] {
            #expect(throws: CSVFailure.unsupportedEncoding("UTF-16 without a byte order mark")) {
                try Dialect(of: Bytes.utf16("nr;nume\n1;Ștefan", bigEndian: bigEndian, mark: false))
            }
        }
    }
}
