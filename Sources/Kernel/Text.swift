extension String {
    /// The text of those bytes of UTF-8.
    public init(_ utf8: Span<UInt8>) {
        self = unsafe utf8.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

extension StringProtocol {
    /// Whether there is anything to read in it: more than white space and marks that nobody sees.
    public var isLegible: Bool {
        unicodeScalars.contains { scalar in
            let properties = scalar.properties
            return !properties.isWhitespace && !properties.isDefaultIgnorableCodePoint
                && properties.generalCategory != .control
        }
    }

    /// Whether something in it would do other than be read: turn the text beside it round, or steer a terminal. Line ends and
    /// tabs don't.
    public var holdsControls: Bool {
        unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: false
            case 0x202A...0x202E, 0x2066...0x2069: true
            default: scalar.properties.generalCategory == .control
            }
        }
    }
}

extension Unicode.Scalar {
    /// The ASCII digit that a Persian or Arabic one is; any other scalar as it is.
    ///
    /// Keyboards and spreadsheets in Persian write either kind, for the same number.
    public var withASCIIDigit: Unicode.Scalar {
        switch value {
        case 0x660...0x669: Unicode.Scalar(UInt8(value - 0x660 + 0x30))
        case 0x6F0...0x6F9: Unicode.Scalar(UInt8(value - 0x6F0 + 0x30))
        default: self
        }
    }

    /// Whether it is nothing to see or to say: the marks of direction and width that come along when a text is copied
    /// from a telephone, a chat or a web page. Persian's own non-joiner is none of them.
    public var isInvisibleMark: Bool {
        switch value {
        case 0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
