/// How a file's bytes stand for characters. Prints as people know it: `UTF-8 with BOM`, `Windows-1250`.
public enum TextEncoding: String, CaseIterable, CustomStringConvertible, Hashable, Sendable {
    /// UTF-8 that begins with its text.
    case utf8 = "UTF-8"
    /// UTF-8 behind a byte order mark, as Excel's "CSV UTF-8" writes it.
    case utf8WithBOM = "UTF-8 with BOM"
    /// UTF-16, low byte first, behind a byte order mark: Excel's "Unicode text".
    case utf16LE = "UTF-16LE"
    /// UTF-16, high byte first, behind a byte order mark.
    case utf16BE = "UTF-16BE"
    /// The single-byte code page of central European Windows.
    case windows1250 = "Windows-1250"
    /// That of Cyrillic Windows.
    case windows1251 = "Windows-1251"
    /// That of western and northern European Windows.
    case windows1252 = "Windows-1252"
    /// That of Arabic and Persian Windows.
    case windows1256 = "Windows-1256"

    /// The name that people know.
    public var description: String { rawValue }

    /// Whether the file begins with a byte order mark, which is no part of its first field.
    public var hasBOM: Bool {
        switch self {
        case .utf8, .windows1250, .windows1251, .windows1252, .windows1256: false
        case .utf8WithBOM, .utf16LE, .utf16BE: true
        }
    }
}
