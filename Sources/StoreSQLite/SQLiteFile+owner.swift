import Foundation
import GRDBSQLite
import Store

extension SQLiteFile {
    /// Throws `StoreFailure.cannotOpen` for another program's database: one that has tables, and not ours among them. It stays
    /// as it is. What is missing, empty, no database or can't be read is for whoever opens it to find out.
    public static func requireOurs(_ path: String) throws {
        _ = Setup.memoryIsUncounted
        var opened: OpaquePointer?
        defer { unsafe sqlite3_close_v2(opened) }
        // Even who only reads leaves files beside a database that has a log, unless it is called immutable; what is only in a
        // log is read with it.
        let hasLog = FileManager.default.fileExists(atPath: path + "-wal")
        let address = URL(filePath: path).absoluteString + (hasLog ? "" : "?immutable=1")
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
        guard unsafe sqlite3_open_v2(address, &opened, flags, nil) == SQLITE_OK else { return }
        unsafe sqlite3_busy_timeout(opened, 10_000)
        var prepared: OpaquePointer?
        defer { unsafe sqlite3_finalize(prepared) }
        let first = """
            SELECT name FROM sqlite_schema
            WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
                AND NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration')
            ORDER BY name LIMIT 1
            """
        guard unsafe sqlite3_prepare_v2(opened, first, -1, &prepared, nil) == SQLITE_OK,
            unsafe sqlite3_step(prepared) == SQLITE_ROW, let name = unsafe sqlite3_column_text(prepared, 0)
        else { return }
        throw unsafe StoreFailure.another(path, holding: String(cString: name))
    }
}
