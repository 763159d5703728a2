public import CSV
public import Kernel

/// Why a roster as a whole can't be read, or an act on it is refused.
///
/// The first group is what makes a roster `failed`: it is kept as its `problem`, with nothing else of the file
/// but, where a column is missing, its encoding, its delimiter and what its header says.
public enum RosterFailure: Failure, Hashable {
    /// There are no bytes, or only blank lines.
    case empty
    /// There is a header and no row below it.
    case noRows
    /// A required column is named by no header.
    case columnsMissing([RosterColumn])
    /// Two headers name one column.
    case columnTwice(RosterColumn)
    /// Given and family names stand in one column, and nothing in some cell tells which is which.
    case namesInOneColumn(header: String, line: Int)
    /// It is a workbook, an archive or the like.
    case notCSV(ForeignFormat)
    /// It is text in an encoding or with a delimiter that isn't read.
    case notReadable(what: String)
    /// A line holds bytes that are no text.
    case notText(line: Int)
    /// A quote that opens on this line is never closed.
    case unclosedQuote(line: Int)
    /// A cell in quotes holds rows.
    case strayQuote(line: Int)
    /// A row on this line, or a cell that begins there, is too long.
    case rowTooLong(line: Int)
    /// A row on this line has too many columns.
    case tooManyColumns(line: Int, limit: Int)
    /// The file has too many bytes.
    case fileTooLarge(limitBytes: Int)
    /// The file has too many rows.
    case tooManyRows(limit: Int)
    /// All slashed dates of a column can be read day first and month first.
    case datesAmbiguous(header: String)
    /// Whoever read the file stopped before its end.
    case interrupted

    /// There is no such roster, or it is another tenant's.
    case noSuchRoster
    /// It is still being read.
    case notReady
    /// It failed, or was undone.
    case notApplicable
    /// It isn't applied, so that nothing of it can be undone.
    case notApplied
    /// Another roster of the employer was applied since it was compared.
    case stale
    /// It would end many employments, and nobody said how many.
    case leaversNotConfirmed(leavers: Int)
    /// The employer asks for a second HR user's approval, and it is missing.
    case notApproved
    /// Who uploaded a roster can't be the one who approves it.
    case ownRoster
    /// Another roster of the employer is being applied.
    case busy
    /// Only the employer's latest applied roster can be undone.
    case notLatest
    /// Something was built on it: an activation, a visit, a closed payroll period.
    case builtUpon
    /// Its rows were forgotten, so that nobody can tell what was built on it.
    case forgotten

    public var code: String {
        switch self {
        case .empty: "roster-empty"
        case .noRows: "roster-without-rows"
        case .columnsMissing: "column-missing"
        case .columnTwice: "column-twice"
        case .namesInOneColumn: "names-in-one-column"
        case .notCSV: "not-csv"
        case .notReadable: "not-readable"
        case .notText: "not-text"
        case .unclosedQuote: "unclosed-quote"
        case .strayQuote: "stray-quote"
        case .rowTooLong: "row-too-long"
        case .tooManyColumns: "too-many-columns"
        case .fileTooLarge: "file-too-large"
        case .tooManyRows: "too-many-rows"
        case .datesAmbiguous: "dates-ambiguous"
        case .interrupted: "roster-interrupted"
        case .noSuchRoster: "no-such-roster"
        case .notReady: "roster-not-ready"
        case .notApplicable: "roster-not-applicable"
        case .notApplied: "roster-not-applied"
        case .stale: "roster-stale"
        case .leaversNotConfirmed: "leavers-not-confirmed"
        case .notApproved: "roster-not-approved"
        case .ownRoster: "own-roster"
        case .busy: "roster-busy"
        case .notLatest: "roster-not-latest"
        case .builtUpon: "roster-built-upon"
        case .forgotten: "roster-forgotten"
        }
    }

    public var kind: FailureKind {
        switch self {
        case .fileTooLarge, .tooManyRows: .tooLarge
        case .noSuchRoster: .notFound
        case .notReady, .notApplicable, .notApplied, .stale, .leaversNotConfirmed, .notApproved, .ownRoster, .busy,
            .notLatest, .builtUpon, .forgotten:
            .conflict
        default: .invalid
        }
    }

    /// What it is about, as it is stored beside the code.
    var detail: String? {
        switch self {
        case .columnsMissing(let columns): columns.map(\.rawValue).joined(separator: " ")
        case .columnTwice(let column): column.rawValue
        case .namesInOneColumn(let header, let line): "\(line) \(header)"
        case .datesAmbiguous(let header): header
        case .notCSV(let format): format.rawValue
        case .notReadable(let what): what
        case .tooManyColumns(let line, let limit): "\(line) \(limit)"
        case .notText(let number), .unclosedQuote(let number), .strayQuote(let number), .rowTooLong(let number),
            .fileTooLarge(let number), .tooManyRows(let number), .leaversNotConfirmed(let number):
            String(number)
        default: nil
        }
    }

    /// Reads what `code` and `detail` stored; nil for what isn't a file's problem.
    init?(code: String, detail: String?) {
        let column = detail.flatMap(RosterColumn.init(rawValue:))
        let words = (detail ?? "").split(separator: " ")
        let numbers = words.map { Int($0) ?? 0 }
        let number = numbers.first ?? 0
        switch (code, column) {
        case ("roster-empty", _): self = .empty
        case ("roster-without-rows", _): self = .noRows
        case ("column-missing", _): self = .columnsMissing(words.compactMap { RosterColumn(rawValue: String($0)) })
        case ("column-twice", let column?): self = .columnTwice(column)
        case ("dates-ambiguous", _): self = .datesAmbiguous(header: detail ?? "")
        case ("names-in-one-column", _):
            self = .namesInOneColumn(header: words.dropFirst().joined(separator: " "), line: number)
        case ("not-csv", _): self = .notCSV(detail.flatMap(ForeignFormat.init(rawValue:)) ?? .zip)
        case ("not-readable", _): self = .notReadable(what: detail ?? "")
        case ("not-text", _): self = .notText(line: number)
        case ("unclosed-quote", _): self = .unclosedQuote(line: number)
        case ("stray-quote", _): self = .strayQuote(line: number)
        case ("row-too-long", _): self = .rowTooLong(line: number)
        case ("too-many-columns", _): self = .tooManyColumns(line: number, limit: numbers.last ?? 0)
        case ("file-too-large", _): self = .fileTooLarge(limitBytes: number)
        case ("too-many-rows", _): self = .tooManyRows(limit: number)
        case ("roster-interrupted", _): self = .interrupted
        default: return nil
        }
    }

    /// What a file's failure is for a roster.
    init(_ failure: CSVFailure) {
        switch failure {
        case .empty: self = .empty
        case .looksLike(let format): self = .notCSV(format)
        case .unsupportedEncoding(let name): self = .notReadable(what: name)
        case .unsupportedDelimiter(let text): self = .notReadable(what: "sep=\(text)")
        case .notText(let line): self = .notText(line: line)
        case .unclosedQuote(let line): self = .unclosedQuote(line: line)
        case .tooManyColumns(let line, let limit): self = .tooManyColumns(line: line, limit: limit)
        case .fieldTooLong(let line, _), .rowTooLong(let line, _): self = .rowTooLong(line: line)
        case .fileTooLong(let limit): self = .fileTooLarge(limitBytes: limit)
        case .spent: self = .interrupted
        }
    }
}
