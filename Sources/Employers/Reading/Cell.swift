import CSV
import Foundation
import Kernel

/// What a cell says, freed of what programs and keyboards put around it.
enum Cell {
    /// Trimmed, with every run of white space (line breaks too) as one space, without the apostrophe that our own
    /// `refused.csv` puts before formulas, composed (NFC), and, for Romania, with comma-below letters for the cedillas
    /// that old fonts and Windows-1250 have: so that encodings and programs make no difference.
    static func cleaned(_ raw: String, country: Country) -> String {
        let text = FormulaGuard.removed(from: raw)
        if isPlain(text.utf8) { return text }
        var result = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !result.utf8.allSatisfy({ $0 < 0x80 }) {
            result = result.precomposedStringWithCanonicalMapping
            if country == .romania { result = withCommaBelow(result) }
        }
        return result
    }

    /// Whether it has characters that no name or number has.
    static func hasControlCharacters(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    /// Whether a spreadsheet made a number of it: `4.07E+10`, `2,69042E+12`.
    static func isScientific(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "+")), let exponent = text.firstIndex(where: { $0 == "E" || $0 == "e" })
        else { return false }
        let digits = text[..<exponent].filter { $0 != "." && $0 != "," }
        let power = text[text.index(after: exponent)...]
        return !digits.isEmpty && digits.allSatisfy(\.isNumber) && power.first == "+" && power.count > 1
            && power.dropFirst().allSatisfy(\.isNumber)
    }

    /// Printable ASCII without a space at its ends or two in a row: nothing to clean.
    private static func isPlain(_ text: String.UTF8View) -> Bool {
        var previous = UInt8(ascii: " ")
        for byte in text {
            guard byte > 0x20 || (byte == 0x20 && previous != 0x20), byte < 0x7F else { return false }
            previous = byte
        }
        return previous != 0x20 || text.isEmpty
    }

    private static func withCommaBelow(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{15E}": result.append("\u{218}")
            case "\u{15F}": result.append("\u{219}")
            case "\u{162}": result.append("\u{21A}")
            case "\u{163}": result.append("\u{21B}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
