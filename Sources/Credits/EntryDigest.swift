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
        reference: VisitID?,
        reverses: EntryID?
    ) {
        add("carnet-entry-1")
        hash.update(data: previous)
        add(id.bits)
        add(account.bits)
        add(sequence)
        add(kind)
        add(instant.microseconds)
        add(reference?.bits)
        add(reverses?.bits)
    }

    /// A leg, in its order; with the terms of the grant when the entry makes it.
    mutating func add(_ posting: Posting, making grant: Grant?) {
        add(posting.account.bits)
        add(posting.grant?.bits)
        add(posting.amount.count)
        guard let grant else { return hash.update(data: [0]) }
        hash.update(data: [1])
        add(grant.account.bits)
        add(grant.source.bits)
        add(grant.package.text)
        add(grant.startsOn.description)
        add(grant.zone.name)
        add(grant.amount.count)
        add(grant.returns?.bits)
        if grant.returns == nil {
            add(grant.expires?.description ?? "")
            add(grant.expiresAt?.microseconds ?? 0)
        }
    }

    /// The link.
    func finish() -> [UInt8] { Array(hash.finalize()) }

    private mutating func add(_ number: Int64) { add(bytes: number.bigEndian) }
    private mutating func add(_ number: UInt128) { add(bytes: number.bigEndian) }

    private mutating func add(_ number: UInt128?) {
        hash.update(data: [number == nil ? 0 : 1])
        if let number { add(number) }
    }

    private mutating func add(_ text: String) {
        add(Int64(text.utf8.count))
        hash.update(data: Array(text.utf8))
    }

    private mutating func add<T: FixedWidthInteger>(bytes value: T) {
        unsafe withUnsafeBytes(of: value) { unsafe hash.update(bufferPointer: $0) }
    }
}
