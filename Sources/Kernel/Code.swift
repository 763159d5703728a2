/// A short name that people gave to a thing of the catalogue, unique among its kind.
///
/// 1 to 64 characters of ASCII letters, digits, `-`, `_` and `.`; compared as written.
public struct Code<Kind: Sendable>: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// As written.
    public let text: String

    /// Reads a code; nil when it is empty, too long or has another character.
    public init?(_ text: String) {
        guard (1...64).contains(text.utf8.count), isCode(text) else { return nil }
        self.text = text
    }

    /// Reads a code that is part of a text.
    public init?(_ text: Substring) { self.init(String(text)) }

    public var description: String { text }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let code = Self(try container.decode(String.self)) else {
            throw Unreadable(KernelMessages.notCode).error(at: container.codingPath)
        }
        self = code
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// Marks the code of a package.
public enum PackageCodeKind: Sendable {}
/// Marks the code of a service.
public enum ServiceCodeKind: Sendable {}
/// Marks the code of a medical speciality.
public enum SpecialityCodeKind: Sendable {}
/// Marks the code of a category of services.
public enum CategoryCodeKind: Sendable {}
/// Marks the code of an employer.
public enum EmployerCodeKind: Sendable {}
/// Marks the code of a partner or of one of its locations.
public enum PartnerCodeKind: Sendable {}

/// `primary`, `principal`, `premium` or another package of the catalogue.
public typealias PackageCode = Code<PackageCodeKind>
/// A service of the catalogue.
public typealias ServiceCode = Code<ServiceCodeKind>
/// A speciality of the catalogue.
public typealias SpecialityCode = Code<SpecialityCodeKind>
/// A category of the catalogue.
public typealias CategoryCode = Code<CategoryCodeKind>
/// An employer, as in `ACME`.
public typealias EmployerCode = Code<EmployerCodeKind>
/// A partner (`P001`) or a location (`P001-1`).
public typealias PartnerCode = Code<PartnerCodeKind>

/// Whether every character is one of a code's; not a member of the generic type, so that it is compiled once.
private func isCode(_ text: String) -> Bool {
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            continue
        default: return false
        }
    }
    return true
}
