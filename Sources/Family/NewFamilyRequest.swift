public import Kernel

/// What a member says when asking for a family add-on (B23).
public struct NewFamilyRequest: Hashable, Sendable {
    /// The family member's given names.
    public var givenName: String
    /// The family member's family name.
    public var familyName: String
    /// What the family member is to the employee.
    public var relation: Relation
    /// The family member's day of birth.
    public var birthDate: Day
    /// The package asked for.
    public var package: PackageCode
    /// The family member's e-mail address, as typed.
    public var email: String?
    /// The family member's phone number, as typed; read in the way of the employer's country.
    public var phone: String?
    /// The version of the payroll-deduction text that the member consented to.
    public var consentVersion: String
    /// The language that the text was read in.
    public var language: Language
    /// Whose payroll deducts; nil for the only one of the member's that offers the package.
    public var employer: EmployerID?

    /// What a member says.
    public init(
        givenName: String,
        familyName: String,
        relation: Relation,
        birthDate: Day,
        package: PackageCode,
        email: String? = nil,
        phone: String? = nil,
        consentVersion: String,
        language: Language = .ro,
        employer: EmployerID? = nil
    ) {
        self.givenName = givenName
        self.familyName = familyName
        self.relation = relation
        self.birthDate = birthDate
        self.package = package
        self.email = email
        self.phone = phone
        self.consentVersion = consentVersion
        self.language = language
        self.employer = employer
    }
}
