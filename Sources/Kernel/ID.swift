/// What an identifier identifies: a name for the compiler and a prefix for the outside.
public protocol EntityKind: Sendable {
    /// Three lower-case letters that open the outside form, as in `per_01j9…`.
    static var prefix: String { get }
}

/// A typed UUIDv7 (RFC 9562): sixteen bytes inside, a prefix and base32 outside.
///
/// Identifiers sort by the millisecond they were made in, which keeps inserts at the right edge of an index.
public struct ID<Kind: EntityKind>: Hashable, Sendable, Comparable, CustomStringConvertible, Codable {
    /// The sixteen bytes, most significant first.
    public let bits: UInt128

    /// Wraps bits that were read from storage.
    public init(bits: UInt128) { self.bits = bits }

    /// Makes a version 7 UUID from an instant and ten random bytes' worth of bits.
    ///
    /// - Parameter random: 80 bits of which 74 are used.
    public init(at instant: Instant, random: UInt128) { bits = identifierBits(at: instant, random: random) }

    /// Reads the outside form; nil when prefix, length or alphabet are wrong.
    public init?(_ text: String) {
        let utf8 = Array(text.utf8)
        let prefix = Array(Kind.prefix.utf8)
        guard utf8.count == prefix.count + 27, utf8.starts(with: prefix), utf8[prefix.count] == UInt8(ascii: "_")
        else { return nil }
        var bits: UInt128 = 0
        for (position, byte) in utf8[(prefix.count + 1)...].enumerated() {
            guard let value = base32Value(byte), position > 0 || value < 8 else { return nil }
            bits = (bits << 5) | UInt128(value)
        }
        self.bits = bits
    }

    /// The outside form: the prefix, an underscore and 26 characters of Crockford's base32 in lower case.
    public var description: String {
        var characters = [UInt8](repeating: 0, count: 26)
        var rest = bits
        for position in stride(from: 25, through: 0, by: -1) {
            characters[position] = base32Alphabet[Int(rest & 31)]
            rest >>= 5
        }
        return Kind.prefix + "_" + String(decoding: characters, as: UTF8.self)
    }

    public static func < (left: Self, right: Self) -> Bool { left.bits < right.bits }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = Self(text) else {
            throw Unreadable(KernelMessages.notIdentifier(Kind.prefix)).error(at: container.codingPath)
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The bits of a version 7 UUID, as `ID.init(at:random:)` says.
package func identifierBits(at instant: Instant, random: UInt128) -> UInt128 {
    let milliseconds = UInt128(UInt64(max(0, instant.microseconds / 1000)) & 0xFFFF_FFFF_FFFF)
    let randomA = (random >> 62) & 0xFFF
    let randomB = random & 0x3FFF_FFFF_FFFF_FFFF
    return (milliseconds << 80) | (UInt128(0x7) << 76) | (randomA << 64) | (UInt128(0b10) << 62) | randomB
}

private let base32Alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

private func base32Value(_ byte: UInt8) -> UInt8? {
    base32Alphabet.firstIndex(of: byte).map { UInt8($0) }
}
