/// What is hashed, field by field: everywhere the same. Bytes of a fixed number are appended as
/// they are.
extension [UInt8] {
    /// Takes a number, most significant byte first.
    mutating func add<T: FixedWidthInteger>(_ number: T) {
        unsafe Swift.withUnsafeBytes(of: number.bigEndian) { unsafe append(contentsOf: $0) }
    }

    /// Takes a text after its length in bytes.
    mutating func add(_ text: String) {
        add(Int64(text.utf8.count))
        self += text.utf8
    }
}
