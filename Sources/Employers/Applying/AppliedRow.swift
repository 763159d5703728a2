import Kernel
import People
import Secrets
import Store

/// A staged row that has passed, as it is applied.
struct AppliedRow {
    let number: Int
    let employeeNumber: String
    let givenName: String
    let familyName: String
    let username: String?
    let email: String?
    let phone: String?
    let nationalIDIndex: [UInt8]?
    let nationalIDCipher: [UInt8]?
    let birthDate: Day?
    let department: String?
    let package: PackageCode
    let startsOn: Day?
    let endsOn: Day?
    let language: Language?
    /// The columns in which it differs from the version that was compared.
    let changed: RosterColumns

    /// How many columns of a statement it takes.
    static let width = 16

    init(row: Row) throws {
        number = try row[0]
        employeeNumber = try row[1]
        givenName = try row[2]
        familyName = try row[3]
        username = try row[4]
        email = try row[5]
        phone = try row[6]
        nationalIDIndex = try row[7]
        nationalIDCipher = try row[8]
        birthDate = try row[9]
        department = try row[10]
        package = try row[11]
        startsOn = try row[12]
        endsOn = try row[13]
        language = try row[14]
        changed = RosterColumns(rawValue: try row[15])
    }

    /// The national id in clear.
    func nationalID(of country: Country, vault: Vault, today: Day) throws -> NationalID? {
        guard let cipher = nationalIDCipher else { return nil }
        return try NationalID(reading: vault.open(cipher, .rosterNationalID), country: country, today: today)
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
