/// What stands between two fields of a row.
public enum Delimiter: UInt8, CaseIterable, CustomStringConvertible, Hashable, Sendable {
    /// `,`
    case comma = 0x2C
    /// `;`, which Excel writes wherever the comma is the decimal sign.
    case semicolon = 0x3B
    /// A tab.
    case tab = 0x09
    /// `|`
    case bar = 0x7C

    /// The delimiter itself, as one character.
    public var description: String { String(UnicodeScalar(rawValue)) }
}
