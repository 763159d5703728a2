import Kernel

/// What a spreadsheet did to a number that identifies somebody.
enum NumberDamage {
    /// Whether it made a number with an exponent of it: `4.07E+10`, `2,69042E+12`.
    static func isScientific(_ text: Span<UInt8>) -> Bool {
        guard let plus = text.indices.first(where: { text[$0] == UInt8(ascii: "+") }), plus > 1,
            text[plus - 1] | 0x20 == UInt8(ascii: "e"), plus + 1 < text.count
        else { return false }
        for index in text.indices where index != plus && index != plus - 1 {
            let isPoint = index < plus && (text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ","))
            guard isPoint || text[index] &- 0x30 < 10 else { return false }
        }
        return true
    }

    /// Whether it made a number with a fraction of it, which is nothing: `4.0`, `1234,00`, `1.234,00`.
    static func isFraction(_ text: Span<UInt8>) -> Bool {
        guard text.count > 2, text[text.count - 1] == UInt8(ascii: "0"),
            let point = text.indices.last(where: { text[$0] &- 0x30 > 9 }), point > 0, point < text.count - 1,
            isPoint(text[point]), text.indices[(point + 1)...].allSatisfy({ text[$0] == UInt8(ascii: "0") })
        else { return false }
        let whole = text.extracting(0..<point)
        let others = whole.indices.filter { whole[$0] &- 0x30 > 9 }
        // Points between the thousands are other ones.
        return others.allSatisfy { isPoint(whole[$0]) && whole[$0] != text[point] && (point - $0) % 4 == 0 }
            && others.first != 0
    }

    private static func isPoint(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") }

    /// Whether it put spaces between the thousands, as it was uploaded: `10 435` with a space that nobody types, also
    /// with a fraction behind it.
    static func isGrouped(_ raw: String) -> Bool {
        let text = raw.unicodeScalars.map(\.withASCIIDigit)
        guard let end = text.lastIndex(where: { !$0.properties.isWhitespace }) else { return false }
        let number = text[...end].drop { $0.properties.isWhitespace }.prefix { $0 != "." && $0 != "," }
        let groups = number.split(omittingEmptySubsequences: false, whereSeparator: groupSpaces.contains)
        guard groups.count > 1, (1...3).contains(groups[0].count), groups.allSatisfy({ $0.allSatisfy(isDigit) })
        else { return false }
        return groups.dropFirst().allSatisfy { $0.count == 3 }
    }

    /// No-break, figure, thin and narrow no-break space.
    private static let groupSpaces: Set<Unicode.Scalar> = ["\u{A0}", "\u{2007}", "\u{2009}", "\u{202F}"]

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// Whether it made a date of it, as spreadsheets in English and Romanian show one: `2-Jan`, `Jan-02`, `02.ian`,
    /// `01.02.2026`.
    static func isDate(_ text: Span<UInt8>) -> Bool {
        guard (5...10).contains(text.count), text.indices.allSatisfy({ text[$0] < 0x80 }) else { return false }
        // Eight digits are a number.
        if text.count >= 8, text.indices.contains(where: { text[$0] &- 0x30 > 9 }), case .day = RosterDate(text) {
            return true
        }
        let separator = text.contains(UInt8(ascii: "-")) ? "-" : text.contains(UInt8(ascii: ".")) ? "." : nil
        guard let separator else { return false }
        let parts = String(text).split(separator: Character(separator), omittingEmptySubsequences: false)
        guard parts.count == 2 else { return false }
        let months = separator == "-" ? englishMonths : romanianMonths
        return [(parts[0], parts[1]), (parts[1], parts[0])].contains { number, month in
            (1...2).contains(number.count) && number.allSatisfy(\.isNumber) && months.contains(String(month))
        }
    }

    private static let englishMonths: Set<String> = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let romanianMonths: Set<String> = [
        "ian", "feb", "mar", "apr", "mai", "iun", "iul", "aug", "sept", "sep", "oct", "nov", "dec",
    ]
}

extension Span where Element == UInt8 {
    fileprivate func contains(_ byte: UInt8) -> Bool { indices.contains { self[$0] == byte } }
}
