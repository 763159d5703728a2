public import Kernel
import People

/// What is wrong with one row: the column, where it is a cell's fault, and the reason.
public struct RowProblem: Hashable, Sendable {
    /// Which cell it is about; nil when it is the row as a whole.
    public let column: RosterColumn?
    /// The reason's code, as in `scientific-notation`.
    public let reason: String

    init(_ column: RosterColumn?, _ reason: RowReason) { self.init(column, code: reason.rawValue) }

    init(_ column: RosterColumn?, _ reason: IdentifierFailure) { self.init(column, code: reason.code) }

    private init(_ column: RosterColumn?, code: String) {
        self.column = column
        self.reason = code
    }

    /// What is wrong and what to do about it.
    public var message: Message {
        RowReason(rawValue: reason)?.message ?? IdentifierFailure(rawValue: reason)?.message
            ?? Message(en: reason, ro: reason)
    }

    /// As it is stored: `phone:scientific-notation`, or `:too-many-cells`.
    var stored: String { "\(column?.rawValue ?? ""):\(reason)" }

    /// Reads what `stored` made, several of them one a line.
    static func all(stored text: String) -> [RowProblem] {
        text.split(separator: "\n").map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return RowProblem(RosterColumn(rawValue: String(parts[0])), code: String(parts.last ?? ""))
        }
    }
}

/// Why a row is refused, besides what its e-mail address, phone, username or national id say themselves.
enum RowReason: String, CaseIterable, Sendable {
    case required
    case tooLong = "too-long"
    case controlCharacters = "control-characters"
    case scientificNotation = "scientific-notation"
    case tooManyCells = "too-many-cells"
    case noSuchPackage = "no-such-package"
    case noSuchDay = "no-such-day"
    case dayAsNumber = "day-as-number"
    case yearOutOfRange = "year-out-of-range"
    case bornInFuture = "born-in-future"
    case noSuchLanguage = "no-such-language"
    case endsBeforeStart = "ends-before-start"
    case numberTwice = "number-twice"
    case nationalIDTwice = "national-id-twice"
    case usernameTwice = "username-twice"
    case usernameTaken = "username-taken"
    case numberOfAnother = "number-of-another"
    case nationalIDOfAnother = "national-id-of-another"

    var message: Message {
        switch self {
        case .required: Message(en: "must not be empty", ro: "nu poate fi gol")
        case .tooLong: Message(en: "is too long", ro: "este prea lung")
        case .controlCharacters:
            Message(en: "has characters that aren't text", ro: "conține caractere care nu sunt text")
        case .scientificNotation:
            Message(
                en: "a spreadsheet made a number of it and lost digits; format the column as text and type it again",
                ro:
                    "foaia de calcul l-a transformat în număr și a pierdut cifre; formatați coloana ca text și rescrieți"
            )
        case .tooManyCells:
            Message(
                en: "has more cells than the header; a cell with the delimiter in it must be in quotes",
                ro: "are mai multe celule decât antetul; o celulă care conține separatorul trebuie pusă între ghilimele"
            )
        case .noSuchPackage: Message(en: "is no package of the catalogue", ro: "nu este un pachet din catalog")
        case .noSuchDay: Message(en: "is no day of the calendar", ro: "nu este o dată din calendar")
        case .dayAsNumber:
            Message(
                en: "is a spreadsheet's number for a day; format the column as a date",
                ro: "este numărul unei zile din foaia de calcul; formatați coloana ca dată"
            )
        case .yearOutOfRange:
            Message(en: "has a year before 1900 or after 2199", ro: "are un an înainte de 1900 sau după 2199")
        case .bornInFuture: Message(en: "is still to come", ro: "este în viitor")
        case .noSuchLanguage: Message(en: "is no language, as in ro or en", ro: "nu este o limbă, ca ro sau en")
        case .endsBeforeStart: Message(en: "is before the first day of work", ro: "este înaintea primei zile de lucru")
        case .numberTwice:
            Message(en: "stands in more than one row of the file", ro: "apare în mai multe rânduri ale fișierului")
        case .nationalIDTwice:
            Message(
                en: "stands in more than one row of the file: two people with one number",
                ro: "apare în mai multe rânduri ale fișierului: două persoane cu același număr"
            )
        case .usernameTwice:
            Message(en: "stands in more than one row of the file", ro: "apare în mai multe rânduri ale fișierului")
        case .usernameTaken:
            Message(en: "isn't free; choose another", ro: "nu este liber; alegeți altul")
        case .numberOfAnother:
            Message(
                en: "belongs to an employee with another national id",
                ro: "aparține unui angajat cu alt cod numeric personal"
            )
        case .nationalIDOfAnother:
            Message(
                en: "belongs to an employee with another number",
                ro: "aparține unui angajat cu altă marcă"
            )
        }
    }
}
