public import Entitlements
public import Kernel

/// What the desk refuses.
public enum DeskFailure: Failure, Hashable {
    /// Nobody fits what was typed, or more than one.
    case noSuchMember
    /// The member is no guardian of such a child.
    case noSuchChild
    /// Everything that was typed fits a person who has no account yet.
    case notActivated
    /// Coverage begins on a later day.
    case coverageNotStarted
    /// Coverage has ended, or there never was any.
    case coverageEnded
    /// The employer is suspended.
    case employerSuspended
    /// The location doesn't accept the member's package.
    case locationNotInPackage
    /// The rotating code is wrong, too old, or was used at another location.
    case codeInvalid
    /// Too many look-ups have failed within the hour.
    case tooManyTries(retryAfterSeconds: Int)
    /// The desk must see the document when no number is on record.
    case documentNotSeen
    /// There is no such verification, visit or location here.
    case notFound
    /// The verification's 15 minutes are over.
    case verificationExpired
    /// The member's packages don't cover the service.
    case notCovered(LocalizedName)
    /// The catalogue has no such service.
    case noSuchService(ServiceCode)
    /// The location doesn't do that.
    case serviceNotOffered(LocalizedName)
    /// The service has been used as often as its period allows.
    case limitReached(LocalizedName)
    /// A visit without services.
    case servicesMissing
    /// A visit with too many services.
    case servicesTooMany
    /// A service less than once, or too often.
    case quantityInvalid
    /// The reason is too long.
    case reasonTooLong
    /// The key was used for another request.
    case idempotencyMismatch
    /// The visit was cancelled before.
    case alreadyCancelled
    /// A location cancels within the visit's month; after it, the operator does.
    case periodClosed

    public var code: String {
        switch self {
        case .noSuchMember: "no-such-member"
        case .noSuchChild: "no-such-child"
        case .notActivated: "not-activated"
        case .coverageNotStarted: "coverage-not-started"
        case .coverageEnded: "coverage-ended"
        case .employerSuspended: "employer-suspended"
        case .locationNotInPackage: "location-not-in-package"
        case .codeInvalid: "code-invalid"
        case .tooManyTries: "too-many-tries"
        case .documentNotSeen: "document-not-seen"
        case .notFound: "not-found"
        case .verificationExpired: "verification-expired"
        case .noSuchService: "no-such-service"
        case .notCovered, .serviceNotOffered: "not-covered"
        case .limitReached: "limit-reached"
        case .servicesMissing: "services-missing"
        case .servicesTooMany: "services-too-many"
        case .quantityInvalid: "quantity-invalid"
        case .reasonTooLong: "reason-too-long"
        case .idempotencyMismatch: "idempotency-mismatch"
        case .alreadyCancelled: "already-cancelled"
        case .periodClosed: "period-closed"
        }
    }

    public var kind: FailureKind {
        switch self {
        case .noSuchMember, .noSuchChild, .notFound: .notFound
        case .notActivated, .coverageNotStarted, .coverageEnded, .employerSuspended, .locationNotInPackage,
            .verificationExpired, .notCovered, .serviceNotOffered, .limitReached, .alreadyCancelled, .periodClosed:
            .conflict
        case .codeInvalid, .documentNotSeen, .noSuchService, .servicesMissing, .servicesTooMany, .quantityInvalid,
            .reasonTooLong,
            .idempotencyMismatch:
            .invalid
        case .tooManyTries(let seconds): .tooMany(retryAfterSeconds: seconds)
        }
    }

    public var matter: Matter? {
        switch self {
        case .notActivated, .coverageNotStarted, .coverageEnded, .notCovered, .limitReached: .member
        case .locationNotInPackage, .serviceNotOffered: .partner
        // A suspended employer is nobody's doing who stands at the desk (B1).
        case .noSuchMember, .noSuchChild, .codeInvalid, .employerSuspended: .nobody
        // What the desk itself did, or did too late.
        default: .partner
        }
    }

    public var message: Message { DeskMessages.text(of: self) }

    /// Whether it may have been a guess, which the limit on failed look-ups counts. Who has typed everything right and
    /// is refused for the member's state hasn't guessed.
    var countsAsTry: Bool { [.noSuchMember, .noSuchChild, .codeInvalid].contains(self) }
}
