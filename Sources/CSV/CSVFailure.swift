/// Why a file can't be read as CSV: one case a rule.
///
/// Lines are physical lines of the file, counted from 1, so that they match what an editor shows.
public enum CSVFailure: Error, Equatable, Hashable, Sendable {
    /// There is no row: no bytes, or only a byte order mark, blank lines or a `sep=` line.
    case empty
    /// The file is something else, which has to be saved as CSV first.
    case looksLike(ForeignFormat)
    /// The encoding is known and not one that we read; its name is for people.
    case unsupportedEncoding(String)
    /// A `sep=` first line asks for a delimiter that isn't a comma, semicolon, tab or bar.
    case unsupportedDelimiter(String)
    /// A NUL, or bytes that mean nothing in the file's encoding.
    case notText(line: Int)
    /// A quoted field that opens on this line is still open at the end of the file.
    case unclosedQuote(line: Int)
    /// A field is longer than the limit; `line` is where it begins. Mostly a quote that was never closed.
    case fieldTooLong(line: Int, limit: Int)
    /// The row that begins on this line has more fields than the limit.
    case tooManyColumns(line: Int, limit: Int)
    /// The row that begins on this line is longer than the limit, counted in bytes of UTF-8.
    case rowTooLong(line: Int, limit: Int)
    /// The file has more bytes than the limit.
    case fileTooLong(limit: Int)
    /// The reader has finished or failed before; a new one must begin at the start of the file.
    case spent
}
