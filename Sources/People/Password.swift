/// A password that may be set: 12 to 1,000 characters, and no other rule.
public struct Password: Sendable {
    /// As it was typed.
    public let text: String

    /// Takes a new password. At sign-in nothing is checked but the upper limit, which keeps hashing bounded.
    public init(reading typed: String) throws(PeopleFailure) {
        guard typed.utf8.count <= Self.byteLimit, typed.count <= 1000 else { throw .passwordTooLong }
        guard typed.count >= 12 else { throw .passwordTooShort }
        text = typed
    }

    /// 1,000 characters of four bytes each.
    public static let byteLimit = 4000
}
