/// Turns a file's bytes into UTF-8 in front of the reader, in pieces of any size.
///
/// It never fails: what has no meaning in the encoding becomes a byte that no UTF-8 text can have, so that the reader
/// finds it in its place and names the line.
struct Transcoder: Sendable {
    private static let meaningless: UInt8 = 0xFF

    private let encoding: TextEncoding
    /// The first byte of a UTF-16 unit whose second hasn't come yet.
    private var halfUnit: UInt8?
    /// The first unit of a surrogate pair whose second hasn't come yet.
    private var highSurrogate: UInt32?

    init(from encoding: TextEncoding) {
        self.encoding = encoding
    }

    /// A sample in UTF-8, without its byte order mark. A last character that is cut stays out.
    static func whole(_ sample: [UInt8], from encoding: TextEncoding) -> ArraySlice<UInt8> {
        var transcoder = Transcoder(from: encoding)
        var text: [UInt8] = []
        transcoder.append(sample.span, to: &text)
        return text.starts(with: ByteOrderMark.utf8) ? text.dropFirst(ByteOrderMark.utf8.count) : text[...]
    }

    mutating func append(_ piece: Span<UInt8>, to text: inout [UInt8]) {
        switch encoding {
        case .utf8, .utf8WithBOM: unsafe piece.withUnsafeBufferPointer { unsafe text.append(contentsOf: $0) }
        case .utf16LE, .utf16BE: appendUTF16(piece, to: &text)
        case .windows1250, .windows1251, .windows1252, .windows1256: appendCodePage(piece, to: &text)
        }
    }

    /// Says that the file ends here: half a character is none.
    mutating func finish(_ text: inout [UInt8]) {
        if halfUnit != nil || highSurrogate != nil { text.append(Self.meaningless) }
        halfUnit = nil
        highSurrogate = nil
    }

    private func appendCodePage(_ piece: Span<UInt8>, to text: inout [UInt8]) {
        let upperHalf = CodePage.upperHalf(of: encoding) ?? []
        for index in piece.indices {
            let byte = piece[index]
            if byte < 0x80 {
                text.append(byte)
                continue
            }
            let scalar = upperHalf[Int(byte & 0x7F)]
            if scalar == 0 { text.append(Self.meaningless) } else { Self.append(UInt32(scalar), to: &text) }
        }
    }

    private mutating func appendUTF16(_ piece: Span<UInt8>, to text: inout [UInt8]) {
        for index in piece.indices {
            let byte = piece[index]
            guard let first = halfUnit else {
                halfUnit = byte
                continue
            }
            halfUnit = nil
            let (high, low) = encoding == .utf16BE ? (first, byte) : (byte, first)
            append(unit: UInt32(high) << 8 | UInt32(low), to: &text)
        }
    }

    private mutating func append(unit: UInt32, to text: inout [UInt8]) {
        if let high = highSurrogate {
            highSurrogate = nil
            if (0xDC00...0xDFFF).contains(unit) {
                Self.append(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00), to: &text)
                return
            }
            text.append(Self.meaningless)
        }
        switch unit {
        case 0xD800...0xDBFF: highSurrogate = unit
        case 0xDC00...0xDFFF: text.append(Self.meaningless)
        default: Self.append(unit, to: &text)
        }
    }

    private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
        if scalar < 0x80 {
            text.append(UInt8(scalar))
            return
        }
        if scalar < 0x800 {
            text.append(UInt8(0xC0 | scalar >> 6))
        } else if scalar < 0x10000 {
            text.append(UInt8(0xE0 | scalar >> 12))
            text.append(UInt8(0x80 | scalar >> 6 & 0x3F))
        } else {
            text.append(UInt8(0xF0 | scalar >> 18))
            text.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            text.append(UInt8(0x80 | scalar >> 6 & 0x3F))
        }
        text.append(UInt8(0x80 | scalar & 0x3F))
    }
}
