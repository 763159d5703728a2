import GRDBSQLite
import Glibc
import Kernel
import Store

/// One connection through SQLite's own interface, with its prepared statements.
///
/// GRDB opens, configures and pools the connections; statements go round its argument and row types, which cost four
/// times as much as binding and reading directly. Used by one thread at a time, as whoever owns the handle sees to.
@safe final class SQLiteConnection: EngineConnection, @unchecked Sendable {
    let handle: OpaquePointer
    /// By the address of the constant text. Statements are constants, so the cache can't grow without end.
    private var statements: [UInt: Statement] = [:]

    /// Whether a statement that may write has begun since this was set to false.
    var hasWritten = false

    /// Whether the writer has time for another step of long work.
    var hasTime: () -> Bool = { false }

    init(handle: OpaquePointer) { unsafe self.handle = handle }

    var mayGoOn: Bool { hasTime() }

    /// Ends all statements; the connection can be closed after that, and not before.
    func finalizeStatements() {
        for statement in statements.values { unsafe sqlite3_finalize(statement.pointer) }
        statements.removeAll()
    }

    /// How many pages the connection has written to the log since this was asked last.
    func countPagesWritten() -> Int {
        var (current, highest): (CInt, CInt) = (0, 0)
        unsafe sqlite3_db_status(handle, SQLITE_DBSTATUS_CACHE_WRITE, &current, &highest, 1)
        return Int(current)
    }

    /// Changes how many KiB of pages the connection keeps in memory.
    func keep(kibibytes: Int) { unsafe sqlite3_exec(handle, "PRAGMA cache_size = -\(kibibytes)", nil, nil, nil) }

    /// Brings into the file what of the log nobody else reads.
    func checkpoint() { unsafe sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil) }

    /// Whether a transaction is open.
    var isInsideTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

    /// Runs the closure on one snapshot, which its first statement takes.
    func withSnapshot<T>(_ body: () throws -> T) throws -> T {
        _ = try count("BEGIN", [])
        let outcome = Result { try body() }
        _ = try count("COMMIT", [])
        return try outcome.get()
    }

    /// Nothing: a file has one writer at a time, and a reader sees one snapshot.
    func lock(_: LockKey) {}

    /// Nothing: a statement is a call, and costs no journey.
    func together(_: Bool) {}

    func execute(_ sql: SQL, _ arguments: [Value], expecting expected: Int?) throws {
        let changed = try count(sql, arguments)
        if let expected, changed != expected { throw StoreFailure.overtaken }
    }

    func executeEach(_ sql: SQL, isCounted: Bool, _ next: (inout [Value]) throws -> Bool) throws -> Int {
        var changed = 0
        var arguments: [Value] = []
        while try next(&arguments) {
            changed += try count(sql, arguments)
            arguments.removeAll(keepingCapacity: true)
        }
        return changed
    }

    func count(_ sql: SQL, _ arguments: [Value]) throws -> Int {
        let statement = try prepare(sql, arguments)
        defer { unsafe sqlite3_reset(statement.pointer) }
        var code = unsafe sqlite3_step(statement.pointer)
        // A statement with RETURNING may be run for its effect alone.
        while code == SQLITE_ROW { code = unsafe sqlite3_step(statement.pointer) }
        guard code == SQLITE_DONE else { throw failure() }
        return statement.writes ? Int(unsafe sqlite3_changes(handle)) : 0
    }

    func query(_ sql: SQL, _ arguments: [Value], isStream: Bool, _ visit: (Row) throws -> Bool) throws {
        let statement = try prepare(sql, arguments)
        defer { unsafe sqlite3_reset(statement.pointer) }
        let row = unsafe Row(SQLiteRow(statement: statement.pointer))
        while true {
            switch unsafe sqlite3_step(statement.pointer) {
            case SQLITE_ROW: if try !visit(row) { return try finish(statement) }
            case SQLITE_DONE: return
            default: throw failure()
            }
        }
    }

    func ask(_ sql: SQL, _ arguments: [Value], _ visit: @escaping (Row) throws -> Void) throws -> () throws -> Void {
        try query(sql, arguments, isStream: false) { row in
            try visit(row)
            return true
        }
        return {}
    }

    /// A statement that writes must be stepped to its end even when its first row is enough.
    private func finish(_ statement: Statement) throws {
        guard statement.writes else { return }
        while true {
            switch unsafe sqlite3_step(statement.pointer) {
            case SQLITE_ROW: continue
            case SQLITE_DONE: return
            default: throw failure()
            }
        }
    }

    /// Runs text that isn't a constant: rendered DDL.
    func executeScript(_ text: String) throws {
        hasWritten = true
        guard unsafe sqlite3_exec(handle, text, nil, nil, nil) == SQLITE_OK else { throw failure() }
    }

    private func prepare(_ sql: SQL, _ arguments: [Value]) throws -> Statement {
        let text = sql.sqlite
        let start = unsafe text.utf8Start
        let key = UInt(bitPattern: start)
        let statement: Statement
        if let known = statements[key] {
            statement = known
        } else {
            var made: OpaquePointer?
            let code = unsafe sqlite3_prepare_v3(
                handle,
                Self.withoutUndo(text.description),
                -1,
                CUnsignedInt(SQLITE_PREPARE_PERSISTENT),
                &made,
                nil
            )
            guard code == SQLITE_OK, let made = unsafe made else { throw failure() }
            unsafe statement = Statement(pointer: made)
            statements[key] = statement
        }
        if statement.writes { hasWritten = true }
        for position in arguments.indices {
            try unsafe bind(arguments[position], to: statement.pointer, at: CInt(position + 1))
        }
        return statement
    }

    /// The statement with the words that a failure leaves what it has written so far.
    ///
    /// A session is over once a statement has failed, so a statement is never undone by itself; to be able to, SQLite
    /// would copy each page that a statement of many rows touches, which is a fifth of an import's time. References must be
    /// `{deferred}` for that, too.
    private static func withoutUndo(_ text: String) -> String {
        for verb in ["INSERT", "UPDATE"] where text.hasPrefix(verb + " ") {
            return verb + " OR FAIL" + text.dropFirst(verb.count)
        }
        return text
    }

    private func bind(_ value: Value, to statement: OpaquePointer, at index: CInt) throws {
        let code: CInt
        switch value {
        case .null: code = unsafe sqlite3_bind_null(statement, index)
        case .integer(let integer): code = unsafe sqlite3_bind_int64(statement, index, integer)
        case .text(let text):
            code = try unsafe text.utf8.span.withUnsafeBytes { utf8 in
                // An empty string may have no storage, and a null pointer would bind NULL.
                guard let start = utf8.baseAddress, unsafe !utf8.isEmpty else {
                    return unsafe sqlite3_bind_text(statement, index, "", 0, transient)
                }
                // PostgreSQL has no text with NUL in it, so no text has.
                guard unsafe memchr(start, 0, utf8.count) == nil else {
                    throw StoreFailure.constraint("text without NUL")
                }
                let characters = unsafe start.assumingMemoryBound(to: CChar.self)
                return unsafe sqlite3_bind_text(statement, index, characters, CInt(utf8.count), transient)
            }
        case .bytes(let bytes):
            code = unsafe bytes.withUnsafeBytes {
                unsafe $0.isEmpty
                    ? sqlite3_bind_zeroblob(statement, index, 0)
                    : sqlite3_bind_blob(statement, index, $0.baseAddress, CInt($0.count), transient)
            }
        case .id(let bits):
            code = unsafe withUnsafeBytes(of: bits.bigEndian) {
                unsafe sqlite3_bind_blob(statement, index, $0.baseAddress, 16, transient)
            }
        }
        guard code == SQLITE_OK else { throw failure() }
    }

    /// The failure that the connection's last error stands for.
    func failure() -> StoreFailure {
        let extended = unsafe sqlite3_extended_errcode(handle)
        let text = unsafe String(cString: sqlite3_errmsg(handle))
        return StoreFailure(sqliteCode: extended, text: text)
    }
}

/// A prepared statement of a connection.
@safe private struct Statement {
    let pointer: OpaquePointer
    let writes: Bool

    init(pointer: OpaquePointer) {
        unsafe self.pointer = pointer
        writes = unsafe sqlite3_stmt_readonly(pointer) == 0
    }
}

/// SQLite copies what is bound with this; the pointer need not outlive the call.
nonisolated(unsafe) let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// The row that a statement stands on.
@safe struct SQLiteRow: RowSource {
    let statement: OpaquePointer

    init(statement: OpaquePointer) { unsafe self.statement = statement }

    func isNull(_ column: Int) -> Bool { unsafe sqlite3_column_type(statement, CInt(column)) == SQLITE_NULL }

    func integer(_ column: Int) throws -> Int64 {
        guard unsafe sqlite3_column_type(statement, CInt(column)) == SQLITE_INTEGER else {
            throw StoreFailure.unreadable(column: column, expected: "integer")
        }
        return unsafe sqlite3_column_int64(statement, CInt(column))
    }

    func text(_ column: Int) throws -> String {
        guard unsafe sqlite3_column_type(statement, CInt(column)) == SQLITE_TEXT,
            let start = unsafe sqlite3_column_text(statement, CInt(column))
        else { throw StoreFailure.unreadable(column: column, expected: "text") }
        let count = Int(unsafe sqlite3_column_bytes(statement, CInt(column)))
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func bytes(_ column: Int) throws -> [UInt8] {
        guard unsafe sqlite3_column_type(statement, CInt(column)) == SQLITE_BLOB else {
            throw StoreFailure.unreadable(column: column, expected: "bytes")
        }
        let count = Int(unsafe sqlite3_column_bytes(statement, CInt(column)))
        guard count > 0, let start = unsafe sqlite3_column_blob(statement, CInt(column)) else { return [] }
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }

    func id(_ column: Int) throws -> UInt128 {
        guard unsafe sqlite3_column_type(statement, CInt(column)) == SQLITE_BLOB,
            unsafe sqlite3_column_bytes(statement, CInt(column)) == 16,
            let start = unsafe sqlite3_column_blob(statement, CInt(column))
        else { throw StoreFailure.unreadable(column: column, expected: "id") }
        return unsafe UInt128(bigEndian: start.loadUnaligned(as: UInt128.self))
    }
}
