/// A country by its ISO 3166-1 code, as in `RO`; decides the rules for national ids and phone numbers.
public struct Country: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Two upper-case letters.
    public let code: String

    /// The country with that code; nil unless it is two upper-case letters.
    public init?(_ code: String) {
        guard code.utf8.count == 2, code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else { return nil }
        self.code = code
    }

    /// Romania.
    public static let romania = Country(known: "RO")

    private init(known code: String) { self.code = code }

    public var description: String { code }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let country = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an ISO 3166-1 code")
        }
        self = country
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}
