import Kernel

/// When messages are tried again, and when no more.
enum MessagingRules {
    /// How long a claimed message is left alone by others; after a crash it is due again then.
    static let leaseSeconds: Int64 = 30
    /// How many messages one claim takes: few enough that a slow transport is through before the lease is over, and
    /// that a code waits for no more than these.
    static let batchLimit = 25

    private static let codeLifetimeSeconds: Int64 = 10 * 60
    private static let lifetimeSeconds: Int64 = 3 * 86_400

    /// When a message is no use any more, unless its draft says so.
    static func expiry(of priority: Priority, at now: Instant) -> Instant {
        now.adding(seconds: priority == .code ? codeLifetimeSeconds : lifetimeSeconds)
    }

    /// How long to wait after that many tries: 2 s, 4 s, 8 s … up to an hour.
    static func backOffSeconds(afterTries tries: Int) -> Int64 {
        min(Int64(1) << Int64(min(max(tries, 1), 12)), 3600)
    }
}
