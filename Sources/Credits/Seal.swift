import Crypto
public import Kernel
import Store

/// That at some time the books stood so: a root over all member accounts, in a chain of seals.
public struct Seal: Hashable, Sendable {
    /// How many seals were begun before, and one.
    public let number: Int64
    /// When it was finished.
    public let at: Instant
    /// How many member accounts it is over.
    public let accounts: Int
    /// How many entries.
    public let entries: Int
    /// The root; the same for the same books, whatever holds them.
    public let root: SealRoot
    /// SHA-256 over the seal before it and all of the above.
    let hash: [UInt8]

    /// After how long there should be another one.
    public static let intervalSeconds: Int64 = 86_400

    /// What the chain of seals begins with.
    static let origin = [UInt8](repeating: 0, count: 32)

    /// The next seal of the chain.
    init(number: Int64, at instant: Instant, state: SealedState, after previous: [UInt8]) {
        self.number = number
        at = instant
        accounts = state.accounts
        entries = state.entries
        root = state.root
        hash = Self.hash(number, instant, accounts, entries, root, after: previous)
    }

    /// Reads number, instant, accounts, entries, root and hash.
    init(row: Row) throws {
        number = try row[0]
        at = try row[1]
        accounts = try row[2]
        entries = try row[3]
        root = SealRoot(bytes: try row[4])
        hash = try row[5]
    }

    /// Whether it is what was written, and that seal is the one before it.
    func follows(_ previous: [UInt8]) -> Bool {
        hash == Self.hash(number, at, accounts, entries, root, after: previous)
    }

    private static func hash(
        _ number: Int64,
        _ instant: Instant,
        _ accounts: Int,
        _ entries: Int,
        _ root: SealRoot,
        after previous: [UInt8]
    ) -> [UInt8] {
        var fields: [UInt8] = []
        fields.add("carnet-seal-1")
        fields += previous
        fields.add(number)
        fields.add(instant.microseconds)
        fields.add(Int64(accounts))
        fields.add(Int64(entries))
        fields += root.bytes
        return Array(SHA256.hash(data: fields))
    }
}
