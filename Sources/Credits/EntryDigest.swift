import Crypto
import Kernel

/// The link of a member account's chain: SHA-256 over the link before it and everything that an entry says.
///
/// Every field has a fixed length or is preceded by it, so that no two entries can be written alike. Of a grant that
/// the entry makes, its terms are part of it; when a return grant ends is not: coverage decides it from day to day.
struct EntryDigest {
    /// What an account's chain begins with.
    static let origin = [UInt8](repeating: 0, count: 32)

    private var hash = SHA256()

    init(
        previous: [UInt8],
        id: EntryID,
        account: AccountID,
        sequence: Int64,
        kind: String,
        at instant: Instant,
        reference: EntryReference?,
        reverses: EntryID?,
        evidence: [UInt8]?
    ) {
        hash.add("carnet-entry-1")
        hash.add(previous)
        hash.add(id.bits)
        hash.add(account.bits)
        hash.add(sequence)
        hash.add(kind)
        hash.add(instant.microseconds)
        add(reference?.bits)
        add(reverses?.bits)
        // Whether there is any, the kind says.
        if let evidence { hash.add(evidence) }
    }

    /// A leg, in its order; with the terms of the grant when the entry makes it.
    mutating func add(_ posting: Posting, making grant: Grant?) {
        hash.add(posting.account.bits)
        add(posting.grant?.bits)
        hash.add(posting.amount.count)
        guard let grant else { return hash.update(data: [0]) }
        hash.update(data: [1])
        hash.add(grant.account.bits)
        hash.add(grant.source.bits)
        hash.add(grant.package?.text ?? "")
        hash.add(grant.startsOn.description)
        hash.add(grant.zone.name)
        hash.add(grant.amount.count)
        add(grant.returns?.bits)
        if grant.returns == nil {
            hash.add(grant.expires?.description ?? "")
            hash.add(grant.expiresAt?.microseconds ?? 0)
        }
    }

    /// The link.
    func finish() -> [UInt8] { Array(hash.finalize()) }

    private mutating func add(_ number: UInt128?) {
        hash.update(data: [number == nil ? 0 : 1])
        if let number { hash.add(number) }
    }
}
