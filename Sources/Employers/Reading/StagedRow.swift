import Kernel
import People

/// A row as it was read: what its cells say, or what is wrong with them.
struct StagedRow: Sendable {
    /// The row's number among the data rows, from 1.
    var number: Int
    /// The line of the file that it begins on, from 1.
    var line: Int
    var employeeNumber: String?
    var givenName: String?
    var familyName: String?
    var username: String?
    var email: String?
    var phone: String?
    var nationalIDIndex: [UInt8]?
    var nationalIDCipher: [UInt8]?
    var birthDate: Day?
    var department: String?
    var package: PackageCode?
    var startsOn: Day?
    /// Exclusive: the day after the last.
    var endsOn: Day?
    var language: Language?
    /// What is wrong; a row with a problem is refused.
    var problems: [RowProblem] = []
    /// Of a refused row, all cells as they were uploaded, encrypted.
    var cells: [UInt8]?
}
