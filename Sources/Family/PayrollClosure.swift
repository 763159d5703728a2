public import Kernel

/// That a month is closed.
public struct PayrollClosure: Hashable, Sendable, Encodable {
    /// The month.
    public let month: Month
    /// Of the CSV with the default options, in hexadecimal.
    public let sha256: String
    /// When it was closed.
    public let closedAt: Instant
}
