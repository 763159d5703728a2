public import Kernel

/// What HR prints for who has neither e-mail nor phone.
public struct Slip: Sendable, Hashable {
    /// To type as the identifier.
    public let username: Username
    /// Twelve characters, as `7KQ2-M9XD-4HTN`; single use. Shown this once.
    public let code: String
    /// Until when it works.
    public let expiresAt: Instant
}
