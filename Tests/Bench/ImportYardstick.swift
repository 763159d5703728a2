import CSV
import Foundation
import GRDB
import GRDBSQLite

/// What an import is measured against: the same rows, by prepared inserts, into one table with two unique indexes.
enum ImportYardstick {
    /// Reads the file and inserts every row in one transaction; the process that runs it is measured from outside.
    static func run(roster: URL, database: URL) throws {
        let queue = try DatabaseQueue(path: database.path)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
            try database.execute(
                sql: """
                    CREATE TABLE person (employee_number TEXT NOT NULL UNIQUE, given_name TEXT, family_name TEXT,
                        email TEXT, phone TEXT UNIQUE, national_id TEXT, birth_date TEXT, department TEXT, package TEXT,
                        start_date TEXT, locale TEXT) STRICT
                    """
            )
            guard let handle = unsafe database.sqliteConnection else { throw BenchFailure("no connection") }
            var statement: OpaquePointer?
            unsafe sqlite3_prepare_v2(handle, "INSERT INTO person VALUES (?,?,?,?,?,?,?,?,?,?,?)", -1, &statement, nil)
            defer { unsafe sqlite3_finalize(statement) }
            try database.execute(sql: "BEGIN")
            try eachRow(of: roster) { row in
                for column in 0..<row.count {
                    row.withUTF8(column) { span in
                        unsafe span.withUnsafeBufferPointer { bytes in
                            let copies = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
                            _ = unsafe bytes.withMemoryRebound(to: CChar.self) {
                                unsafe sqlite3_bind_text(
                                    statement,
                                    CInt(column + 1),
                                    $0.baseAddress,
                                    CInt($0.count),
                                    copies
                                )
                            }
                        }
                    }
                }
                guard unsafe sqlite3_step(statement) == SQLITE_DONE else { throw BenchFailure("a row was refused") }
                unsafe sqlite3_reset(statement)
            }
            try database.execute(sql: "COMMIT")
        }
        try queue.close()
    }

    private static func eachRow(of file: URL, _ body: (borrowing CSVRow) throws -> Void) throws {
        let handle = try FileHandle(forReadingFrom: file)
        var reader = CSVReader(dialect: Dialect())
        func visit(_ row: borrowing CSVRow) throws { if row.number > 0 { try body(row) } }
        while let chunk = try handle.read(upToCount: 65_536), !chunk.isEmpty { try reader.feed(chunk, visit) }
        try reader.finish(visit)
    }
}
