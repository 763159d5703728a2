import Secrets
public import Store

/// What stands beside a visit, and beside its cancellation: the SHA-256 of all that it says, so that a changed byte of it is
/// found.
public struct VisitDigest {
    private var bytes: [UInt8] = []

    /// Of nothing yet: first the visit's row takes part, then that of each service, in their order and without the digest itself.
    public init() {}

    /// Takes what is written into one row.
    public mutating func add(_ fields: [Value]) {
        bytes.reserveCapacity(bytes.count + 24 * fields.count)
        for field in fields { add(field) }
    }

    /// The kind first, then what it is; what may be of any length, behind its length.
    private mutating func add(_ field: Value) {
        switch field {
        case .null: bytes.append(0)
        case .integer(let number):
            bytes.append(1)
            add(number)
        case .text(let text):
            bytes.append(2)
            add(Int64(text.utf8.count))
            bytes += text.utf8
        case .bytes(let data):
            bytes.append(3)
            add(Int64(data.count))
            bytes += data
        case .id(let bits):
            bytes.append(4)
            add(bits)
        }
    }

    private mutating func add<T: FixedWidthInteger>(_ number: T) {
        for shift in stride(from: T.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> T(shift)))
        }
    }

    /// Thirty-two bytes.
    public func finish() -> [UInt8] { FileDigest.bytes(bytes) }
}
