import Foundation

extension StringProtocol {
    /// The text without case and diacritics, white space collapsed: what searches and header matching compare.
    ///
    /// `Brașov`, `BRAŞOV` and `brasov` fold to `brasov`.
    public var folded: String {
        let plain: String
        if utf8.allSatisfy({ $0 < 0x80 }) {
            plain = lowercased()
        } else {
            plain = folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
                .lowercased()
        }
        return plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
