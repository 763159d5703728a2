/// A name to sign in with, unique in the network: lower-case letters, digits, dots, dashes and underscores.
public struct Username: Hashable, Sendable, CustomStringConvertible {
    /// In lower case.
    public let text: String

    /// Reads a username as somebody typed it; capital letters count as small ones.
    ///
    /// It has a letter, so that it can't be taken for a phone number, and begins with a letter or digit.
    public init(reading typed: String) throws(IdentifierFailure) {
        let text = typed.trimmed.lowercased()
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= 64 else { throw .tooLong }
        if text.looksScientific { throw .scientificNotation }
        guard text.utf8.count >= 3,
            text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }),
            text.contains(where: \.isLetter), text.first.map({ $0.isLetter || $0.isNumber }) == true
        else { throw .usernameMalformed }
        self.text = text
    }

    /// The normalized text.
    public var description: String { text }
}
