/// A day of the proleptic Gregorian calendar, without a time zone, from 0001-01-01 to 9999-12-31. Outside and in storage,
/// `2026-11-20`.
///
/// Texts of other years would neither be read back nor be in order, so there is no such day: what is counted beyond either
/// end is the first or the last one.
public struct Day: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let daysSinceEpoch: Int32

    /// Wraps a count of days since 1970-01-01.
    public init(daysSinceEpoch: Int32) {
        self.daysSinceEpoch = min(max(daysSinceEpoch, Self.firstSinceEpoch), Self.lastSinceEpoch)
    }

    /// The day with these numbers; nil when the month has no such day or the year isn't in 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= Month.length(year: year, month: month)
        else { return nil }
        self.init(knownYear: year, month: month, day: day)
    }

    /// The day with these numbers, of a month that has it.
    init(knownYear year: Int, month: Int, day: Int) {
        // Days from civil, counting years from March so that the leap day comes last.
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(daysSinceEpoch: Int32(clamping: era * 146_097 + dayOfEra - 719_468))
    }

    /// Reads `2026-11-20`; nothing else.
    public init?(_ text: some StringProtocol) {
        let bytes = ArraySlice(text.utf8)
        guard bytes.count == 10 else { return nil }
        let start = bytes.startIndex
        guard bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
            let year = number(bytes[start..<(start + 4)]),
            let month = number(bytes[(start + 5)..<(start + 7)]),
            let day = number(bytes[(start + 8)...])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Year, month (1 to 12) and day of the month.
    public var civil: (year: Int, month: Int, day: Int) {
        let shifted = Int(daysSinceEpoch) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The month that holds this day.
    public var month: Month {
        let (year, month, _) = civil
        return Month(index: Int32(year * 12 + month - 1))
    }

    /// The day that many days later; a negative count goes back.
    public func adding(days: Int) -> Day {
        Day(daysSinceEpoch: Int32(clamping: Int64(daysSinceEpoch) + Int64(Int32(clamping: days))))
    }

    /// How old, in whole years, somebody born on `birth` is on this day; born on 29 February, on 1 March.
    public func age(bornOn birth: Day) -> Int {
        let (year, month, day) = civil
        let born = birth.civil
        return year - born.year - ((month, day) < (born.month, born.day) ? 1 : 0)
    }

    /// The first day on which somebody born on this one has that age, in whole years.
    public func birthday(_ age: Int) -> Day {
        let (year, month, day) = civil
        return Day(year: year + age, month: month, day: day) ?? Day(knownYear: year + age, month: month + 1, day: 1)
    }

    /// 0001-01-01.
    private static let firstSinceEpoch: Int32 = -719_162
    /// 9999-12-31.
    private static let lastSinceEpoch: Int32 = 2_932_896

    public static func < (left: Self, right: Self) -> Bool { left.daysSinceEpoch < right.daysSinceEpoch }

    public var description: String {
        var text = DecimalText()
        write(to: &text)
        return text.text
    }

    func write(to text: inout DecimalText) {
        let (year, month, day) = civil
        text.add(year, 4)
        text.add("-")
        text.add(month, 2)
        text.add("-")
        text.add(day, 2)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = Self(try container.decode(String.self)) else {
            throw Unreadable(KernelMessages.notDay).error(at: container.codingPath)
        }
        self = day
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
