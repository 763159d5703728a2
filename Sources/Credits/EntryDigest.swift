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
        evidence: [UInt8]?
    ) {
        bytes.reserveCapacity(512)
        add("carnet-entry-1")
        bytes += previous
        add(id.bits)
        add(account.bits)
        add(sequence)
        add(kind)
        add(instant.microseconds)
        add(optional: reference?.bits)
        add(optional: reverses?.bits)
        // Whether there is any, the kind says.
        if let evidence { bytes += evidence }
    }

    /// A leg, in its order; with the terms of the grant when the entry makes it.
    mutating func add(_ posting: Posting, making grant: Grant?) {
        add(posting.account.bits)
        add(optional: posting.grant?.bits)
        add(posting.amount.count)
        guard let grant else { return bytes.append(0) }
        bytes.append(1)
        add(grant.account.bits)
        add(grant.source.bits)
        add(grant.package?.text ?? "")
        add(grant.startsOn.description)
        add(grant.zone.name)
        add(grant.amount.count)
        add(optional: grant.returns?.bits)
        if grant.returns == nil {
            add(grant.expires?.description ?? "")
            add(grant.expiresAt?.microseconds ?? 0)
        }
    }

    /// The link.
    func finish() -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    /// Takes a number, most significant byte first.
    private mutating func add<T: FixedWidthInteger>(_ number: T) {
        unsafe withUnsafeBytes(of: number.bigEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    /// Takes a text after its length in bytes.
    private mutating func add(_ text: String) {
        add(Int64(text.utf8.count))
        bytes += text.utf8
    }

    private mutating func add(optional number: UInt128?) {
        bytes.append(number == nil ? 0 : 1)
        if let number { add(number) }
    }
}
