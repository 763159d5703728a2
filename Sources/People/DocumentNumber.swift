/// The number of an identity card or passport: capital letters and digits, without spaces or dashes.
public struct DocumentNumber: Hashable, Sendable {
    /// Normalized.
    public let text: String

    /// Reads a number as somebody typed it from the card: `rx 123-456` is `RX123456`.
    public init(reading typed: String) throws(IdentifierFailure) {
        let text = typed.uppercased().filter { !$0.isWhitespace && !"-./".contains($0) }
        guard !text.isEmpty else { throw .empty }
        guard (4...20).contains(text.utf8.count), text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
        else { throw .documentMalformed }
        self.text = text
    }
}
