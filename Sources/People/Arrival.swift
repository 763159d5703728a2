public import Kernel

/// What one source (an employment, a family add-on) says about a person.
public struct Arrival: Sendable, Hashable {
    /// Who says so.
    public var source: SourceID
    /// The person, where it is known already.
    public var person: PersonID?
    /// Given names.
    public var givenName: String
    /// Family name.
    public var familyName: String
    /// Birth date; when nil, the one that the national id tells.
    public var birthDate: Day?
    /// Where to write to.
    public var email: EmailAddress?
    /// Where to send text messages to.
    public var phone: PhoneNumber?
    /// What HR would have the person sign in with; when nil and there is neither e-mail nor phone, one is made.
    public var username: Username?
    /// Finds the person across employers.
    public var nationalID: NationalID?
    /// What language to write in.
    public var language: Language
    /// Until when the contacts of somebody whom no roster vouches for count: they give way to what rosters say. Nil for
    /// what a roster says.
    public var claimedUntil: Instant?

    /// What a source says.
    public init(
        source: SourceID,
        person: PersonID? = nil,
        givenName: String,
        familyName: String,
        birthDate: Day? = nil,
        email: EmailAddress? = nil,
        phone: PhoneNumber? = nil,
        username: Username? = nil,
        nationalID: NationalID? = nil,
        language: Language = .ro,
        claimedUntil: Instant? = nil
    ) {
        self.source = source
        self.person = person
        self.givenName = givenName
        self.familyName = familyName
        self.birthDate = birthDate
        self.email = email
        self.phone = phone
        self.username = username
        self.nationalID = nationalID
        self.language = language
        self.claimedUntil = claimedUntil
    }
}
