public import Kernel

/// What can be bound to a statement.
public enum Value: Sendable, Hashable {
    /// SQL's NULL.
    case null
    /// A 64-bit integer.
    case integer(Int64)
    /// Text in UTF-8.
    case text(String)
    /// Bytes.
    case bytes([UInt8])
    /// A UUID: sixteen bytes on SQLite, `uuid` on PostgreSQL.
    case id(UInt128)
}

/// A type that a statement can take as a value.
public protocol Bindable {
    /// What is bound.
    var value: Value { get }
}

/// A type that a column can be read as.
public protocol Storable: Bindable {
    /// Reads a column that isn't NULL.
    static func read(_ row: Row, _ column: Int) throws -> Self
}

extension Value: Bindable {
    /// Itself.
    public var value: Value { self }
}

extension Optional: Bindable where Wrapped: Bindable {
    /// The wrapped value, or NULL.
    @inlinable public var value: Value { self?.value ?? .null }
}

extension Optional: Storable where Wrapped: Storable {
    @inlinable public static func read(_ row: Row, _ column: Int) throws -> Self {
        row.isNull(column) ? nil : try Wrapped.read(row, column)
    }
}

extension Int64: Storable {
    /// An integer.
    public var value: Value { .integer(self) }
    public static func read(_ row: Row, _ column: Int) throws -> Int64 { try row.integer(column) }
}

extension Int: Storable {
    /// An integer.
    public var value: Value { .integer(Int64(self)) }
    public static func read(_ row: Row, _ column: Int) throws -> Int { Int(try row.integer(column)) }
}

extension Bool: Storable {
    /// 0 or 1.
    public var value: Value { .integer(self ? 1 : 0) }
    public static func read(_ row: Row, _ column: Int) throws -> Bool { try row.integer(column) != 0 }
}

extension String: Storable {
    /// Text.
    public var value: Value { .text(self) }
    public static func read(_ row: Row, _ column: Int) throws -> String { try row.text(column) }
}

extension Array: Bindable where Element == UInt8 {
    /// Bytes.
    public var value: Value { .bytes(self) }
}

extension Array: Storable where Element == UInt8 {
    public static func read(_ row: Row, _ column: Int) throws -> [UInt8] { try row.bytes(column) }
}

extension ID: Storable {
    /// A UUID.
    public var value: Value { .id(bits) }
    public static func read(_ row: Row, _ column: Int) throws -> ID { ID(bits: try row.id(column)) }
}

extension Instant: Storable {
    /// Microseconds since 1970.
    public var value: Value { .integer(microseconds) }
    public static func read(_ row: Row, _ column: Int) throws -> Instant {
        Instant(microseconds: try row.integer(column))
    }
}

extension CreditAmount: Storable {
    /// The number of credits.
    public var value: Value { .integer(count) }
    public static func read(_ row: Row, _ column: Int) throws -> CreditAmount { CreditAmount(try row.integer(column)) }
}

/// A type that is stored as its text and refuses any other.
public protocol TextStorable: Storable, CustomStringConvertible {
    /// Reads the stored text; nil when it isn't one.
    init?(stored text: String)
}

extension TextStorable {
    /// The text.
    @inlinable public var value: Value { .text(description) }

    @inlinable public static func read(_ row: Row, _ column: Int) throws -> Self {
        let text = try row.text(column)
        guard let value = Self(stored: text) else {
            throw StoreFailure.unreadable(column: column, expected: "\(Self.self)")
        }
        return value
    }
}

extension Day: TextStorable {
    /// Reads `2026-11-20`.
    public init?(stored text: String) { self.init(text) }
}

extension DaySpans: TextStorable {
    /// Reads `2026-12-01/2027-01-10 2027-03-01/`.
    public init?(stored text: String) { self.init(text) }
}

extension Month: TextStorable {
    /// Reads `2026-11`.
    public init?(stored text: String) { self.init(text) }
}

extension Code: TextStorable {
    /// Reads a code.
    public init?(stored text: String) { self.init(text) }
}

extension Currency: TextStorable {
    /// Reads `RON`.
    public init?(stored text: String) { self.init(text) }
}

extension Zone: TextStorable {
    /// Reads an IANA name.
    public init?(stored text: String) { self.init(text) }
}

extension Language: TextStorable {
    /// Reads `ro`.
    public init?(stored text: String) { self.init(rawValue: text) }
    /// As `ro`.
    public var description: String { rawValue }
}

extension Country: TextStorable {
    /// Reads `RO`.
    public init?(stored text: String) { self.init(text) }
}
