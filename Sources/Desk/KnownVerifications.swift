import Kernel
import Synchronization

/// Whom the verifications that this process made or used were of. A verification never changes, but what is known of one
/// may have been rolled back, so it is only good for asking about the member before the database has said who it is.
final class KnownVerifications: Sendable {
    private let known = Mutex<[VerificationID: PersonID]>([:])

    /// How many are kept; then they are forgotten, and found out again.
    private static let limit = 100_000

    subscript(id: VerificationID) -> PersonID? {
        get { known.withLock { $0[id] } }
        set {
            known.withLock { known in
                if known.count >= Self.limit { known.removeAll() }
                known[id] = newValue
            }
        }
    }
}
