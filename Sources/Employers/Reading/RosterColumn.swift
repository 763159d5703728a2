/// A column that a roster may have; the raw value is its name on the wire and in our own files.
public enum RosterColumn: String, CaseIterable, Hashable, Sendable, Codable {
    /// The employer's number for the employee; required.
    case employeeNumber = "employee_number"
    /// First and middle names; required.
    case givenName = "given_name"
    /// Family name; required.
    case familyName = "family_name"
    /// What the person signs in with, where HR chooses it.
    case username
    /// Where to write to.
    case email
    /// Where to send text messages to.
    case phone
    /// By the rules of the employer's country, whatever the header says.
    case nationalID = "national_id"
    /// The day of birth.
    case birthDate = "birth_date"
    /// Where the person works.
    case department
    /// The package's code or one of its names; required.
    case package
    /// The first day of work.
    case startDate = "start_date"
    /// The last day of work.
    case endDate = "end_date"
    /// What language to write in.
    case locale

    /// Whether a file without it is refused whole, and a row with an empty cell in it too.
    public var isRequired: Bool {
        switch self {
        case .employeeNumber, .givenName, .familyName, .package: true
        default: false
        }
    }

    /// Whether it holds days.
    var isDate: Bool {
        switch self {
        case .birthDate, .startDate, .endDate: true
        default: false
        }
    }

    /// Its place among all columns, from 0.
    var index: Int { bit.trailingZeroBitCount }

    /// Its place in a `RosterColumns` set. Part of what is stored and of the statements that compare: never change one.
    var bit: Int64 {
        switch self {
        case .employeeNumber: 1
        case .givenName: 2
        case .familyName: 4
        case .username: 8
        case .email: 16
        case .phone: 32
        case .nationalID: 64
        case .birthDate: 128
        case .department: 256
        case .package: 512
        case .startDate: 1024
        case .endDate: 2048
        case .locale: 4096
        }
    }
}

/// A set of columns as one number: those that a file gives, or those in which a row differs.
struct RosterColumns: OptionSet, Hashable, Sendable {
    let rawValue: Int64

    init(rawValue: Int64) { self.rawValue = rawValue }

    init(_ columns: some Sequence<RosterColumn>) {
        self.init(rawValue: columns.reduce(0) { $0 | $1.bit })
    }

    func contains(_ column: RosterColumn) -> Bool { rawValue & column.bit != 0 }

    /// Its columns, in the order of our own files.
    var columns: [RosterColumn] { RosterColumn.allCases.filter(contains) }
}

/// Where each column stands in a file.
struct ColumnPositions: Hashable, Sendable {
    private var places = [Int](repeating: -1, count: RosterColumn.allCases.count)

    /// The column's place from 0; nil where the file has no such column.
    subscript(column: RosterColumn) -> Int? {
        get { places[column.index] < 0 ? nil : places[column.index] }
        set { places[column.index] = newValue ?? -1 }
    }

    /// The columns that the file has, in the order of our own files.
    var columns: [RosterColumn] { RosterColumn.allCases.filter { self[$0] != nil } }
}
