public import Kernel
package import People

/// What is wrong with one row: the column, where it is a cell's fault, and the reason.
public struct RowProblem: Hashable, Sendable {
    /// Which cell it is about; nil when it is the row as a whole.
    public let column: RosterColumn?
    /// The reason's code, as in `scientific-notation`.
    public let reason: String

    init(_ column: RosterColumn?, _ reason: RowReason) { self.init(column, code: reason.code) }

    init(_ column: RosterColumn?, _ reason: some CellReason) { self.init(column, code: reason.code) }

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

/// Why a cell can't be taken.
package protocol CellReason: Error {
    /// As in `scientific-notation`.
    var code: String { get }
}

extension IdentifierFailure: CellReason {}

/// Why a row is refused, besides what its e-mail address, phone, username or national id say themselves.
package enum RowReason: String, CaseIterable, CellReason {
    case required
    case tooLong = "too-long"
    case controlCharacters = "control-characters"
    case scientificNotation = "scientific-notation"
    case formula
    case spreadsheetError = "spreadsheet-error"
    case numberAsDay = "number-as-day"
    case numberAsFraction = "number-as-fraction"
    case numberInGroups = "number-in-groups"
    case oneNameOnly = "one-name-only"
    case nameWithMore = "name-with-more"
    case openParticle = "open-particle"
    case notAName = "not-a-name"
    case lostLetters = "lost-letters"
    case tooManyCells = "too-many-cells"
    case noSuchPackage = "no-such-package"
    case noSuchDay = "no-such-day"
    case notADay = "not-a-day"
    case dayAsNumber = "day-as-number"
    case jalaliDay = "jalali-day"
    case shortYear = "short-year"
    case yearOutOfRange = "year-out-of-range"
    case bornInFuture = "born-in-future"
    case noSuchLanguage = "no-such-language"
    case endsBeforeStart = "ends-before-start"
    case addedLeadingZero = "added-leading-zero"
    case numberTwice = "number-twice"
    case nationalIDTwice = "national-id-twice"
    case usernameTwice = "username-twice"
    case usernameTaken = "username-taken"
    case numberOfAnother = "number-of-another"
    case nationalIDOfAnother = "national-id-of-another"
    case numberReused = "number-reused"
    case numberOfFormer = "number-of-former"
    case sharedContact = "shared-contact"
    case samePersonTwice = "same-person-twice"
    case renumbered
    case otherName = "other-name"
    case perhapsRenumbered = "perhaps-renumbered"
    case otherBirthDate = "other-birth-date"
    case beginsAgainLater = "begins-again-later"
    case leftAlready = "left-already"

    package var code: String { rawValue }
}
