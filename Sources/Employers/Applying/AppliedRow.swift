import Kernel
import People
import Store

/// A staged row that has passed, as it is applied.
struct AppliedRow {
    let number: Int
    /// The employment that it makes if it joins.
    let made: EmploymentID
    let employeeNumber: String
    let givenName: String
    let familyName: String
    let username: String?
    let email: String?
    let phone: String?
    let nationalIDIndex: [UInt8]?
    let nationalIDSealed: [UInt8]?
    let birthDate: Day?
    let department: String?
    let package: PackageCode
    let startsOn: Day?
    let endsOn: Day?
    let language: Language?
    /// The columns in which it differs from the version that was compared.
    let changed: RosterColumns

    /// How many columns of a statement it takes.
    static let width = 17

    init(row: Row) throws {
        number = try row[0]
        made = try row[1]
        employeeNumber = try row[2]
        givenName = try row[3]
        familyName = try row[4]
        username = try row[5]
        email = try row[6]
        phone = try row[7]
        nationalIDIndex = try row[8]
        nationalIDSealed = try row[9]
        birthDate = try row[10]
        department = try row[11]
        package = try row[12]
        startsOn = try row[13]
        endsOn = try row[14]
        language = try row[15]
        changed = RosterColumns(rawValue: try row[16])
    }

    /// The national id in clear.
    func nationalID(of country: Country, people: People, today: Day) throws -> NationalID? {
        try nationalIDSealed.map { try people.openNationalID($0, country: country, today: today) }
    }
}

extension Arrival {
    /// What a version of an employment says about its person.
    init(_ employment: EmploymentRecord, person: PersonID?, nationalID: NationalID?, country: Country) throws {
        self.init(
            source: SourceID(bits: employment.id.bits),
            person: person,
            givenName: employment.givenName,
            familyName: employment.familyName,
            birthDate: employment.birthDate,
            email: try employment.email.map { try EmailAddress(reading: $0) },
            phone: try employment.phone.map { try PhoneNumber(reading: $0, country: country) },
            username: try employment.username.map { try Username(reading: $0) },
            nationalID: nationalID,
            language: employment.language
        )
    }
}
