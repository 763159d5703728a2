import Kernel

/// A date as it stands in a cell.
enum RosterDate: Hashable {
    /// A day that can be read in one way only.
    case day(Day)
    /// Two numbers and a year between slashes.
    case slashed(SlashedDate)
    /// A number as spreadsheets count days, which somebody's export left unformatted.
    case serial
    /// No date, or a day that no calendar has.
    case unreadable

    /// Reads `2026-11-20`, also with a time behind it, `2026/11/20`, `2026.11.20`, `20.11.2026`, `20-11-2026` (dots and
    /// dashes are day first) and `20/11/2026`, whose order the whole column decides. Years have four digits.
    init(_ cell: String) {
        var text = cell[...]
        // A database's export puts midnight behind the day.
        if let time = text.firstIndex(where: { $0 == "T" || $0 == " " }) {
            guard Self.isTime(text[text.index(after: time)...]) else {
                self = .unreadable
                return
            }
            text = text[..<time]
        }
        if text.hasSuffix(".") { text.removeLast() }
        if (5...6).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            self = .serial
            return
        }
        guard let separator = text.first(where: { $0 == "-" || $0 == "." || $0 == "/" }) else {
            self = .unreadable
            return
        }
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Self.number($0) }
        guard parts.count == 3, numbers.count == 3 else {
            self = .unreadable
            return
        }
        if parts[0].utf8.count == 4 {
            self = Day(year: numbers[0], month: numbers[1], day: numbers[2]).map(Self.day) ?? .unreadable
        } else if parts[2].utf8.count == 4, separator == "/" {
            self = .slashed(SlashedDate(first: numbers[0], second: numbers[1], year: numbers[2]))
        } else if parts[2].utf8.count == 4 {
            self = Day(year: numbers[2], month: numbers[1], day: numbers[0]).map(Self.day) ?? .unreadable
        } else {
            self = .unreadable
        }
    }

    private static func number(_ text: Substring) -> Int? {
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    private static func isTime(_ text: Substring) -> Bool {
        (5...16).contains(text.utf8.count) && text.allSatisfy { $0.isASCII && ($0.isNumber || ":.Z+".contains($0)) }
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
