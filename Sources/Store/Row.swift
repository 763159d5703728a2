/// One row of a result while it is being read. Valid inside the closure that got it, and nowhere else.
public struct Row {
    private let source: any RowSource

    /// Wraps an engine's cursor.
    public init(_ source: any RowSource) { self.source = source }

    /// The column as the type that is asked for; the type must fit.
    public subscript<T: Storable>(_ column: Int) -> T {
        get throws { try T.read(self, column) }
    }

    /// Whether the column is NULL.
    public func isNull(_ column: Int) -> Bool { source.isNull(column) }
    /// An integer column.
    public func integer(_ column: Int) throws -> Int64 { try source.integer(column) }
    /// A text column.
    public func text(_ column: Int) throws -> String { try source.text(column) }
    /// A column of bytes.
    public func bytes(_ column: Int) throws -> [UInt8] { try source.bytes(column) }
    /// A UUID column.
    public func id(_ column: Int) throws -> UInt128 { try source.id(column) }
}

/// An engine's cursor over a result.
public protocol RowSource {
    /// Whether the column is NULL.
    func isNull(_ column: Int) -> Bool
    /// An integer column; throws `StoreFailure.unreadable` when it is another type.
    func integer(_ column: Int) throws -> Int64
    /// A text column; throws `StoreFailure.unreadable` when it is another type.
    func text(_ column: Int) throws -> String
    /// A column of bytes; throws `StoreFailure.unreadable` when it is another type.
    func bytes(_ column: Int) throws -> [UInt8]
    /// A UUID column; throws `StoreFailure.unreadable` when it is another type.
    func id(_ column: Int) throws -> UInt128
}
