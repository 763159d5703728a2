import Kernel

/// What an add-on costs, month by month: each price holds until the next one does.
struct AddOnPrices: Hashable, Sendable {
    /// Minor units a month, from a month on.
    private struct Step: Hashable {
        let month: Month
        let price: Int64
    }

    private let first: Step
    /// The earliest first.
    private var later: [Step] = []

    /// One price, from its first month on.
    init(_ price: Int64, from month: Month) {
        first = Step(month: month, price: price)
    }

    /// What a month costs.
    func price(in month: Month) -> Int64 {
        (later.last { $0.month <= month } ?? first).price
    }

    /// Another price from a later month on, until the next one that is known.
    mutating func set(_ price: Int64, from month: Month) {
        later.removeAll { $0.month == month }
        later.insert(Step(month: month, price: price), at: later.firstIndex { $0.month > month } ?? later.endIndex)
    }
}
