import Foundation
import GRDB
import GRDBSQLite
public import Kernel
public import Logging
public import Store
import Synchronization

/// The embedded engine: one SQLite file in WAL mode, every commit synced to the disk (`synchronous=FULL`).
///
/// One writer with group commit, a pool of readers on snapshots, and `glance` and `point` on the caller's own thread.
public final class SQLiteStore: Store {
    private let pool: DatabasePool
    private let writer: GroupCommit
    private let checkpointer: Checkpointer
    private let writerConnection: SQLiteConnection
    private let points: PointReaders
    private let readers = Mutex<[UInt: SQLiteConnection]>([:])
    private let surroundings: Surroundings
    /// The path that was opened.
    public let path: String
    /// How many writes may wait for the writer unless told; more are refused as busy, which is a 503 with Retry-After.
    public static let queueLimit = 20_000

    /// Opens or creates the file.
    ///
    /// Throws `StoreFailure.cannotOpen` with a text that says what to do; another program's database isn't touched.
    public init(
        path: String,
        surroundings: Surroundings = Surroundings(),
        queueLimit: Int = queueLimit,
        logger: Logger
    ) throws {
        Setup.heapsAreFew
        if Setup.memoryIsUncounted != SQLITE_OK {
            logger.notice(
                "SQLite counts its memory, which is slower.",
                metadata: ["sqlite": "\(Setup.memoryIsUncounted)"]
            )
        }
        // Opening it turns its log on, and so writes.
        try SQLiteFile.requireOurs(path)
        var configuration = Configuration()
        configuration.label = "carnet"
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            // What is sorted on the way goes to a file once it is larger than this.
            try database.execute(sql: "PRAGMA cache_size = -\(Setup.cache)")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets NORMAL when it turns WAL on, so this comes after opening.
            try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                // What undoes one member of a group stays in memory.
                try database.execute(sql: "PRAGMA temp_store = MEMORY")
                try database.execute(sql: "PRAGMA journal_size_limit = \(Checkpointer.keptLog)")
                // The checkpointer does it, and no commit waits.
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw StoreFailure.cannotOpen("\(path) isn't a database. Name Carnet's own file with --database.")
        } catch {
            let reason = (error as? DatabaseError)?.message ?? error.localizedDescription
            throw StoreFailure.cannotOpen(
                "Can't open the database \(path): \(reason). Check that its folder exists, and that it can be written."
            )
        }
        self.path = path
        self.surroundings = surroundings
        writerConnection = try pool.writeWithoutTransaction { database in
            guard let handle = unsafe database.sqliteConnection else {
                throw StoreFailure.cannotOpen("The database is closed.")
            }
            // The writer itself waits for other programs' writers.
            unsafe sqlite3_busy_timeout(handle, 0)
            return unsafe SQLiteConnection(handle: handle)
        }
        checkpointer = Checkpointer(path: path, logger: logger)
        writer = GroupCommit(
            connection: writerConnection,
            checkpointer: checkpointer,
            sign: WaitingSign(path: path),
            surroundings: surroundings,
            queueLimit: queueLimit,
            logger: logger
        )
        points = PointReaders(path: path)
        let pool = pool
        writer.start { serve in pool.holdWriter(serve) }
    }

    public func read<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try await pool.read { [self] database in
            try body(session(on: try connection(of: database)))
        }
    }

    public func glance<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try points.use { connection in
            try connection.withSnapshot { try body(session(on: connection)) }
        }
    }

    public func readApart<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
            let thread = Thread { [self] in
                continuation.resume(
                    with: Result {
                        try points.useApart { connection in
                            try connection.withSnapshot { try body(session(on: connection)) }
                        }
                    }
                )
            }
            thread.name = "carnet.snapshot"
            thread.start()
        }
    }

    @discardableResult
    public func write<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try await writer.submit(body)
    }

    public func point<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try points.use { connection in
            try body(session(on: connection))
        }
    }

    public func migrate(_ migrations: [Migration]) async throws {
        let writerConnection = writerConnection
        try await write { session in
            try session.run(
                "CREATE TABLE IF NOT EXISTS migration (name TEXT NOT NULL PRIMARY KEY, at INTEGER NOT NULL) STRICT"
            )
            let applied = Set(try session.all("SELECT name FROM migration ORDER BY at, name") { try $0[0] as String })
            let known = Set(migrations.map(\.name))
            if let newer = applied.subtracting(known).min() { throw StoreFailure.schemaNewer(migration: newer) }
            for migration in migrations where !applied.contains(migration.name) {
                for statement in migration.statements {
                    try writerConnection.executeScript(DDL.sqlite.render(statement.sqlite))
                }
                try session.run("INSERT INTO migration (name, at) VALUES (?1, ?2)", migration.name, session.now)
            }
        }
    }

    public func close() async throws {
        writer.close()
        checkpointer.close()
        writerConnection.finalizeStatements()
        points.close()
        readers.withLock { readers in
            for reader in readers.values { reader.finalizeStatements() }
            readers.removeAll()
        }
        try pool.close()
        bringInTheLog()
    }

    /// SQLite brings the write-ahead log in and removes it when nobody has the file open any more, if the last connection can
    /// write; the pool closes its readers last. So this one comes and goes: what is kept of a stopped program is one file.
    private func bringInTheLog() {
        var handle: OpaquePointer?
        if unsafe sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK {
            // A connection that hasn't read yet doesn't know that there is a log.
            _ = unsafe sqlite3_exec(handle, "SELECT 1 FROM sqlite_schema", nil, nil, nil)
        }
        unsafe sqlite3_close_v2(handle)
    }

    private func session(on connection: SQLiteConnection) -> Session {
        Session(connection: connection, now: surroundings.time.now(), random: surroundings.random)
    }

    /// The statements that belong to one of the pool's reading connections.
    private func connection(of database: Database) throws -> SQLiteConnection {
        guard let handle = unsafe database.sqliteConnection else {
            throw StoreFailure.cannotOpen("The database is closed.")
        }
        let key = UInt(bitPattern: handle)
        return readers.withLock { readers in
            if let known = readers[key] { return known }
            let made = unsafe SQLiteConnection(handle: handle)
            readers[key] = made
            return made
        }
    }
}

extension DatabasePool {
    /// Keeps the writing connection for as long as the closure runs: for the life of the writer's thread.
    fileprivate func holdWriter(_ body: () -> Void) {
        writeWithoutTransaction { _ in body() }
    }
}
