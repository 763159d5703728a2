import Foundation

extension StringProtocol {
    /// The text without case and diacritics, white space collapsed: what searches and header matching compare.
    ///
    /// `Brașov`, `BRAŞOV` and `brasov` fold to `brasov`.
    public var folded: String {
        var folded = FoldedText()
        folded.add(String(self))
        return folded.text
    }
}

extension StringProtocol {
    /// The words of the text, folded: whatever is neither letter nor digit parts them, so that it makes no difference which
    /// apostrophe, dash or space somebody typed.
    public var foldedWords: [String] {
        let visible = String.UnicodeScalarView(unicodeScalars.filter { !$0.isInvisibleMark })
        return String(visible).folded.unicodeScalars.split { !$0.isOfWord }.map { String($0) }
    }
}

extension Unicode.Scalar {
    /// Letters, marks and digits; not the apostrophe that Unicode counts among the letters.
    fileprivate var isOfWord: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: value != 0x2BC && (properties.isAlphabetic || properties.numericType != nil)
        }
    }
}

/// Texts folded one after the other, a space between them, without a string for each.
public struct FoldedText: Sendable {
    private var bytes: [UInt8] = []

    /// Nothing yet, with room for about so many bytes.
    public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// All that was added.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds a text, folded as `folded` says; nothing when nothing of it is left.
    public mutating func add(_ text: String) {
        let end = bytes.count
        if end > 0 { bytes.append(space) }
        let start = bytes.count
        if !addLetters(text.utf8.span, from: start) {
            bytes.removeLast(bytes.count - start)
            bytes.append(contentsOf: text.foldedByFoundation.utf8)
        }
        if bytes.count > start, bytes.last == space { bytes.removeLast() }
        if bytes.count == start { bytes.removeLast(start - end) }
    }

    /// Adds what consists of Latin letters and signs; false where something else follows.
    private mutating func addLetters(_ text: Span<UInt8>, from start: Int) -> Bool {
        bytes.reserveCapacity(start + text.count)
        var position = 0
        while position < text.count {
            let byte = text[position]
            position += 1
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
            case space, 0x09...0x0D: addSpace(from: start)
            case ..<0x80: bytes.append(byte)
            default:
                // What stands beyond the Latin letters may be a mark that belongs to the letter before it.
                guard byte < 0xCA, position < text.count else { return false }
                let letter = foldedLetters[Int(byte & 0x1F) << 6 | Int(text[position] & 0x3F)]
                position += 1
                if letter == [space] { addSpace(from: start) } else { bytes.append(contentsOf: letter) }
            }
        }
        return true
    }

    private mutating func addSpace(from start: Int) {
        if bytes.count > start, bytes.last != space { bytes.append(space) }
    }
}

extension String {
    fileprivate var foldedByFoundation: String {
        folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
            .lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

private let space = UInt8(ascii: " ")

/// What Foundation makes of each letter, sign and control below U+0280, all that begin with a byte below 0xCA: a table is
/// some twenty times as fast.
private let foldedLetters: [[UInt8]] = (0..<0x280).map { value in
    guard let scalar = Unicode.Scalar(UInt32(value)) else { return [] }
    if Character(scalar).isWhitespace { return [space] }
    return Array(String(scalar).foldedByFoundation.utf8)
}
