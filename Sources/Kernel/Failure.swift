/// What kind of refusal it is. Knows nothing of HTTP; the API maps each to a status.
public enum FailureKind: Hashable, Sendable {
    /// Nobody is signed in.
    case unauthenticated
    /// Who is signed in may not do this.
    case forbidden
    /// There is no such thing, or it is another tenant's.
    case notFound
    /// The state of things forbids it now.
    case conflict
    /// What was sent can't be right.
    case invalid
    /// What was sent is over a limit.
    case tooLarge
    /// Too often; try again after so many seconds.
    case tooMany(retryAfterSeconds: Int)
    /// Not just now; try again after so many seconds.
    case unavailable(retryAfterSeconds: Int)
}

/// Whose business a refusal at the desk is.
public enum Matter: String, Hashable, Sendable, Codable {
    /// The member's: not activated, coverage ended, no credits.
    case member
    /// The partner's: this location isn't in the package.
    case partner
    /// Nobody's who is there: no such person, or the employer's doing.
    case nobody
}

/// A refusal by rule: one case a rule, its name the code on the wire.
///
/// A failure knows no transport. It has a text for whoever asked, in their language, and nothing personal in it.
public protocol Failure: Error, Sendable {
    /// The wire code, as in `credits-insufficient`.
    var code: String { get }
    /// What kind of refusal it is.
    var kind: FailureKind { get }
    /// Whose business it is, where a desk must know.
    var matter: Matter? { get }
    /// What to tell whoever asked: what is wrong and what to do.
    var message: Message { get }
}

extension Failure {
    /// Most failures aren't a desk's.
    public var matter: Matter? { nil }
}
