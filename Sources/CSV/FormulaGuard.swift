/// Keeps spreadsheets from running what people typed into a roster or a name.
///
/// A cell that begins with one of these is a formula to Excel or LibreOffice
/// (<https://owasp.org/www-community/attacks/CSV_Injection>): `=` `+` `-` `@`, tab, CR, LF, and the full-width forms of
/// the first four. An apostrophe in front makes it text.
/// A sign and a plain number (`-12,50`, `+40 722 123 456`) has nothing to run and stays as it is.
public enum FormulaGuard {
    static let prefix = ASCII.apostrophe

    /// Whether a cell needs the apostrophe.
    public static func isNeeded(for value: some Collection<UInt8>) -> Bool {
        guard let first = value.first else { return false }
        switch first {
        case UInt8(ascii: "+"), UInt8(ascii: "-"): return !isPlainNumber(value.dropFirst())
        case UInt8(ascii: "="), UInt8(ascii: "@"), ASCII.tab, ASCII.carriageReturn, ASCII.lineFeed: return true
        case 0xEF: return fullWidth.contains { value.starts(with: $0.utf8) }
        default: return false
        }
    }

    /// The cell as it was before a guarding writer put an apostrophe in front; any other cell unchanged.
    ///
    /// For files that people mend and send back.
    public static func removed(from value: String) -> String {
        guard value.utf8.first == prefix, isNeeded(for: value.utf8.dropFirst()) else { return value }
        return String(value.dropFirst())
    }

    private static let fullWidth = ["\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"]

    /// Digits, with spaces, dots and commas between them.
    private static func isPlainNumber(_ value: some Collection<UInt8>) -> Bool {
        var last: UInt8?
        for byte in value {
            switch byte {
            case 0x30...0x39: break
            case ASCII.space, UInt8(ascii: "."), UInt8(ascii: ","): guard last != nil else { return false }
            default: return false
            }
            last = byte
        }
        return last.map { (0x30...0x39).contains($0) } ?? false
    }
}
