import Crypto

extension SHA256 {
    /// Takes a number, most significant byte first.
    mutating func add<T: FixedWidthInteger>(_ number: T) {
        unsafe withUnsafeBytes(of: number.bigEndian) { unsafe update(bufferPointer: $0) }
    }

    /// Takes bytes as they are; for those of a fixed number.
    mutating func add(_ bytes: [UInt8]) { update(data: bytes) }

    /// Takes a text after its length in bytes.
    mutating func add(_ text: String) {
        add(Int64(text.utf8.count))
        update(data: Array(text.utf8))
    }
}
