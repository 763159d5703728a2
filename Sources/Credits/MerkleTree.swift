import Crypto

/// The root of a Merkle tree over leaves that come one by one, as RFC 6962 (section 2.1) makes it.
///
/// Leaves and nodes are hashed apart (0x00 and 0x01 before them), so that no node can pass for a leaf. Memory holds one
/// hash for each power of two: twenty for a million leaves.
struct MerkleTree: Hashable, Sendable {
    private struct Peak: Hashable, Sendable {
        let hash: [UInt8]
        let leaves: Int
    }

    /// The roots of the full trees so far, each of fewer leaves than the one before it.
    private var peaks: [Peak] = []

    /// Takes the next leaf.
    mutating func add(_ leaf: [UInt8]) {
        var peak = Peak(hash: Self.hash(0, leaf), leaves: 1)
        while let last = peaks.last, last.leaves == peak.leaves {
            peaks.removeLast()
            peak = Peak(hash: Self.hash(1, last.hash, peak.hash), leaves: last.leaves * 2)
        }
        peaks.append(peak)
    }

    /// The root over all leaves so far; of none, the hash of nothing.
    var root: [UInt8] {
        guard var root = peaks.last?.hash else { return Array(SHA256.hash(data: [UInt8]())) }
        for peak in peaks.dropLast().reversed() { root = Self.hash(1, peak.hash, root) }
        return root
    }

    private static func hash(_ kind: UInt8, _ parts: [UInt8]...) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: [kind])
        for part in parts { hash.update(data: part) }
        return Array(hash.finalize())
    }
}
