/// A currency by its ISO 4217 code, as in `RON`.
public struct Currency: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Three upper-case letters.
    public let code: String

    /// The Romanian leu.
    public static let leu = Currency(known: "RON")

    private init(known code: String) { self.code = code }

    /// The currency with that code; nil unless ISO 4217 lists it as one in use. Metals, baskets and codes for testing are none.
    public init?(_ code: String) {
        guard Self.codes.contains(code) else { return nil }
        self.code = code
    }

    public var description: String { code }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let currency = Self(try container.decode(String.self)) else {
            throw Unreadable(KernelMessages.notCurrency).error(at: container.codingPath)
        }
        self = currency
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}
