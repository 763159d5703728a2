/// Which of a slashed date's first two numbers is the day; the raw value is that of `?dates=`.
public enum DateOrder: String, CaseIterable, Hashable, Sendable, Codable {
    /// 20/11/2026.
    case dayFirst = "dmy"
    /// 11/20/2026.
    case monthFirst = "mdy"
}

/// What a column's slashed dates say about their order, gathered over the whole file.
struct DateSurvey: Hashable, Sendable {
    private(set) var onlyDayFirst = 0
    private(set) var onlyMonthFirst = 0
    private(set) var eitherWay = 0

    /// Looks at one cell.
    mutating func note(_ cell: Span<UInt8>) {
        guard case .slashed(let date) = RosterDate(cell) else { return }
        switch (date.day(.dayFirst), date.day(.monthFirst)) {
        case (.some, .none): onlyDayFirst += 1
        case (.none, .some): onlyMonthFirst += 1
        case (let one?, let other?) where one != other: eitherWay += 1
        default: break
        }
    }

    /// Whether a date can be read both ways, with different days, and the others show no order or both of them: spreadsheets turn
    /// around what they can, and leave the rest.
    var isAmbiguous: Bool { eitherWay > 0 && (onlyDayFirst == 0) == (onlyMonthFirst == 0) }

    /// The order that the dates show; day first where they show none. Where they contradict each other, and none can be read
    /// both ways, the majority has it, and the rows of the others are refused one by one.
    var order: DateOrder { onlyMonthFirst > onlyDayFirst ? .monthFirst : .dayFirst }
}
