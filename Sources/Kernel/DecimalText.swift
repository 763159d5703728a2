/// Text of numbers with leading zeros and of what stands between them, as days and instants are written: often, so without
/// a string for each number.
struct DecimalText {
    private var bytes: [UInt8] = []

    /// An empty text of about so many bytes.
    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Adds a number, with leading zeros up to a width.
    mutating func add(_ value: Int, _ width: Int) {
        let start = bytes.count
        var rest = value.magnitude
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        while bytes.count - start < width { bytes.append(UInt8(ascii: "0")) }
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        bytes[start...].reverse()
    }

    /// Adds a character.
    mutating func add(_ character: Unicode.Scalar) { bytes.append(UInt8(ascii: character)) }

    /// All of it.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
