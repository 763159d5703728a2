import Kernel

/// A date as it stands in a cell.
enum RosterDate: Hashable {
    /// A day that can be read in one way only.
    case day(Day)
    /// Two numbers and a year between slashes.
    case slashed(SlashedDate)
    /// A number as spreadsheets count days, which somebody's export left unformatted.
    case serial
    /// A day of the Iranian calendar, by its year.
    case jalali
    /// A day and a month, and a year of two digits.
    case shortYear
    /// Three numbers as of a date that no calendar has.
    case noSuchDay
    /// No date.
    case unreadable

    /// Reads `2026-11-20`, also with a time behind it, `2026/11/20`, `2026.11.20`, `20.11.2026`, `20-11-2026` (dots and
    /// dashes are day first) and `20/11/2026`, whose order the whole column decides. Years have four digits; behind them may
    /// stand the word for year that Bulgarian and Polish programs write, `20.11.2026 г.` and `20.11.2026 r.` Eight digits are
    /// year, month and day, `20261120`, in a year of people who are alive: the other order has no month there.
    ///
    /// The text is clean (`Cell`): its digits are ASCII.
    init(_ text: Span<UInt8>) {
        var end = text.count
        if let rest = text.indices.first(where: { Self.endsDay(text[$0]) }) {
            guard Self.saysNoMore(text, from: rest) else {
                self = .unreadable
                return
            }
            end = rest
        }
        // 20.11.2026.
        if end > 0, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
        guard let parts = DateParts(text, end: end) else {
            self = .unreadable
            return
        }
        if parts.separator != nil {
            self = Self.date(parts)
        } else {
            self = parts.digits[0] == 8 ? Self.compact(parts.numbers[0]) : .serial
        }
    }

    private static func compact(_ number: Int) -> RosterDate {
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
        if jalaliYears.contains(year), (1...12).contains(month) { return .jalali }
        guard let found = Day(year: year, month: month, day: day), compactYears.contains(year) || found == openEnd
        else { return .unreadable }
        return .day(found)
    }

    /// The last day of those who have none, as SAP writes it.
    static let openEnd = Day(year: 9999, month: 12, day: 31)

    private static let compactYears = 1900...2100

    private static func date(_ parts: DateParts) -> RosterDate {
        let (first, second, third) = (parts.numbers[0], parts.numbers[1], parts.numbers[2])
        let (firstDigits, secondDigits, thirdDigits) = (parts.digits[0], parts.digits[1], parts.digits[2])
        guard secondDigits <= 2, min(firstDigits, thirdDigits) <= 2 else { return .unreadable }
        switch (firstDigits, thirdDigits) {
        case (4, _):
            if jalaliYears.contains(first) { return .jalali }
            return Day(year: first, month: second, day: third).map(Self.day) ?? .noSuchDay
        case (_, 4):
            if jalaliYears.contains(third) { return .jalali }
            if parts.separator == UInt8(ascii: "/") {
                return .slashed(SlashedDate(first: first, second: second, year: third))
            }
            return Day(year: third, month: second, day: first).map(Self.day) ?? .noSuchDay
        case (1...2, 1...2): return .shortYear
        default: return .unreadable
        }
    }

    /// Years of people who are alive, and some more; as Gregorian years they are over for six centuries.
    private static let jalaliYears = 1250...1499

    /// T, a space, r or the first byte of г.
    private static func endsDay(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "T") || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "r") || byte == 0xD0
    }

    /// Whether what stands behind the day changes nothing of it: the word for year, the midnight that a database's export
    /// puts there, or both.
    private static func saysNoMore(_ text: Span<UInt8>, from start: Int) -> Bool {
        guard text[start] != UInt8(ascii: "T") else { return isTime(text, from: start + 1) }
        var index = text[start] == UInt8(ascii: " ") ? start + 1 : start
        let word = yearWordLength(text, at: index)
        guard word > 0 else { return isTime(text, from: index) }
        index += word
        return index == text.count || text[index] == UInt8(ascii: " ") && isTime(text, from: index + 1)
    }

    /// The bytes of `г.` or `r.`, with or without the dot; 0 for anything else.
    private static func yearWordLength(_ text: Span<UInt8>, at start: Int) -> Int {
        let left = text.count - start
        let isPolish = left >= 1 && text[start] == UInt8(ascii: "r")
        let isBulgarian = left >= 2 && text[start] == 0xD0 && text[start + 1] == 0xB3
        guard isPolish || isBulgarian else { return 0 }
        let letter = isPolish ? 1 : 2
        return left > letter && text[start + letter] == UInt8(ascii: ".") ? letter + 1 : letter
    }

    private static func isTime(_ text: Span<UInt8>, from start: Int) -> Bool {
        guard (5...16).contains(text.count - start) else { return false }
        for index in start..<text.count {
            switch text[index] {
            case UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "Z"), UInt8(ascii: "+"): break
            default: return false
            }
        }
        return true
    }
}

/// The numbers of a date as they stand, or the one number that a spreadsheet counts days with.
private struct DateParts {
    private(set) var numbers: InlineArray<3, Int> = [0, 0, 0]
    private(set) var digits: InlineArray<3, Int> = [0, 0, 0]
    /// What stands between them; nil for one number of five, six or eight digits.
    private(set) var separator: UInt8?

    /// Reads three numbers of one to four digits with one kind of separator, or one number; nil for anything else.
    init?(_ text: Span<UInt8>, end: Int) {
        var part = 0
        for index in 0..<end {
            let byte = text[index]
            if byte &- 0x30 < 10 {
                numbers[part] = numbers[part] * 10 + Int(byte) - 0x30
                digits[part] += 1
                guard digits[part] <= (separator == nil ? 8 : 4) else { return nil }
            } else {
                guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/"),
                    byte == separator ?? byte, (1...4).contains(digits[part]), part < 2
                else { return nil }
                separator = byte
                part += 1
            }
        }
        guard separator == nil ? [5, 6, 8].contains(digits[0]) : part == 2 && digits[2] > 0 else { return nil }
    }
}

/// Two numbers and a year, of which either number may be the month.
struct SlashedDate: Hashable {
    let first: Int
    let second: Int
    let year: Int

    /// The day, read in that order.
    func day(_ order: DateOrder) -> Day? {
        switch order {
        case .dayFirst: Day(year: year, month: second, day: first)
        case .monthFirst: Day(year: year, month: first, day: second)
        }
    }
}
