import Kernel

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
        let text = typed.plain.lowercased()
        // The bytes are looked at below; of the letters beyond ASCII, only that they are letters matters.
        for scalar in text.unicodeScalars where scalar.value >= 0x80 {
            let properties = scalar.properties
            guard properties.isAlphabetic || properties.numericType != nil || properties.generalCategory.isMark
            else { throw .emailMalformed }
        }
        try Self.check(text.utf8.span)
        self.text = text
    }

    /// Reads the UTF-8 of a cell.
    public init(reading typed: Span<UInt8>) throws(IdentifierFailure) {
        guard typed.isPlain else {
            try self.init(reading: String(typed))
            return
        }
        try Self.check(typed)
        let hasCapitals = typed.indices.contains { typed[$0] &- 0x41 < 26 }
        self.init(checked: hasCapitals ? String(typed).lowercased() : String(typed))
    }

    private init(checked text: String) { self.text = text }

    /// The normalized text.
    public var description: String { text }

    private static func check(_ text: Span<UInt8>) throws(IdentifierFailure) {
        guard !text.isEmpty else { throw .empty }
        guard text.count <= byteLimit else { throw .tooLong }
        guard let at = text.indices.last(where: { text[$0] == UInt8(ascii: "@") }) else { throw .emailWithoutAt }
        guard isLocal(text, 0..<at), isDomain(text, at + 1..<text.count) else { throw .emailMalformed }
    }

    private static func isLocal(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty, range.count <= localByteLimit else { return false }
        // A dot neither begins nor ends it, nor follows another.
        var previous = UInt8(ascii: ".")
        for index in range {
            let byte = text[index]
            guard isLocal(byte), byte != UInt8(ascii: ".") || previous != byte else { return false }
            previous = byte
        }
        return previous != UInt8(ascii: ".")
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
            true
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"),
            UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "/"),
            UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"),
            UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"), UInt8(ascii: "~"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Two labels at least, each of 1 to 63 bytes, no dash at its ends.
    private static func isDomain(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var labels = 0
        var start = range.lowerBound
        for index in range.lowerBound...range.upperBound {
            if index < range.upperBound, text[index] != UInt8(ascii: ".") {
                let byte = text[index]
                guard byte.isASCIILetterOrDigit || byte == UInt8(ascii: "-") || byte >= 0x80 else { return false }
                continue
            }
            guard (1...63).contains(index - start), text[start] != UInt8(ascii: "-"),
                text[index - 1] != UInt8(ascii: "-")
            else { return false }
            labels += 1
            start = index + 1
        }
        return labels >= 2
    }
}

extension Unicode.GeneralCategory {
    fileprivate var isMark: Bool { self == .nonspacingMark || self == .spacingMark }
}
