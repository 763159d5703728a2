import Kernel
import Store

/// The proof of a seal under way: takes the rows of `SealSQL.everyLeaf` in their order; the chains' proof is another's.
///
/// What leaves say is not trusted. They only tell how many entries each account had at the seal; that the last of these
/// has the very hash that was sealed, the root proves.
struct SealProof {
    /// What the books say now of the seal that was asked for.
    private(set) var state = SealedState()
    /// How many leaves were taken.
    private(set) var leaves = 0
    /// Up to which seal leaves count.
    private let number: Int64
    private var account: AccountID?
    private var sequence: Int64 = 0
    /// The account's last leaf that counts, with the hash that the account has there.
    private var sealed: (sequence: Int64, head: [UInt8])?

    init(of number: Int64) { self.number = number }

    mutating func take(_ row: Row) throws {
        let (account, seal, sequence) = (try row[0] as AccountID, try row[1] as Int64, try row[2] as Int64)
        if account != self.account {
            close()
            self.account = account
            self.sequence = 0
        }
        leaves += 1
        let entry: EntryID? = try row[4]
        guard let head = try row[5] as [UInt8]?, head == (try row[3] as [UInt8]), sequence > self.sequence else {
            throw LedgerFault.Found(fault: LedgerFault(reason: .sealBroken, account: account, entry: entry, seal: seal))
        }
        self.sequence = sequence
        if seal <= number { sealed = (sequence, head) }
    }

    /// Takes what is still open, after the last row.
    mutating func finish() { close() }

    private mutating func close() {
        if let account, let sealed { state.add(account, sequence: sealed.sequence, head: sealed.head) }
        sealed = nil
    }
}
