/// What HR should look at in a row that will be taken all the same: people who may be mixed up are named, never merged
/// silently. The numbers are stored, as bits.
enum RosterWarning: Int, CaseIterable {
    /// The e-mail address is given for more than one person.
    case sharedEmail = 1
    /// The phone number is given for more than one person.
    case sharedPhone = 2
    /// Another row has the same name and birth date, and one of them has no national id.
    case samePersonTwice = 4
    /// A known national id has a new number.
    case renumbered = 8
    /// A known number has other names.
    case otherName = 16
    /// Somebody joins and somebody with the same name and birth date, or the same address, leaves.
    case perhapsRenumbered = 32
    /// The birth date isn't the one that the national id tells.
    case otherBirthDate = 64
    /// The first day of work moves behind today, although it has come already.
    case beginsAgainLater = 128
    /// The last day of work is over, of somebody who joins or whose last day changes.
    case leftAlready = 256

    /// As it is shown beside the row.
    var problem: RowProblem {
        switch self {
        case .sharedEmail: RowProblem(.email, .sharedContact)
        case .sharedPhone: RowProblem(.phone, .sharedContact)
        case .samePersonTwice: RowProblem(nil, .samePersonTwice)
        case .renumbered: RowProblem(.employeeNumber, .renumbered)
        case .otherName: RowProblem(.employeeNumber, .otherName)
        case .perhapsRenumbered: RowProblem(.employeeNumber, .perhapsRenumbered)
        case .otherBirthDate: RowProblem(.birthDate, .otherBirthDate)
        case .beginsAgainLater: RowProblem(.startDate, .beginsAgainLater)
        case .leftAlready: RowProblem(.endDate, .leftAlready)
        }
    }

    /// Where it is about what the row says: in a changed row it counts only if one of these has changed. Empty: always.
    var columns: RosterColumns {
        switch self {
        case .sharedEmail: RosterColumns([.email])
        case .sharedPhone: RosterColumns([.phone])
        case .samePersonTwice: RosterColumns([.givenName, .familyName, .birthDate])
        case .renumbered: RosterColumns([.employeeNumber])
        case .otherName: RosterColumns([.givenName, .familyName])
        case .perhapsRenumbered: []
        case .otherBirthDate: RosterColumns([.birthDate, .nationalID])
        case .beginsAgainLater: RosterColumns([.startDate])
        case .leftAlready: RosterColumns([.endDate])
        }
    }

    /// Reads what is stored.
    static func problems(bits: Int) -> [RowProblem] {
        allCases.filter { bits & $0.rawValue != 0 }.map(\.problem)
    }
}
