import Store

/// What a row is to the employer's employments; the numbers are stored.
enum RowKind: Int, Bindable {
    /// New, or coming back.
    case join = 1
    /// Known, with a difference.
    case change = 2
    /// Known, without one.
    case unchanged = 3
    /// Can't be taken.
    case refused = 4

    var value: Value { rawValue.value }
}
