/// A country by its ISO 3166-1 code, as in `RO`; decides the rules for national ids and phone numbers.
public struct Country: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Two upper-case letters.
    public let code: String

    /// The country with that code; nil unless ISO 3166-1 has assigned it.
    public init?(_ code: String) {
        guard Self.codes.contains(code) else { return nil }
        self.code = code
    }

    /// Romania.
    public static let romania = Country(known: "RO")

    private init(known code: String) { self.code = code }

    public var description: String { code }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let country = Self(try container.decode(String.self)) else {
            throw Unreadable(KernelMessages.notCountry).error(at: container.codingPath)
        }
        self = country
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}
