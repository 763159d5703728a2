/// A person's name.
public struct PersonName: Hashable, Sendable {
    /// Given names.
    public let given: String
    /// Family name.
    public let family: String

    /// A name.
    public init(given: String, family: String) {
        self.given = given
        self.family = family
    }

    /// Given names first, as on a letter.
    public var full: String { "\(given) \(family)" }
}
