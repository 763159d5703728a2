import GRDBSQLite
import Store
import Synchronization

/// Reading connections for look-ups by key on the caller's own thread: no hop, no queue.
///
/// A look-up takes one from a stack and puts it back. `SQLiteConnection` resets every statement, also when the closure
/// throws; a statement left open would pin the write-ahead log.
final class PointReaders: Sendable {
    private let path: String
    private let idle = Mutex<[PointReader]>([])

    init(path: String) { self.path = path }

    func use<T>(_ body: (SQLiteConnection) throws -> T) throws -> T {
        let reader = try idle.withLock { $0.popLast() } ?? PointReader(path: path, keeping: Setup.cache)
        defer { idle.withLock { $0.append(reader) } }
        return try body(reader.connection)
    }

    /// Reads with a connection for this alone, which keeps little: it reads everything once, and sorts in as much memory as
    /// it keeps pages in.
    func useApart<T>(_ body: (SQLiteConnection) throws -> T) throws -> T {
        let reader = try PointReader(path: path, keeping: Setup.cache / 4)
        defer { reader.close() }
        return try body(reader.connection)
    }

    func close() {
        idle.withLock { readers in
            for reader in readers { reader.close() }
            readers.removeAll()
        }
    }
}

/// One read-only connection; used by whoever took it from the stack, and by nobody else meanwhile.
@safe private final class PointReader: @unchecked Sendable {
    private let handle: OpaquePointer
    let connection: SQLiteConnection

    init(path: String, keeping kibibytes: Int) throws {
        var opened: OpaquePointer?
        let code = unsafe sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let opened = unsafe opened else {
            unsafe sqlite3_close_v2(opened)
            throw StoreFailure.cannotOpen("Can't open the database \(path) for reading.")
        }
        unsafe sqlite3_busy_timeout(opened, 10_000)
        unsafe handle = opened
        connection = unsafe SQLiteConnection(handle: opened)
        connection.keep(kibibytes: kibibytes)
    }

    func close() {
        connection.finalizeStatements()
        unsafe sqlite3_close_v2(handle)
    }
}
