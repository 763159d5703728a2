/// A point in time: whole microseconds since 1970-01-01T00:00:00Z. Outside, RFC 3339 in UTC.
public struct Instant: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Microseconds since 1970, UTC.
    public let microseconds: Int64

    /// Wraps microseconds since 1970, UTC.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// Wraps whole seconds since 1970, UTC.
    public init(seconds: Int64) { self.init(microseconds: seconds * 1_000_000) }

    /// Whole seconds since 1970, rounded down.
    public var seconds: Int64 { microseconds.flooredQuotient(1_000_000) }

    public static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }

    /// The instant that many seconds later; a negative count goes back.
    public func adding(seconds: Int64) -> Instant { Instant(microseconds: microseconds + seconds * 1_000_000) }

    /// As `2026-11-20T08:15:30.123456Z`; the fraction is left out when it is zero.
    public var description: String {
        let second = seconds
        let fraction = microseconds - second * 1_000_000
        let day = Day(daysSinceEpoch: Int32(clamping: second.flooredQuotient(86_400)))
        let inDay = second - Int64(day.daysSinceEpoch) * 86_400
        var text = DecimalText()
        day.write(to: &text)
        for (mark, number) in [("T" as Unicode.Scalar, inDay / 3600), (":", inDay / 60 % 60), (":", inDay % 60)] {
            text.add(mark)
            text.add(Int(number), 2)
        }
        if fraction != 0 {
            text.add(".")
            text.add(Int(fraction), 6)
        }
        text.add("Z")
        return text.text
    }

    /// Reads RFC 3339 in UTC (`Z`) with up to six digits of fraction.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), bytes.last == UInt8(ascii: "Z"),
            let day = Day(String(decoding: bytes[..<10], as: UTF8.self)),
            let hour = number(bytes[11..<13]), hour < 24,
            let minute = number(bytes[14..<16]), minute < 60,
            let second = number(bytes[17..<19]), second < 60
        else { return nil }
        var microsecond: Int64 = 0
        let rest = bytes[19..<(bytes.count - 1)]
        if let dot = rest.first {
            let digits = rest.dropFirst()
            guard dot == UInt8(ascii: "."), (1...6).contains(digits.count), let value = number(digits) else {
                return nil
            }
            microsecond = Int64(value) * [1, 100_000, 10_000, 1000, 100, 10, 1][digits.count]
        }
        let seconds = Int64(day.daysSinceEpoch) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
        self.init(microseconds: seconds * 1_000_000 + microsecond)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let instant = Self(try container.decode(String.self)) else {
            throw Unreadable(KernelMessages.notInstant).error(at: container.codingPath)
        }
        self = instant
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Int64 {
    /// Division that rounds towards minus infinity.
    func flooredQuotient(_ divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

/// Decimal digits as a number; nil when anything else is there.
func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
    var value = 0
    for byte in bytes {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
}
