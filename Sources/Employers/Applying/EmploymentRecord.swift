import Kernel
import Store

/// One version of an employment, as it is written.
struct EmploymentRecord {
    var id: EmploymentID
    var employer: EmployerID
    var employeeNumber: String
    var person: PersonID
    var givenName: String
    var familyName: String
    var username: String?
    var email: String?
    var phone: String?
    var nationalIDIndex: [UInt8]?
    var birthDate: Day?
    var department: String?
    var package: PackageCode
    var startsOn: Day
    var endsOn: Day?
    /// Whether the end comes from a full roster that lacked the number.
    var leftByAbsence: Bool
    /// Whether it is over and another employment of the same person has followed.
    var isFormer: Bool
    var language: Language

    /// Reads the columns of `ApplyingSQL` from that one on.
    init(row: Row, at first: Int) throws {
        id = try row[first]
        employer = try row[first + 1]
        employeeNumber = try row[first + 2]
        person = try row[first + 3]
        givenName = try row[first + 4]
        familyName = try row[first + 5]
        username = try row[first + 6]
        email = try row[first + 7]
        phone = try row[first + 8]
        nationalIDIndex = try row[first + 9]
        birthDate = try row[first + 10]
        department = try row[first + 11]
        package = try row[first + 12]
        startsOn = try row[first + 13]
        endsOn = try row[first + 14]
        leftByAbsence = try row[first + 15]
        isFormer = try row[first + 16]
        language = try row[first + 17]
    }

    /// A new employment, as a row has it. What the row doesn't say is what is usual.
    init(_ row: AppliedRow, person: PersonID, of application: Application) {
        id = row.made
        employer = application.employer
        employeeNumber = row.employeeNumber
        self.person = person
        givenName = row.givenName
        familyName = row.familyName
        username = row.username
        email = row.email
        phone = row.phone
        nationalIDIndex = row.nationalIDIndex
        birthDate = row.birthDate
        department = row.department
        package = row.package
        // Somebody whose end is told and whose start isn't began before the end.
        let start = row.endsOn.map { min(application.appliedOn, $0.adding(days: -1)) } ?? application.appliedOn
        startsOn = row.startsOn ?? start
        endsOn = row.endsOn
        leftByAbsence = false
        isFormer = false
        language = row.language ?? LanguageNames.language(of: application.country)
    }

    /// The same employment with what a row says; columns that the file doesn't give stay as they are.
    func changed(by row: AppliedRow, given: RosterColumns) -> EmploymentRecord {
        var new = self
        new.employeeNumber = row.employeeNumber
        new.givenName = row.givenName
        new.familyName = row.familyName
        new.package = row.package
        if given.contains(.username) { new.username = row.username }
        if given.contains(.email) { new.email = row.email }
        if given.contains(.phone) { new.phone = row.phone }
        if given.contains(.nationalID) { new.nationalIDIndex = row.nationalIDIndex }
        if given.contains(.birthDate) || row.birthDate != nil { new.birthDate = row.birthDate }
        if given.contains(.department) { new.department = row.department }
        new.startsOn = row.startsOn ?? startsOn
        if given.contains(.endDate) {
            new.endsOn = row.endsOn
        } else if leftByAbsence {
            new.endsOn = nil
        }
        new.leftByAbsence = false
        new.language = row.language ?? language
        return new
    }

    /// What it is sorted and searched by.
    var texts: EmploymentTexts {
        EmploymentTexts(
            givenName: givenName,
            familyName: familyName,
            employeeNumber: employeeNumber,
            email: email,
            username: username,
            department: department
        )
    }

    func bind(_ changeSet: ChangeSetID, _ texts: EmploymentTexts, _ arguments: inout [Value]) {
        arguments.append(id.value)
        arguments.append(employer.value)
        arguments.append(employeeNumber.value)
        arguments.append(person.value)
        arguments.append(givenName.value)
        arguments.append(familyName.value)
        arguments.append(username.value)
        arguments.append(email.value)
        arguments.append(phone.value)
        arguments.append(nationalIDIndex.value)
        arguments.append(birthDate.value)
        arguments.append(department.value)
        arguments.append(package.value)
        arguments.append(startsOn.value)
        arguments.append(endsOn.value)
        arguments.append(leftByAbsence.value)
        arguments.append(isFormer.value)
        arguments.append(language.value)
        arguments.append(texts.sortName.value)
        arguments.append(texts.searchText.value)
        arguments.append(changeSet.value)
    }
}
