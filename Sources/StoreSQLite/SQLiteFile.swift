import Foundation
import GRDBSQLite
import Store

/// A database's file as a whole. Both block their thread.
public enum SQLiteFile {
    /// Writes what the database holds at one moment into another file, which is empty: all of it, and nothing of what was
    /// deleted. Whoever works on the database goes on meanwhile. A million members took from 14 s to 92 s, as the disk allowed.
    /// Another program's database is refused.
    public static func copy(_ path: String, to empty: String) throws {
        try requireOurs(path)
        try unsafe with(path) { handle in
            var prepared: OpaquePointer?
            defer { unsafe sqlite3_finalize(prepared) }
            guard unsafe sqlite3_prepare_v2(handle, "VACUUM INTO ?1", -1, &prepared, nil) == SQLITE_OK,
                unsafe absolute(empty).withCString({ name in
                    unsafe sqlite3_bind_text(prepared, 1, name, -1, nil) == SQLITE_OK
                        && sqlite3_step(prepared) == SQLITE_DONE
                })
            else { throw unsafe failure(handle) }
        }
    }

    /// Makes one file of a database that nobody else has open: without a write-ahead log, and so that it can be read where
    /// nothing can be written.
    public static func makeOne(_ path: String) throws {
        try unsafe with(path) { handle in
            guard unsafe sqlite3_exec(handle, "PRAGMA journal_mode = DELETE", nil, nil, nil) == SQLITE_OK else {
                throw unsafe failure(handle)
            }
        }
    }

    private static func with(_ path: String, _ body: (OpaquePointer) throws -> Void) throws {
        _ = Setup.memoryIsUncounted
        var opened: OpaquePointer?
        defer { unsafe sqlite3_close_v2(opened) }
        // Only who may write reads what a killed program has left in the log, when nobody else has the file open.
        let code = unsafe sqlite3_open_v2(
            absolute(path),
            &opened,
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
            nil
        )
        guard code == SQLITE_OK, let handle = unsafe opened else {
            throw StoreFailure.cannotOpen("Can't open the database \(path).")
        }
        unsafe sqlite3_busy_timeout(handle, 10_000)
        try unsafe body(handle)
    }

    /// No `file:` at the beginning, which SQLite would take for an address.
    private static func absolute(_ path: String) -> String { URL(filePath: path).path }

    private static func failure(_ handle: OpaquePointer) -> StoreFailure {
        unsafe StoreFailure(
            sqliteCode: sqlite3_extended_errcode(handle),
            text: String(cString: sqlite3_errmsg(handle))
        )
    }
}
