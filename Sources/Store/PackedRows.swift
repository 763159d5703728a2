import Glibc

/// Rows of a table as they move house: one run of bytes, so that a million values are no million allocations, and two
/// databases' rows are compared as memory.
///
/// The format is that of PostgreSQL's binary COPY without its header: for each row the number of fields (16 bits), for
/// each field its length (32 bits; -1 for NULL) and its bytes, integers as 64 bits; all big-endian.
public struct PackedRows: Sendable {
    /// The rows, packed.
    public private(set) var bytes: [UInt8]
    /// How many they are.
    public private(set) var count: Int
    private var last = 0

    /// None.
    public init() {
        bytes = []
        count = 0
    }

    // MARK: Packing

    /// Begins a row; its fields follow.
    public mutating func beginRow(fields: Int) {
        last = bytes.count
        count += 1
        append(big: Int16(fields))
    }

    /// NULL.
    public mutating func appendNull() { append(big: Int32(-1)) }

    /// An integer.
    public mutating func append(_ integer: Int64) {
        append(big: Int32(8))
        append(big: integer)
    }

    /// Anything else, as its bytes.
    public mutating func append(_ field: UnsafeRawBufferPointer) {
        append(big: Int32(field.count))
        unsafe bytes.append(contentsOf: field)
    }

    private mutating func append(big integer: some FixedWidthInteger) {
        unsafe withUnsafeBytes(of: integer.bigEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    // MARK: Unpacking

    /// Visits each row: where in `bytes` its fields are; nil for NULL.
    public func visit(_ body: ([Range<Int>?]) throws -> Void) rethrows {
        var position = 0
        for _ in 0..<count { try body(fields(from: &position)) }
    }

    /// The key of the last row, column by column; nil when there are no rows.
    public func lastKey(of table: Table) -> [[UInt8]]? {
        guard count > 0 else { return nil }
        var position = last
        let fields = fields(from: &position)
        return table.key.map { fields[$0].map { Array(bytes[$0]) } ?? [] }
    }

    private func fields(from position: inout Int) -> [Range<Int>?] {
        let count = integer(at: position, bytes: 2)
        position += 2
        return (0..<count).map { _ in
            let length = integer(at: position, bytes: 4)
            position += 4
            guard length != 0xFFFF_FFFF else { return nil }
            defer { position += length }
            return position..<position + length
        }
    }

    private func integer(at position: Int, bytes count: Int) -> Int {
        bytes[position..<position + count].reduce(0) { $0 << 8 | Int($1) }
    }

    // MARK: Comparing

    /// Whether these rows begin with those, to the last bit.
    public func starts(with other: PackedRows) -> Bool {
        guard other.bytes.count <= bytes.count else { return false }
        return unsafe bytes.withUnsafeBytes { mine in
            unsafe other.bytes.withUnsafeBytes { theirs in
                guard let mine = mine.baseAddress, let theirs = theirs.baseAddress else { return true }
                return unsafe memcmp(mine, theirs, other.bytes.count) == 0
            }
        }
    }

    /// What comes after rows that these start with.
    public func dropping(_ other: PackedRows) -> PackedRows {
        guard other.count > 0 else { return self }
        var rest = PackedRows()
        rest.bytes = Array(bytes[other.bytes.count...])
        rest.count = count - other.count
        rest.last = max(last - other.bytes.count, 0)
        return rest
    }
}
