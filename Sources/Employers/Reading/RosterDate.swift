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

    /// Reads `2026-11-20`, also with midnight behind it, `2026/11/20`, `2026.11.20`, `20.11.2026`, `20-11-2026` (dots and
    /// dashes are day first) and `20/11/2026`, whose order the whole column decides. Years have four digits; behind them may
    /// stand the word for year that Bulgarian and Polish programs write, `20.11.2026 г.` and `20.11.2026 r.` Eight digits are
    /// year, month and day, `20261120`, in a year of people who are alive: the other order has no month there. Between the
    /// parts may be a typographer's dashes, `2026–11–20`, and a space behind each point, `20. 11. 2026`.
    ///
    /// The text is clean (`Cell`): its digits are ASCII.
    init(_ text: Span<UInt8>) {
        self.init(plain: text)
        if self == .unreadable, let plain = Self.plain(text) { self.init(plain: plain.span) }
    }

    /// With plain dashes and without spaces between the parts; nil where it is so already.
    private static func plain(_ text: Span<UInt8>) -> [UInt8]? {
        var plain: [UInt8] = []
        var index = 0
        var points = 0
        while index < text.count {
            let byte = text[index]
            if let length = dashLength(text, at: index) {
                plain.append(UInt8(ascii: "-"))
                index += length
            } else {
                if byte == UInt8(ascii: ".") { points += 1 }
                let isBehindPoint = points <= 2 && index > 1 && text[index - 1] == UInt8(ascii: ".")
                // Not the space behind `г.`
                let isBetweenParts = isBehindPoint && text[index - 2] &- 0x30 < 10
                if byte != UInt8(ascii: " ") || !isBetweenParts { plain.append(byte) }
                index += 1
            }
        }
        return plain.count < text.count ? plain : nil
    }

    /// The bytes of a dash that isn't plain, U+2010 to U+2015 or U+2212; nil for anything else.
    private static func dashLength(_ text: Span<UInt8>, at index: Int) -> Int? {
        guard index + 2 < text.count, text[index] == 0xE2 else { return nil }
        switch (text[index + 1], text[index + 2]) {
        case (0x80, 0x90...0x95), (0x88, 0x92): return 3
        default: return nil
        }
    }

    private init(plain text: Span<UInt8>) {
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
        guard text[start] != UInt8(ascii: "T") else { return isMidnight(text, from: start + 1) }
        var index = text[start] == UInt8(ascii: " ") ? start + 1 : start
        let word = yearWordLength(text, at: index)
        guard word > 0 else { return isMidnight(text, from: index) }
        index += word
        return index == text.count || text[index] == UInt8(ascii: " ") && isMidnight(text, from: index + 1)
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

    /// Whether it is `0:00` or the like, whatever the zone: what time is more belongs to another day elsewhere.
    private static func isMidnight(_ text: Span<UInt8>, from start: Int) -> Bool {
        guard start + 2 < text.count, text[start + 1] == UInt8(ascii: ":") || text[start + 2] == UInt8(ascii: ":")
        else { return false }
        var index = start
        var zeros = 0
        while index < text.count, text[index] == UInt8(ascii: "0") || zeros > 0 && isTimePoint(text[index]) {
            if text[index] == UInt8(ascii: "0") { zeros += 1 }
            index += 1
        }
        guard zeros >= 3, text[index - 1] == UInt8(ascii: "0"), text.count - start <= 24 else { return false }
        guard index < text.count, text[index] != UInt8(ascii: "Z") else { return text.count - index <= 1 }
        guard text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") else { return false }
        return text.indices.dropFirst(index + 1).allSatisfy { text[$0] &- 0x30 < 10 || text[$0] == UInt8(ascii: ":") }
    }

    private static func isTimePoint(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") }
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
