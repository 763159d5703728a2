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
