/// A calendar month. Outside and in storage, `2026-11`.
///
/// Only those from 0001-01 to 9999-12 are read and have days of their own; counting goes on beyond them.
public struct Month: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Months since January of year 0.
    public let index: Int32

    /// Wraps a count of months since January of year 0.
    init(index: Int32) { self.index = index }

    /// Reads `2026-11`; nothing else.
    public init?(_ text: some StringProtocol) {
        guard let day = Day(String(text) + "-01") else { return nil }
        self = day.month
    }

    /// The calendar year.
    public var year: Int { (Int(index) - number + 1) / 12 }

    /// 1 for January, 12 for December.
    private var number: Int { (Int(index) % 12 + 12) % 12 + 1 }

    /// The first day of the month.
    public var firstDay: Day { Day(knownYear: year, month: number, day: 1) }

    /// The last day of the month.
    public var lastDay: Day {
        Day(knownYear: year, month: number, day: Self.length(year: year, month: number))
    }

    /// The month after this one.
    public var next: Month { adding(months: 1) }

    /// The month that many months later; a negative count goes back.
    public func adding(months: Int) -> Month {
        Month(index: Int32(clamping: Int64(index) + Int64(Int32(clamping: months))))
    }

    /// January of this month's year.
    public var firstOfYear: Month { Month(index: index - Int32(number - 1)) }

    public static func < (left: Self, right: Self) -> Bool { left.index < right.index }

    public var description: String {
        var text = DecimalText()
        text.add(year, 4)
        text.add("-")
        text.add(number, 2)
        return text.text
    }

    static func length(year: Int, month: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let month = Self(try container.decode(String.self)) else {
            throw Unreadable(KernelMessages.notMonth).error(at: container.codingPath)
        }
        self = month
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
