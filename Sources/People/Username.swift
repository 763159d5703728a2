import Kernel

/// A name to sign in with, unique in the network: lower-case letters, digits, dots, dashes and underscores.
public struct Username: Hashable, Sendable, CustomStringConvertible {
    /// In lower case.
    public let text: String

    /// Reads a username as somebody typed it; capital letters count as small ones.
    ///
    /// It has a letter, so that it can't be taken for a phone number, and begins with a letter or digit.
    public init(reading typed: String) throws(IdentifierFailure) {
        let text = typed.plain
        try Self.check(text.utf8.span)
        self.text = text.lowercased()
    }

    /// Reads the UTF-8 of a cell.
    public init(reading typed: Span<UInt8>) throws(IdentifierFailure) { try self.init(reading: String(typed)) }

    /// The normalized text.
    public var description: String { text }

    private static func check(_ text: Span<UInt8>) throws(IdentifierFailure) {
        guard !text.isEmpty else { throw .empty }
        guard text.count <= 64 else { throw .tooLong }
        if text.looksScientific { throw .scientificNotation }
        guard text.count >= 3, text[0].isASCIILetterOrDigit, text.indices.contains(where: { text[$0].isASCIILetter }),
            text.indices.allSatisfy({ text[$0].isASCIILetterOrDigit || isPunctuation(text[$0]) })
        else { throw .usernameMalformed }
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}
