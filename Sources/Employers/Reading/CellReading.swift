import Kernel

/// What a clean cell says, kind by kind.
enum CellReading {
    /// A text of at most so many letters.
    static func text(_ text: Span<UInt8>, limit: Int) throws(RowReason) -> String {
        if text.count > limit {
            let letters = text.indices.count { text[$0] & 0xC0 != 0x80 }
            guard letters <= limit else { throw .tooLong }
        }
        return String(text)
    }

    /// A name: no number, no address, and nothing that letters become in a wrong code page.
    static func name(_ text: Span<UInt8>, limit: Int) throws(RowReason) -> String {
        let name = try self.text(text, limit: limit)
        var (digits, isPlain, hasLetters) = (0, true, false)
        for index in text.indices {
            let byte = text[index]
            if byte &- 0x30 < 10 { digits += 1 }
            if byte == UInt8(ascii: "@") { throw .notAName }
            // What a code page has no place for is a question mark in it.
            if byte == UInt8(ascii: "?") { throw .lostLetters }
            if byte >= 0x80 { isPlain = false }
            if byte >= 0x41 { hasLetters = true }
        }
        guard digits <= digitsOfName, digits == 0 || hasLetters else { throw .notAName }
        guard !isPlain else { return name }
        guard !Mojibake.isLikely(name) else { throw .lostLetters }
        guard !name.unicodeScalars.contains(where: isSign) else { throw .notAName }
        return name
    }

    /// `Ion Pop 2` may be one of two; a phone or a national id is nobody's name.
    private static let digitsOfName = 3

    /// What no alphabet has, beyond ASCII: `¦`, `±`, `¶`, `™`, a lone breve, and what stands for letters that were lost.
    private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Most letters of names, and quickly.
        case ..<0x80, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x400...0x52F, 0x620...0x64A: return false
        case 0x2D8...0x2DD: return true
        // A middle dot, and Persian's comma.
        case 0xB7, 0x60C: return false
        default:
            switch scalar.properties.generalCategory {
            case .mathSymbol, .currencySymbol, .otherSymbol, .otherPunctuation: return true
            default: return false
            }
        }
    }

    /// A number that names somebody, which spreadsheets like to count with.
    static func number(_ text: Span<UInt8>, limit: Int) throws(RowReason) -> String {
        let number = try self.text(text, limit: limit)
        if NumberDamage.isScientific(text) { throw .scientificNotation }
        if NumberDamage.isDate(text) { throw .numberAsDay }
        if NumberDamage.isFraction(text) { throw .numberAsFraction }
        return number
    }

    /// A day from 1900 to 2199.
    static func day(_ text: Span<UInt8>, order: DateOrder) throws(RowReason) -> Day {
        let day = try anyDay(text, order: order)
        guard days.contains(day) else { throw .yearOutOfRange }
        return day
    }

    /// A last day; nil for the one that says there is none.
    static func lastDay(_ text: Span<UInt8>, order: DateOrder) throws(RowReason) -> Day? {
        let day = try anyDay(text, order: order)
        guard day != RosterDate.openEnd else { return nil }
        guard days.contains(day) else { throw .yearOutOfRange }
        return day
    }

    private static func anyDay(_ text: Span<UInt8>, order: DateOrder) throws(RowReason) -> Day {
        let found: Day?
        switch RosterDate(text) {
        case .day(let day): found = day
        case .slashed(let date): found = date.day(order)
        case .noSuchDay: found = nil
        case .serial: throw .dayAsNumber
        case .jalali: throw .jalaliDay
        case .shortYear: throw .shortYear
        case .unreadable: throw .notADay
        }
        guard let found else { throw .noSuchDay }
        return found
    }

    /// 1900-01-01 to 2199-12-31.
    private static let days = Day(daysSinceEpoch: -25_567)...Day(daysSinceEpoch: 84_005)
}
