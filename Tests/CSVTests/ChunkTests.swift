import CSV
import Testing

@Suite("Chunks")
struct ChunkTests {
    /// Everything that a chunk's end can fall into, and a few files that fail.
    private static let files: [(text: String, dialect: Dialect)] = [
        ("h,i\r\n\"a\"\"b\",\"c\r\nd\"\r\n\r\n\"x\"y\",Ștefan €𝄞\r\n,", Dialect()),
        ("\u{FEFF}a\tb\rĂ\t\"\"\"\"\r\r\n\n", Dialect(encoding: .utf8WithBOM, delimiter: .tab)),
        ("sep=;\r\na;b\r\n1;2", Dialect(delimiter: .semicolon, hasSeparatorLine: true)),
        ("a,b\n\"c,d", Dialect()),
        ("a,b\nc\u{0}d,\"", Dialect()),
        ("a,bcdefghijklm,12345678901234567\nx,y", Dialect()),
        ("a,b,c,d,e,f,g,h,i,j\n", Dialect()),
    ]

    private static let limits = CSVLimits(maxFieldBytes: 16, maxColumns: 8, maxRowBytes: 40)

    @Test("B2: the same bytes give the same rows and failures in chunks of 1 to 17 bytes")
    func everySize() {
        for file in Self.files {
            let whole = Reading(file.text, as: file.dialect, limits: Self.limits)
            for size in 1...17 {
                #expect(Reading(file.text, as: file.dialect, limits: Self.limits, chunks: [size]) == whole)
            }
        }
    }

    @Test(
        "B2: random bytes give the same rows and failures however they are split",
        arguments: [1, 2, 3, 5, 8] as [UInt64]
    )
    func randomSplits(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet: [[UInt8]] = [
            [0x61], [0x62], [0x2C], [0x2C], [0x22], [0x22], [0x0A], [0x0D], [0x0D, 0x0A], Array("ș".utf8),
            Array("€".utf8), Array("𝄞".utf8), [0x20],
        ]
        let rare: [[UInt8]] = [[0xC8], [0x00], [0xFF], [0xE2, 0x82]]
        for _ in 0..<400 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...60, using: &generator) {
                let pool = Int.random(in: 0..<120, using: &generator) == 0 ? rare : alphabet
                bytes += pool[Int.random(in: 0..<pool.count, using: &generator)]
            }
            let splits = (0..<5).map { _ in Int.random(in: 1...9, using: &generator) }
            for encoding in TextEncoding.allCases {
                let dialect = Dialect(encoding: encoding)
                let whole = Reading(bytes, as: dialect, limits: Self.limits)
                let split = Reading(bytes, as: dialect, limits: Self.limits, chunks: splits)
                #expect(split == whole, "seed \(seed), \(encoding), splits \(splits), bytes \(bytes)")
            }
        }
    }

    @Test("B2: the dialect is the same however the file is split", arguments: 1...17)
    func detectorChunks(size: Int) throws {
        let bytes = Bytes.windows1250("nume;prenume\r\nŞtefănescu;Ţuţu\r\n")
        var detector = DialectDetector()
        for start in stride(from: 0, to: bytes.count, by: size) {
            try detector.feed(bytes[start..<min(start + size, bytes.count)])
        }
        #expect(try detector.finish() == Dialect(encoding: .windows1250, delimiter: .semicolon, lineEnd: .crlf))
    }
}
