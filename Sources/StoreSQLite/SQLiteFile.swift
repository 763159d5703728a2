import GRDBSQLite
import Store

/// A database's file as a whole.
public enum SQLiteFile {
    /// Writes what the database holds at one moment into another file, which is empty: all of it, and nothing of what was
    /// deleted. Whoever works on the database goes on meanwhile. Blocks its thread; a million members take some 20 s.
    public static func copy(_ path: String, to empty: String) throws {
        var opened: OpaquePointer?
        // Only who may write reads what a killed program has left in the log, when nobody else has the file open.
        let code = unsafe sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
        defer { unsafe sqlite3_close_v2(opened) }
        guard code == SQLITE_OK, let handle = unsafe opened else {
            throw StoreFailure.cannotOpen("Can't open the database \(path).")
        }
        unsafe sqlite3_busy_timeout(handle, 10_000)
        var prepared: OpaquePointer?
        unsafe sqlite3_prepare_v2(handle, "VACUUM INTO ?1", -1, &prepared, nil)
        defer { unsafe sqlite3_finalize(prepared) }
        unsafe empty.withCString { name in
            _ = unsafe sqlite3_bind_text(prepared, 1, name, -1, nil)
            unsafe sqlite3_step(prepared)
        }
        let outcome = unsafe sqlite3_extended_errcode(handle)
        guard outcome & 0xFF == SQLITE_OK || outcome == SQLITE_DONE else {
            throw StoreFailure(sqliteCode: outcome, text: unsafe String(cString: sqlite3_errmsg(handle)))
        }
    }
}
