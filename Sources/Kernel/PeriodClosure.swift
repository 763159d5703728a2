/// Whether a month of payroll or of a partner's visits can still change.
public enum PeriodState: String, Hashable, Sendable, Codable {
    /// Computed anew each time it is asked for.
    case open
    /// Frozen: the same ever after.
    case closed
}

/// That a month is closed.
public struct PeriodClosure: Hashable, Sendable, Encodable {
    /// The month.
    public let month: Month
    /// Of the CSV with the default options, in hexadecimal.
    public let sha256: String
    /// When it was closed.
    public let closedAt: Instant

    /// A month, what it said, and when it was closed.
    public init(month: Month, sha256: String, closedAt: Instant) {
        self.month = month
        self.sha256 = sha256
        self.closedAt = closedAt
    }
}
