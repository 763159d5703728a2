/// Finds the bytes that don't just mean themselves, eight at a time: the delimiter, quotes, control characters (line ends
/// among them), and all beyond ASCII.
struct SpecialBytes: Sendable {
    private let delimiter: UInt8
    private let delimiters: UInt64

    private static let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    private static let high: UInt64 = 0x8080_8080_8080_8080
    private static let quotes: UInt64 = 0x2222_2222_2222_2222

    init(delimiter: UInt8) {
        self.delimiter = delimiter
        delimiters = 0x0101_0101_0101_0101 &* UInt64(delimiter)
    }

    /// Of the eight bytes from there on, which must exist, the highest bit of each that is special; the first byte is the
    /// lowest.
    @inline(__always)
    func marks(in bytes: Span<UInt8>, at index: Int) -> UInt64 {
        precondition(index >= 0 && index &+ 8 <= bytes.count)
        let word = unsafe UInt64(
            littleEndian: bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
        )
        // The highest bits are left out of the sums, so that none carries into the next byte.
        let rest = word & Self.low
        let isPrintable = rest &+ 0x6060_6060_6060_6060
        let isNoDelimiter = (rest ^ delimiters) &+ Self.low
        let isNoQuote = (rest ^ Self.quotes) &+ Self.low
        return (~(isPrintable & isNoDelimiter & isNoQuote) | word) & Self.high
    }

    /// The first of them in that range; its end when there is none.
    func next(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var index = start
        while index &+ 8 <= end {
            let marks = marks(in: bytes, at: index)
            if marks != 0 { return index &+ marks.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < end, !isSpecial(bytes[index]) { index += 1 }
        return index
    }

    private func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte >= 0x80 || byte == delimiter || byte == ASCII.quote
    }
}
