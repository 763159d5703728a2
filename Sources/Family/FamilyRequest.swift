public import Kernel

/// A member's wish for a family add-on, and what became of it.
public struct FamilyRequest: Hashable, Sendable {
    /// Its identifier.
    public let id: FamilyRequestID
    /// Whose HR decides, and whose payroll deducts.
    public let employer: EmployerID
    /// The employment from whose salary the price is deducted.
    public let employment: EmploymentID
    /// The employee who asked.
    public let member: PersonID
    /// The employee's number when asking; of who had left and come back, when HR approved.
    public let employeeNumber: String
    /// The employee's name, likewise.
    public let employeeName: String
    /// The family member's given names.
    public let givenName: String
    /// The family member's family name.
    public let familyName: String
    /// What the family member is to the employee.
    public let relation: Relation
    /// The family member's day of birth.
    public let birthDate: Day
    /// The package asked for.
    public let package: PackageCode
    /// The price a month that the consent is for, as the employer's agreement has it on the first of the month after the
    /// request.
    public let price: Money
    /// The consent that the deduction rests on.
    public let consent: DeductionConsent
    /// Where it stands.
    public let state: FamilyRequestState
    /// When it was asked.
    public let requestedAt: Instant
    /// When HR decided or the member took it back.
    public let decidedAt: Instant?
    /// Why HR refused.
    public let refusalReason: String?
    /// What HR's yes made.
    public let addOn: AddOn?

    /// The family member's name, given names first.
    public var name: String { "\(givenName) \(familyName)" }
    /// What tells that two requests name the same family member.
    var nameKey: String { FamilyRules.nameKey(given: givenName, family: familyName) }
}

/// That somebody consented to a payroll deduction: to which words, and when.
public struct DeductionConsent: Hashable, Sendable {
    /// The version of the text.
    public let version: String
    /// The language that it was read in.
    public let language: Language
    /// When.
    public let at: Instant
}

/// One page of an employer's requests, the latest first.
public struct FamilyRequestPage: Hashable, Sendable {
    /// The latest first.
    public let items: [FamilyRequest]
    /// Where the next page begins; nil after the last.
    public let nextCursor: String?
}
