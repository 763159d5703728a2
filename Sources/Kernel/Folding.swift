import Foundation

extension StringProtocol {
    /// The text without case and diacritics, white space collapsed: what searches and header matching compare.
    ///
    /// `Brașov`, `BRAŞOV` and `brasov` fold to `brasov`.
    public var folded: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            // What stands beyond the Latin letters may be a mark that belongs to the letter before it.
            guard Int(scalar.value) < foldedLetters.count else { return foldedByFoundation }
            let letter = foldedLetters[Int(scalar.value)]
            if letter == [space], bytes.last == space || bytes.isEmpty { continue }
            bytes.append(contentsOf: letter)
        }
        if bytes.last == space { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    fileprivate var foldedByFoundation: String {
        folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
            .lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

private let space = UInt8(ascii: " ")

/// What Foundation makes of each Latin letter, sign and control: a table is some twenty times as fast.
private let foldedLetters: [[UInt8]] = (0..<0x250).map { value in
    guard let scalar = Unicode.Scalar(UInt32(value)) else { return [] }
    if Character(scalar).isWhitespace { return [space] }
    return Array(String(scalar).foldedByFoundation.utf8)
}
