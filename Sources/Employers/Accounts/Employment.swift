public import Kernel

/// One person on one employer's roster, as the live rows say.
///
/// The national id isn't part of it: it stays encrypted in the table.
public struct Employment: Hashable, Sendable {
    /// Its identifier; its bits are also the source of the person's coverage and profile.
    public let id: EmploymentID
    /// On whose roster.
    public let employer: EmployerID
    /// The number that the employer gave.
    public let employeeNumber: String
    /// Who it is.
    public let person: PersonID
    /// First and middle names.
    public let givenName: String
    /// Family name.
    public let familyName: String
    /// The user name that the roster gave; one that was made for the person stands on the slip.
    public let username: String?
    /// The roster's e-mail address.
    public let email: String?
    /// The roster's phone number, in E.164.
    public let phone: String?
    /// The day of birth, where the roster says it.
    public let birthDate: Day?
    /// Where the person works, in the employer's words.
    public let department: String?
    /// The package that the employer pays for.
    public let package: PackageCode
    /// The first day of work.
    public let startsOn: Day
    /// The first day that is no day of work any more; nil while no end is known.
    public let endsOn: Day?
    /// What the person is written to in.
    public let language: Language

    /// The source of its coverage and of its profile.
    public var source: SourceID { SourceID(bits: id.bits) }

    /// Whether it is over on a day, or never comes: it was ended before it began.
    public func hasEnded(on day: Day) -> Bool { endsOn.map { $0 <= day || $0 <= startsOn } ?? false }
}

/// What HR sees of an employment: whether it counts and whether its person has an account. Nothing about visits (B12).
public enum EmploymentState: String, CaseIterable, Hashable, Sendable, Codable {
    /// The first day of work is still to come.
    case upcoming
    /// Current; its person has no account yet.
    case invited
    /// Current; its person has activated.
    case active
    /// Over, or ended before it began.
    case ended
}
