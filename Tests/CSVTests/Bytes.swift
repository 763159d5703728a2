import CSV

/// Text as the bytes of a file in one of the encodings.
enum Bytes {
    static func utf8WithBOM(_ text: String) -> [UInt8] { [0xEF, 0xBB, 0xBF] + Array(text.utf8) }

    static func utf16(_ text: String, bigEndian: Bool, mark: Bool = true) -> [UInt8] {
        let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
        return units.flatMap { unit in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return bigEndian ? pair : pair.reversed()
        }
    }

    /// The letters that the tests use, from Microsoft's table, written down apart from the reader's own.
    static func windows1250(_ text: String) -> [UInt8] {
        let letters: [Unicode.Scalar: UInt8] = [
            "ă": 0xE3, "â": 0xE2, "î": 0xEE, "ş": 0xBA, "ţ": 0xFE, "Ă": 0xC3, "Â": 0xC2, "Î": 0xCE, "Ş": 0xAA,
            "Ţ": 0xDE, "ł": 0xB3, "ą": 0xB9, "ż": 0xBF, "Ż": 0xAF, "Ő": 0xD5, "ő": 0xF5, "ű": 0xFB, "š": 0x9A,
            "ž": 0x9E, "ř": 0xF8, "ó": 0xF3, "í": 0xED, "ť": 0x9D, "é": 0xE9, "ö": 0xF6, "ü": 0xFC, "€": 0x80,
            "„": 0x84, "”": 0x94, "–": 0x96, "\u{A0}": 0xA0,
        ]
        return text.unicodeScalars.map { scalar in
            scalar.isASCII ? UInt8(scalar.value) : letters[scalar] ?? 0x81
        }
    }
}
