/// Text of numbers with leading zeros and of what stands between them, as days and instants are written: often, so without
/// memory of its own. At most 32 characters.
struct DecimalText {
    private var bytes = InlineArray<32, UInt8>(repeating: 0)
    private var count = 0

    /// Adds a number, with leading zeros up to a width.
    mutating func add(_ value: Int, _ width: Int) {
        if value < 0 { add("-") }
        var rest = value.magnitude
        let end = count + max(width, digits(of: rest))
        for place in stride(from: end - 1, through: count, by: -1) {
            bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count = end
    }

    /// Adds a character.
    mutating func add(_ character: Unicode.Scalar) {
        bytes[count] = UInt8(ascii: character)
        count += 1
    }

    /// All of it.
    var text: String { String(bytes.span.extracting(0..<count)) }

    private func digits(of value: UInt) -> Int {
        var (count, rest) = (1, value / 10)
        while rest > 0 {
            count += 1
            rest /= 10
        }
        return count
    }
}
