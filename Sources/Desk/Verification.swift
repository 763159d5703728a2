public import Kernel

/// A desk's proof, valid for 15 minutes, that the person in front of it is this member.
public struct Verification: Hashable, Sendable {
    /// What visits name.
    public let id: VerificationID
    /// Where it counts.
    public let location: LocationID
    /// Whom the desk treats: the member, or a child for whom the member acts.
    public let person: PersonID
    /// From when on it doesn't count.
    public let expiresAt: Instant
}
