import Crypto
import Kernel

/// The link of a member account's chain: SHA-256 over the link before it and everything that an entry says.
///
/// Every field has a fixed length or is preceded by it, so that no two entries can be written alike. Of a grant that
/// the entry makes, its terms are part of it; when a return grant ends is not: coverage decides it from day to day.
struct EntryDigest {
    /// What an account's chain begins with.
    static let origin = [UInt8](repeating: 0, count: 32)

    /// What is hashed.
    private var bytes: [UInt8] = []

    init(
        previous: [UInt8],
        id: EntryID,
        account: AccountID,
        sequence: Int64,
        kind: String,
        at instant: Instant,
        reference: EntryReference?,
        reverses: EntryID?,
        evidence: Evidence?
    ) {
        bytes.reserveCapacity(512)
        bytes.add("carnet-entry-1")
        bytes += previous
        bytes.add(id.bits)
        bytes.add(account.bits)
        bytes.add(sequence)
        bytes.add(kind)
        bytes.add(instant.microseconds)
        add(optional: reference?.bits)
        add(optional: reverses?.bits)
        // Whether there is any, the kind says.
        if let evidence { bytes += evidence.bytes }
    }

    /// A leg, in its order; with the terms of the grant when the entry makes it.
    mutating func add(_ posting: Posting, making grant: Grant?) {
        bytes.add(posting.account.bits)
        add(optional: posting.grant?.bits)
        bytes.add(posting.amount.count)
        guard let grant else { return bytes.append(0) }
        bytes.append(1)
        bytes.add(grant.account.bits)
        bytes.add(grant.source.bits)
        bytes.add(grant.package?.text ?? "")
        bytes.add(grant.startsOn.description)
        bytes.add(grant.zone.name)
        bytes.add(grant.amount.count)
        add(optional: grant.returns?.bits)
        if grant.returns == nil {
            bytes.add(grant.expires?.description ?? "")
            bytes.add(grant.expiresAt?.microseconds ?? 0)
        }
    }

    /// The link.
    func finish() -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    private mutating func add(optional number: UInt128?) {
        bytes.append(number == nil ? 0 : 1)
        if let number { bytes.add(number) }
    }
}
