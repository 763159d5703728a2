import Store

/// What a row is to the employer's employments; the numbers are stored.
enum RowKind: Int, Bindable {
    /// New, or coming back. What was read and not compared yet stands as this: of a first roster most rows stay so, and what
    /// isn't written again costs nothing.
    case join = 1
    /// Known, with a difference.
    case change = 2
    /// Known, without one.
    case unchanged = 3
    /// Can't be taken.
    case refused = 4

    var value: Value { rawValue.value }
}
