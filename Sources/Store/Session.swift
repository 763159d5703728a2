public import Kernel

/// An open transaction, or for reads a snapshot: what every verb takes as `in session:`.
///
/// A session has one instant, so that all that a transaction does happens at the same time. After a statement has
/// failed the session refuses every further one, on every engine: PostgreSQL aborts the transaction anyway, and SQLite
/// must not behave better in tests than PostgreSQL in production. Not for use outside the closure that got it.
public final class Session {
    /// The instant of everything in this session.
    public let now: Instant
    /// The engine behind it.
    private let connection: any EngineConnection
    /// Where random numbers come from: for secrets that a type draws by itself, as in `Token(random: session.random)`.
    public let random: any RandomSource
    private var hasFailed = false

    /// For engines.
    public init(connection: any EngineConnection, now: Instant, random: any RandomSource) {
        self.connection = connection
        self.now = now
        self.random = random
    }

    /// A new identifier of this session's instant.
    public func newID<Kind>() -> ID<Kind> {
        ID(at: now, random: UInt128(random.next()) << 64 | UInt128(random.next()))
    }

    /// That many random bytes, fit for secrets.
    public func randomBytes(_ count: Int) -> [UInt8] { random.bytes(count) }

    /// Executes a statement.
    ///
    /// - Returns: how many rows it inserted, updated or deleted.
    @discardableResult
    public func run(_ sql: SQL, _ arguments: any Bindable...) throws -> Int {
        try guarded { try connection.execute(sql, arguments.map(\.value)) }
    }

    /// Executes one statement for each element, with the statement prepared once.
    ///
    /// - Parameter bind: appends the element's arguments, in order, to the empty array that it gets.
    /// - Returns: how many rows all of them inserted, updated or deleted.
    @discardableResult
    public func runEach<S: Sequence>(
        _ sql: SQL,
        _ elements: S,
        _ bind: (S.Element, inout [Value]) throws -> Void
    ) throws -> Int {
        try guarded {
            var changed = 0
            var arguments: [Value] = []
            for element in elements {
                arguments.removeAll(keepingCapacity: true)
                try bind(element, &arguments)
                changed += try connection.execute(sql, arguments)
            }
            return changed
        }
    }

    /// The first row of a result, read by the closure; nil when there is none.
    public func first<T>(_ sql: SQL, _ arguments: any Bindable..., read: (Row) throws -> T) throws -> T? {
        var result: T?
        try guarded {
            try connection.query(sql, arguments.map(\.value)) { row in
                result = try read(row)
                return false
            }
        }
        return result
    }

    /// All rows of a result, read by the closure. For results whose size has a bound.
    public func all<T>(_ sql: SQL, _ arguments: any Bindable..., read: (Row) throws -> T) throws -> [T] {
        var result: [T] = []
        try guarded {
            try connection.query(sql, arguments.map(\.value)) { row in
                result.append(try read(row))
                return true
            }
        }
        return result
    }

    /// Visits each row of a result as it comes, in flat memory. No other statement may run meanwhile.
    public func each(_ sql: SQL, _ arguments: any Bindable..., visit: (Row) throws -> Void) throws {
        try guarded {
            try connection.query(sql, arguments.map(\.value)) { row in
                try visit(row)
                return true
            }
        }
    }

    private func guarded<T>(_ body: () throws -> T) throws -> T {
        guard !hasFailed else { throw StoreFailure.sessionFailed }
        do {
            return try body()
        } catch {
            hasFailed = true
            throw error
        }
    }
}

/// What an engine does for a session.
public protocol EngineConnection: AnyObject {
    /// Executes a statement and says how many rows it changed.
    func execute(_ sql: SQL, _ arguments: [Value]) throws -> Int
    /// Visits rows until the closure says false or there are no more.
    func query(_ sql: SQL, _ arguments: [Value], _ visit: (Row) throws -> Bool) throws
}
