/// What ends a row.
public enum LineEnd: String, CaseIterable, Hashable, Sendable {
    /// Carriage return and line feed, as RFC 4180 has it.
    case crlf = "\r\n"
    /// Line feed.
    case lf = "\n"
    /// Carriage return: the old Macintosh, and Excel for Mac's plain "CSV" still.
    case cr = "\r"
}
