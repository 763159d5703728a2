import Crypto
import Testing

@testable import Credits

@Suite("The tree of a seal")
struct MerkleTreeTests {
    /// MTH as RFC 6962 defines it: the left side has the largest power of two below the number of leaves.
    private func root(of leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        guard let first = leaves.first else { return Array(SHA256.hash(data: [UInt8]())) }
        guard leaves.count > 1 else { return Array(SHA256.hash(data: [0] + first)) }
        var left = 1
        while left * 2 < leaves.count { left *= 2 }
        let middle = leaves.startIndex + left
        return Array(SHA256.hash(data: [1] + root(of: leaves[..<middle]) + root(of: leaves[middle...])))
    }

    @Test("B47: leaf by leaf, the root is RFC 6962's", arguments: 0..<70)
    func recursive(count: Int) {
        let leaves = (0..<count).map { [UInt8](repeating: UInt8($0), count: $0 % 5) }
        var tree = MerkleTree()
        for leaf in leaves { tree.add(leaf) }
        #expect(tree.root == root(of: leaves[...]))
    }

    @Test("B47: every leaf and every place counts")
    func distinct() {
        func root(_ leaves: [UInt8]...) -> [UInt8] {
            leaves.reduce(into: MerkleTree()) { $0.add($1) }.root
        }
        let (a, b): ([UInt8], [UInt8]) = ([1], [2])
        let node = Array(SHA256.hash(data: [0] + a)) + Array(SHA256.hash(data: [0] + b))
        let roots = [root(), root(a), root(b), root(a, b), root(b, a), root(a, b, b), root(a, a, b), root(node)]
        #expect(Set(roots).count == roots.count)
    }
}
