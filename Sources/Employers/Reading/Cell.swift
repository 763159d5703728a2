import CSV
import Foundation
package import Kernel

/// What a cell says, freed of what programs and keyboards put around it.
package enum Cell {
    /// Whether the bytes are clean already, as nearly all are: printable ASCII, and letters of the Latin and Cyrillic
    /// alphabets that need no composing, without a space at the ends or two in a row, and beginning with nothing that
    /// an apostrophe, a formula or an error begins with.
    ///
    /// Only a shortcut: `cleaned` leaves such a cell as it is, and `damage` finds none in it.
    package static func isClean(_ bytes: Span<UInt8>) -> Bool {
        guard let first = bytes.isEmpty ? nil : bytes[0] else { return true }
        switch first {
        case UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "#"), UInt8(ascii: "-"), UInt8(ascii: " "): return false
        case UInt8(ascii: "E") where bytes.count > 4 && bytes[3] == UInt8(ascii: ":"): return false
        default: break
        }
        var index = 0
        var previous: UInt8 = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte &- 0x21 < 0x5E {
                index += 1
            } else if byte == 0x20 {
                guard previous != 0x20 else { return false }
                index += 1
            } else {
                // U+00C0 to U+02FF and U+0400 to U+047F, but for the cedillas of Windows-1250.
                guard (0xC3...0xCB).contains(byte) || byte == 0xD0 || byte == 0xD1, index + 1 < bytes.count,
                    byte != 0xC5 || !isRomanianCedilla(bytes[index + 1])
                else { return false }
                index += 2
            }
            previous = byte
        }
        return previous != 0x20
    }

    /// Ş, ş, Ţ or ţ behind 0xC5.
    private static func isRomanianCedilla(_ second: UInt8) -> Bool {
        second == 0x9E || second == 0x9F || second == 0xA2 || second == 0xA3
    }

    /// Trimmed, with every run of white space (line breaks too) as one space, without the apostrophe that our own
    /// `refused.csv` puts before formulas, without the one before digits and the `="…"` that keep a spreadsheet from
    /// counting, with ASCII digits, without invisible marks, composed (NFC), and with the letters that the country writes
    /// today: so that encodings, keyboards and programs make no difference. A lone dash is nothing.
    package static func cleaned(_ raw: String, country: Country) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in FormulaGuard.removed(from: raw).unicodeScalars where !scalar.isInvisibleMark {
            scalars.append(scalar.withASCIIDigit)
        }
        var text = String(scalars).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if text.utf8.count >= 4, text.hasPrefix("=\""), text.hasSuffix("\"") {
            let inside = text.dropFirst(2).dropLast()
            // Only a text in quotes and nothing else: anything more is a formula.
            if !inside.contains("\"") { text = inside.split(separator: " ").joined(separator: " ") }
        }
        if hasTextMark(text) { text.unicodeScalars.removeFirst() }
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text == "-" ? "" : text }
        if text == "–" || text == "—" { return "" }
        return withLetters(of: country, text.precomposedStringWithCanonicalMapping)
    }

    /// Whether an apostrophe, or what a word processor makes of one, stands before a digit or a plus and a digit.
    private static func hasTextMark(_ text: String) -> Bool {
        var rest = text.unicodeScalars[...]
        guard let first = rest.popFirst(), first == "'" || first == "\u{2019}" else { return false }
        if rest.first == "+" { rest.removeFirst() }
        return rest.first.map { ("0"..."9").contains($0) } ?? false
    }

    /// What a spreadsheet or a broken export made of a cell that is no value any more; nil for what may be one.
    package static func damage(_ text: String) -> RowReason? {
        if text.hasPrefix("=") { return .formula }
        if isSpreadsheetError(text) { return .spreadsheetError }
        return text.unicodeScalars.contains { $0.properties.generalCategory == .control } ? .controlCharacters : nil
    }

    /// `#N/A`, `#REF!`, `#NAME?` and their names in other languages (`#N/D!`, `#VALOARE!`), the `####` of a column that is too
    /// narrow, and LibreOffice's `Err:502`.
    private static func isSpreadsheetError(_ text: String) -> Bool {
        if text.hasPrefix("Err:") { return text.count > 4 && text.dropFirst(4).allSatisfy(\.isNumber) }
        guard text.hasPrefix("#"), text.utf8.count >= 3 else { return false }
        if text == "#N/A" || text == "#N/D" || text.allSatisfy({ $0 == "#" }) { return true }
        return (text.hasSuffix("!") || text.hasSuffix("?"))
            && text.dropFirst().dropLast().allSatisfy { $0.isUppercase || $0 == "/" || $0 == "0" }
    }

    /// For Romania, comma-below letters for the cedillas that old fonts and Windows-1250 have; for Iran, Persian letters
    /// for the Arabic ones of Windows keyboards.
    private static func withLetters(of country: Country, _ text: String) -> String {
        let letters: [Unicode.Scalar: Unicode.Scalar] =
            switch country.code {
            case "RO": ["\u{15E}": "\u{218}", "\u{15F}": "\u{219}", "\u{162}": "\u{21A}", "\u{163}": "\u{21B}"]
            case "IR": ["\u{64A}": "\u{6CC}", "\u{643}": "\u{6A9}", "\u{649}": "\u{6CC}"]
            default: [:]
            }
        guard text.unicodeScalars.contains(where: { letters[$0] != nil }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { letters[$0] ?? $0 }))
    }
}
