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
    let connection: any EngineConnection
    /// Where random numbers come from: for secrets that a type draws by itself, as in `Token(random: session.random)`.
    public let random: any RandomSource
    private var hasFailed = false
    private var isTogether = false

    /// For engines.
    public init(connection: any EngineConnection, now: Instant, random: any RandomSource) {
        self.connection = connection
        self.now = now
        self.random = random
    }

    /// Runs what a transaction is for; throws `StoreFailure.sessionFailed` where a statement has failed and the closure came
    /// to its end all the same: what is left of it must not be committed. (A read may overlook a failure: it leaves nothing.)
    public func write<T>(_ body: (Session) throws -> T) throws -> T {
        let outcome = try body(self)
        guard !hasFailed else { throw StoreFailure.sessionFailed }
        return outcome
    }

    /// A new identifier of this session's instant.
    public func newID<Kind>() -> ID<Kind> {
        ID(at: now, random: UInt128(random.next()) << 64 | UInt128(random.next()))
    }

    /// That many new identifiers of this session's instant, in rising order: rows that are written one after another then
    /// lie beside one another.
    public func newIDs<Kind>(_ count: Int) -> [ID<Kind>] {
        newIDBits(count).map { ID(bits: $0) }
    }

    /// Of no kind, because each would be sorted by code that knows no kind.
    private func newIDBits(_ count: Int) -> [UInt128] {
        let bytes = random.bytes(16 * count)
        return unsafe bytes.withUnsafeBytes { bytes in
            (0..<count).map { index in
                let random = unsafe bytes.loadUnaligned(fromByteOffset: 16 * index, as: UInt128.self)
                return identifierBits(at: now, random: random)
            }.sorted()
        }
    }

    /// How long a transaction of many steps goes on at most.
    public static let longest = Duration.milliseconds(250)

    /// Whether long work in steps may take another one in this transaction: nobody waits for the engine's only writer, and
    /// the transaction hasn't lasted for `longest`.
    ///
    /// Few large transactions write each page of an index once where many small ones write it again and again.
    public var mayGoOn: Bool { connection.mayGoOn }

    /// That many random bytes, fit for secrets.
    public func randomBytes(_ count: Int) -> [UInt8] { random.bytes(count) }

    /// Keeps every other transaction that locks the same from going on until this one ends.
    ///
    /// Lock before reading what a decision rests on: the transactions of one person, say, then follow one another. On
    /// SQLite writes follow one another anyway. Two locks taken in different orders may make an engine undo one of the
    /// transactions, which `Store.write` then runs again.
    public func lock<Kind>(_ id: ID<Kind>) throws {
        try guarded { try connection.lock(LockKey(id.bits)) }
    }

    /// Keeps every other transaction that locks the same bytes from going on until this one ends; for what has no id,
    /// such as the keyed index of an address.
    public func lock(_ bytes: [UInt8]) throws {
        try guarded { try connection.lock(LockKey(bytes)) }
    }

    /// Executes a statement for its effect.
    ///
    /// An engine far away may send it together with what comes after it, so that a failure may show only with a later
    /// statement or with the commit.
    public func run(_ sql: SQL, _ arguments: any Bindable...) throws {
        try guarded { try connection.execute(sql, arguments.map(\.value), expecting: nil) }
    }

    /// Lets an engine far away execute what the closure runs as one statement.
    ///
    /// Only for statements run for their effect, of which none needs to see a row that another writes, and no two change
    /// the same row: they may happen at once. What refers to another's row comes after it. A question asked in between ends
    /// one such statement, and begins the next; what is together already stays so.
    public func together<T>(_ body: () throws -> T) throws -> T {
        guard !isTogether else { return try body() }
        try guarded { try connection.together(true) }
        isTogether = true
        let outcome = Result { try body() }
        isTogether = false
        if !hasFailed { try guarded { try connection.together(false) } }
        return try outcome.get()
    }

    /// Executes a statement that changes exactly one row; anything else is `StoreFailure.overtaken`. May be sent late, as
    /// `run` is.
    public func runOne(_ sql: SQL, _ arguments: any Bindable...) throws {
        try guarded { try connection.execute(sql, arguments.map(\.value), expecting: 1) }
    }

    /// Executes a statement and says how many rows it inserted, updated or deleted.
    public func runCounting(_ sql: SQL, _ arguments: any Bindable...) throws -> Int {
        try guarded { try connection.count(sql, arguments.map(\.value)) }
    }

    /// Executes one statement for each element, with the statement prepared once. May be sent late, as `run` is.
    ///
    /// Where PostgreSQL's text is a `COPY … FROM STDIN (FORMAT binary)`, the elements are its rows.
    ///
    /// - Parameter bind: appends the element's arguments, in order, to the empty array that it gets.
    public func runEach<S: Sequence>(
        _ sql: SQL,
        _ elements: S,
        _ bind: (S.Element, inout [Value]) throws -> Void
    ) throws {
        _ = try each(of: elements, sql, isCounted: false, bind)
    }

    /// As `runEach`, and says how many rows all of them inserted, updated or deleted.
    public func runEachCounting<S: Sequence>(
        _ sql: SQL,
        _ elements: S,
        _ bind: (S.Element, inout [Value]) throws -> Void
    ) throws -> Int {
        try each(of: elements, sql, isCounted: true, bind)
    }

    private func each<S: Sequence>(
        of elements: S,
        _ sql: SQL,
        isCounted: Bool,
        _ bind: (S.Element, inout [Value]) throws -> Void
    ) throws -> Int {
        try guarded {
            var iterator = elements.makeIterator()
            return try connection.executeEach(sql, isCounted: isCounted) { arguments in
                guard let element = iterator.next() else { return false }
                try bind(element, &arguments)
                return true
            }
        }
    }

    /// The first row of a result, read by the closure; nil when there is none.
    public func first<T>(_ sql: SQL, _ arguments: any Bindable..., read: (Row) throws -> T) throws -> T? {
        var result: T?
        try guarded {
            try connection.query(sql, arguments.map(\.value), isStream: false) { row in
                result = try read(row)
                return false
            }
        }
        return result
    }

    /// Asks for the rows of a result, whose number has a bound, and goes on; `Answer.get` waits for them.
    ///
    /// An engine far away may send the question together with what comes after it, so that two questions take one round
    /// trip. Ask before writing what the question is about.
    public func ask<T>(
        _ sql: SQL,
        _ arguments: any Bindable...,
        read: @escaping (Row) throws -> T
    ) throws -> Answer<T> {
        let answer = Answer<T>(session: self)
        answer.wait = try guarded {
            try connection.ask(sql, arguments.map(\.value)) { answer.rows.append(try read($0)) }
        }
        return answer
    }

    /// All rows of a result, read by the closure. For results whose size has a bound.
    public func all<T>(_ sql: SQL, _ arguments: any Bindable..., read: (Row) throws -> T) throws -> [T] {
        var result: [T] = []
        try guarded {
            try connection.query(sql, arguments.map(\.value), isStream: false) { row in
                result.append(try read(row))
                return true
            }
        }
        return result
    }

    /// Visits each row of a result as it comes, in flat memory. No other statement may run meanwhile.
    public func each(_ sql: SQL, _ arguments: any Bindable..., visit: (Row) throws -> Void) throws {
        try guarded {
            try connection.query(sql, arguments.map(\.value), isStream: true) { row in
                try visit(row)
                return true
            }
        }
    }

    func guarded<T>(_ body: () throws -> T) throws -> T {
        guard !hasFailed else { throw StoreFailure.sessionFailed }
        do {
            return try body()
        } catch {
            hasFailed = true
            throw error
        }
    }
}

/// Rows that a session has asked for; used up within the transaction.
public final class Answer<T> {
    private let session: Session
    fileprivate var wait: () throws -> Void = {}
    fileprivate var rows: [T] = []

    fileprivate init(session: Session) { self.session = session }

    /// The rows.
    public func get() throws -> [T] {
        try session.guarded(wait)
        return rows
    }
}

/// What an engine does for a session.
public protocol EngineConnection: AnyObject, TableConnection {
    /// What `Session.mayGoOn` says.
    var mayGoOn: Bool { get }
    /// Keeps other transactions that lock the same key waiting until this one ends.
    func lock(_ key: LockKey) throws
    /// Executes a statement, now or together with what follows; when it was to change a number of rows and didn't, fails
    /// with `StoreFailure.overtaken`.
    func execute(_ sql: SQL, _ arguments: [Value], expecting: Int?) throws
    /// Whether the statements that are executed from here on may be combined into one; what was held back for that is
    /// executed before anything else.
    func together(_ isWanted: Bool) throws
    /// Executes a statement and says how many rows it changed.
    func count(_ sql: SQL, _ arguments: [Value]) throws -> Int
    /// Executes a statement again and again, with the arguments that the closure appends, until it says false.
    ///
    /// - Returns: how many rows all of them changed; zero unless it is to be counted.
    func executeEach(_ sql: SQL, isCounted: Bool, _ next: (inout [Value]) throws -> Bool) throws -> Int
    /// Asks for rows, which are visited at the latest when the closure that comes back is called.
    func ask(_ sql: SQL, _ arguments: [Value], _ visit: @escaping (Row) throws -> Void) throws -> () throws -> Void
    /// Visits rows until the closure says false or there are no more.
    ///
    /// - Parameter isStream: the result may be larger than memory.
    func query(_ sql: SQL, _ arguments: [Value], isStream: Bool, _ visit: (Row) throws -> Bool) throws
}

/// What is locked, as 64 bits: two things that share a key merely wait for one another.
public struct LockKey: Sendable, Hashable {
    /// The key.
    public let bits: Int64

    init(_ id: UInt128) { bits = Self.mix(UInt64(truncatingIfNeeded: id >> 64) &* 31 ^ UInt64(truncatingIfNeeded: id)) }

    init(_ bytes: [UInt8]) {
        // FNV-1a: keyed indexes are evenly spread already.
        bits = Self.mix(bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
    }

    private static func mix(_ value: UInt64) -> Int64 {
        let mixed = (value ^ (value >> 33)) &* 0xff51_afd7_ed55_8ccd
        return Int64(bitPattern: mixed ^ (mixed >> 33))
    }
}
