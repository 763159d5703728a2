import Kernel

/// What a seal is over, while accounts are added in the order of their ids.
///
/// A leaf is account, number of entries and hash of the last one. That hash stands for all entries before it, with
/// their postings, their counter accounts and the terms of what they granted, so nothing else needs sealing: a balance is
/// the sum of these postings, and the ids of counter accounts say whose they are.
struct SealedState: Hashable, Sendable {
    private var tree = MerkleTree()
    private(set) var accounts = 0
    private(set) var entries = 0

    var root: SealRoot { SealRoot(bytes: tree.root) }

    mutating func add(_ account: AccountID, sequence: Int64, head: [UInt8]) {
        var leaf: [UInt8] = []
        leaf.reserveCapacity(56)
        for shift in stride(from: 120, through: 0, by: -8) {
            leaf.append(UInt8(truncatingIfNeeded: account.bits >> shift))
        }
        for shift in stride(from: 56, through: 0, by: -8) { leaf.append(UInt8(truncatingIfNeeded: sequence >> shift)) }
        tree.add(leaf + head)
        accounts += 1
        entries += Int(sequence)
    }
}
