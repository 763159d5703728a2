import Crypto
public import Kernel
public import Store

/// What an entry stands for: the SHA-256 of all that a visit, a cancellation or a correction says. It is a part of the
/// entry's link in the chain, so what was said can't be changed unseen.
public struct Evidence: Hashable, Sendable {
    /// Thirty-two.
    let bytes: [UInt8]

    /// The hash of what is said.
    ///
    /// - Parameter form: tells one kind of thing from another, and one way to write it down from the next.
    public init(_ form: String, _ tell: (inout Fields) -> Void) {
        var fields = Fields()
        fields.add(form)
        tell(&fields)
        bytes = Array(SHA256.hash(data: fields.bytes))
    }

    /// What is said, field by field.
    public struct Fields {
        fileprivate var bytes: [UInt8] = []

        fileprivate init() { bytes.reserveCapacity(512) }

        /// Takes an identifier.
        public mutating func add<Kind>(_ id: ID<Kind>) { bytes.add(id.bits) }

        /// Takes an instant, in microseconds.
        public mutating func add(_ instant: Instant) { bytes.add(instant.microseconds) }

        /// Takes a number of credits.
        public mutating func add(_ credits: CreditAmount) { bytes.add(credits.count) }

        /// Takes a number.
        public mutating func add(_ number: Int) { bytes.add(Int64(number)) }

        /// Takes a text; none differs from an empty one.
        public mutating func add(_ text: String?) {
            guard let text else { return bytes.add(Int64(-1)) }
            bytes.add(text)
        }

        /// Takes bytes, of which there may be any number.
        public mutating func add(_ data: [UInt8]) {
            bytes.add(Int64(data.count))
            bytes += data
        }
    }
}

extension Evidence: Storable {
    public var value: Value { .bytes(bytes) }

    public static func read(_ row: Row, _ column: Int) throws -> Evidence {
        let bytes = try row.bytes(column)
        guard bytes.count == SHA256.byteCount else {
            throw StoreFailure.unreadable(column: column, expected: "Evidence")
        }
        return Evidence(bytes: bytes)
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }
}
