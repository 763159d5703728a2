/// An e-mail address as we compare and write to it: trimmed and in lower case.
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    /// The normalized address.
    public let text: String

    /// RFC 5321, 4.5.3.1: what SMTP can carry.
    static let byteLimit = 254
    static let localByteLimit = 64

    /// Reads an address as somebody typed it.
    ///
    /// Quoted local parts and addresses without a dot in the domain are legal on paper and in use by nobody; they are
    /// refused, since they are typing mistakes far more often.
    public init(reading typed: String) throws(IdentifierFailure) {
        let text = typed.trimmed.lowercased()
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= Self.byteLimit else { throw .tooLong }
        guard let at = text.lastIndex(of: "@") else { throw .emailWithoutAt }
        let local = text[..<at]
        let labels = text[text.index(after: at)...].split(separator: ".", omittingEmptySubsequences: false)
        guard !local.isEmpty, local.utf8.count <= Self.localByteLimit, local.first != ".", local.last != ".",
            !local.contains(".."), local.allSatisfy(Self.isLocal), labels.count >= 2,
            labels.allSatisfy(Self.isLabel)
        else { throw .emailMalformed }
        self.text = text
    }

    /// The normalized text.
    public var description: String { text }

    private static func isLocal(_ character: Character) -> Bool {
        guard character.isASCII else { return character.isLetter || character.isNumber }
        return character.isLetter || character.isNumber || ".!#$%&'*+/=?^_`{|}~-".contains(character)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
            && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    }
}
