/// Letters in UTF-8 that a program took for a code page of one byte a letter, and saved as what it saw: `È˜erban` for `Șerban`.
enum Mojibake {
    /// Whether a text's letters, each as its byte of Windows-1252, are UTF-8 beyond ASCII. No name is by chance.
    static func isLikely(_ text: String) -> Bool {
        var bytes: [UInt8] = []
        var isPlain = true
        for scalar in text.unicodeScalars {
            guard let byte = byte(of: scalar) else { return false }
            if byte >= 0x80 { isPlain = false }
            bytes.append(byte)
        }
        return !isPlain && String(validating: bytes, as: UTF8.self) != nil
    }

    private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case ..<0x100: UInt8(scalar.value)
        default: windows1252.firstIndex(of: scalar).map { UInt8(0x80 + $0) }
        }
    }

    /// What stands at 0x80 to 0x9F; where nothing does, the control character of that number.
    private static let windows1252 = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars
    )
}
