package import Kernel
package import People

/// A row as it was read: what its cells say, or what is wrong with them.
package struct StagedRow: Sendable {
    /// The row's number among the data rows, from 1.
    package internal(set) var number: Int
    /// The line of the file that it begins on, from 1.
    package internal(set) var line: Int
    package internal(set) var employeeNumber: String?
    package internal(set) var givenName: String?
    package internal(set) var familyName: String?
    package internal(set) var username: String?
    package internal(set) var email: String?
    package internal(set) var phone: String?
    /// In the clear, on its way to being encrypted; never stored.
    package internal(set) var nationalID: NationalID?
    var nationalIDIndex: [UInt8]?
    var nationalIDSealed: [UInt8]?
    package internal(set) var birthDate: Day?
    /// Whether the national id tells another one.
    var hasOtherBirthDate = false
    /// Whether the last day is over.
    var hasLeft = false
    package internal(set) var department: String?
    package internal(set) var package: PackageCode?
    package internal(set) var startsOn: Day?
    /// Exclusive: the day after the last.
    package internal(set) var endsOn: Day?
    var language: Language?
    /// What is wrong; a row with a problem is refused.
    package internal(set) var problems: [RowProblem] = []
    /// Of a row that isn't refused.
    var texts: EmploymentTexts?
    /// Of a refused row, all cells as they were uploaded, encrypted.
    var cells: [UInt8]?
}
