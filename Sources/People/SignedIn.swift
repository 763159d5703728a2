public import Kernel

/// That somebody has just signed in.
public struct SignedIn: Sendable, Hashable {
    /// The session's secret; only its hash is kept.
    public let token: String
    /// When the session ends by itself.
    public let expiresAt: Instant
    /// As what.
    public let role: Role
    /// The login.
    public let login: LoginID
    /// The session.
    public let session: SessionID
}

/// Who is asking: what a session's token stands for.
public struct Principal: Sendable, Hashable {
    /// The session.
    public let session: SessionID
    /// The login.
    public let login: LoginID
    /// As what.
    public let role: Role
    /// A member's person.
    public let person: PersonID?
    /// An HR user's employer.
    public let employer: EmployerID?
    /// A desk's location.
    public let location: LocationID?
}

/// A login that an identifier may mean, before its password was verified.
public struct Candidate: Sendable, Hashable {
    /// The login.
    public let login: LoginID
    /// What the password is verified against, outside the transaction.
    public let passwordHash: String
    /// As what it would sign in.
    public let role: Role
    /// Whether a code of the authenticator app has to come with the password.
    public let needsSecondFactor: Bool
}

/// A session that is open now.
public struct OpenSession: Sendable, Hashable {
    /// Names it when it is ended.
    public let id: SessionID
    /// What the browser or app said it was.
    public let device: String?
    /// When it began.
    public let createdAt: Instant
    /// When it ends by itself.
    public let expiresAt: Instant
}
