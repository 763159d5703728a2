import People
import Secrets
import Synchronization

/// Whom the tokens of recent calls stood for, to be confirmed; kept by their hashes.
final class KnownPrincipals: Sendable {
    private let known = Mutex<[[UInt8]: Principal]>([:])

    /// How many are kept; then they are forgotten, and asked for again.
    private static let limit = 100_000

    subscript(token: String) -> Principal? {
        get { known.withLock { $0[Token.hash(token)] } }
        set {
            known.withLock { known in
                if known.count >= Self.limit { known.removeAll() }
                known[Token.hash(token)] = newValue
            }
        }
    }
}
