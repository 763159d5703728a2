public import Kernel

/// What People refuses: one case a rule.
public enum PeopleFailure: Failure, Hashable {
    /// The code is wrong, used up or too old, or belongs to no proof of that id; which of these is nobody's to know.
    case codeInvalid
    /// Too many starts or wrong codes.
    case tooManyTries(retryAfterSeconds: Int)
    /// Too many wrong passwords.
    case tooManySignIns(retryAfterSeconds: Int)
    /// The terms that were accepted aren't the current ones.
    case termsNotCurrent
    /// The consent text that was agreed to isn't the current one.
    case consentNotCurrent
    /// The person has an account already.
    case alreadyActivated
    /// Somebody else proved the identifier first.
    case identifierTaken
    /// No free username could be made, or it is somebody else's.
    case usernameTaken
    /// No such identifier, or not its password.
    case credentialsInvalid
    /// The login has a second factor, and no code came with the password.
    case secondFactorRequired
    /// Fewer than 12 characters.
    case passwordTooShort
    /// More than 1,000 characters.
    case passwordTooLong
    /// An HR login needs an employer, a desk's a location, an operator's neither; members activate themselves.
    case roleIncomplete
    /// A slip is for who has no e-mail address or phone that is proven, or by which to activate.
    case slipNotNeeded
    /// No such person.
    case noSuchPerson
    /// No such session of this login.
    case noSuchSession
    /// The person has no account yet.
    case notActivated
    /// No text of that kind holds on that day.
    case noSuchText

    /// The wire code.
    public var code: String {
        switch self {
        case .codeInvalid: "code-invalid"
        case .tooManyTries, .tooManySignIns: "too-many-tries"
        case .termsNotCurrent: "terms-not-current"
        case .consentNotCurrent: "consent-not-current"
        case .alreadyActivated: "already-activated"
        case .identifierTaken: "identifier-taken"
        case .usernameTaken: "username-taken"
        case .credentialsInvalid: "credentials-invalid"
        case .secondFactorRequired: "second-factor-required"
        case .passwordTooShort: "password-too-short"
        case .passwordTooLong: "password-too-long"
        case .roleIncomplete: "role-incomplete"
        case .slipNotNeeded: "slip-not-needed"
        case .noSuchPerson: "no-such-person"
        case .noSuchSession: "no-such-session"
        case .notActivated: "not-activated"
        case .noSuchText: "no-such-text"
        }
    }

    /// What kind of refusal it is.
    public var kind: FailureKind {
        switch self {
        case .codeInvalid, .termsNotCurrent, .consentNotCurrent, .passwordTooShort, .passwordTooLong, .roleIncomplete:
            .invalid
        case .tooManyTries(let seconds), .tooManySignIns(let seconds): .tooMany(retryAfterSeconds: seconds)
        case .alreadyActivated, .identifierTaken, .usernameTaken, .slipNotNeeded, .notActivated: .conflict
        case .credentialsInvalid, .secondFactorRequired: .unauthenticated
        case .noSuchPerson, .noSuchSession, .noSuchText: .notFound
        }
    }

    /// What to tell whoever met it.
    public var message: Message { PeopleMessages.text(of: self) }
}
