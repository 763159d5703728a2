import GRDBSQLite
import Store

extension SQLiteConnection: TableConnection {
    func count(of table: Table) throws -> Int {
        try unsafe withStatement("SELECT count(*) FROM \(Table.quoted(table.name))") { statement in
            guard unsafe sqlite3_step(statement) == SQLITE_ROW else { throw failure() }
            return Int(unsafe sqlite3_column_int64(statement, 0))
        }
    }

    func rows(of table: Table, after key: [[UInt8]]?, limit: Int) throws -> PackedRows {
        let places = key.map { $0.indices.map { "?\($0 + 1)" } } ?? []
        return try unsafe withStatement(table.sliceText(limit: limit, after: places)) { statement in
            for (position, (bytes, column)) in zip(key ?? [], table.key).enumerated() {
                try unsafe bind(bytes[...], as: table.columns[column].kind, to: statement, at: CInt(position + 1))
            }
            var rows = PackedRows()
            while true {
                switch unsafe sqlite3_step(statement) {
                case SQLITE_ROW:
                    rows.beginRow(fields: table.columns.count)
                    for column in table.columns.indices { unsafe pack(statement, CInt(column), into: &rows) }
                case SQLITE_DONE: return rows
                default: throw failure()
                }
            }
        }
    }

    func add(_ rows: PackedRows, to table: Table) throws {
        // Checked at the commit: rows of one slice may refer to each other in any order.
        try executeScript("PRAGMA defer_foreign_keys = ON")
        let places = table.columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
        let text = "INSERT INTO \(Table.quoted(table.name)) (\(table.quotedColumns)) VALUES (\(places))"
        try unsafe withStatement(text) { statement in
            try rows.visit { fields in
                for (column, field) in fields.enumerated() {
                    let (kind, place) = (table.columns[column].kind, CInt(column + 1))
                    if let field {
                        try unsafe bind(rows.bytes[field], as: kind, to: statement, at: place)
                    } else {
                        unsafe sqlite3_bind_null(statement, place)
                    }
                }
                guard unsafe sqlite3_step(statement) == SQLITE_DONE else { throw failure() }
                unsafe sqlite3_reset(statement)
            }
        }
    }

    /// Prepares text that isn't a constant, for as long as the closure runs.
    private func withStatement<T>(_ text: String, _ body: (OpaquePointer) throws -> T) throws -> T {
        var made: OpaquePointer?
        guard unsafe sqlite3_prepare_v2(handle, text, -1, &made, nil) == SQLITE_OK, let made = unsafe made else {
            throw failure()
        }
        defer { unsafe sqlite3_finalize(made) }
        return try unsafe body(made)
    }

    private func pack(_ statement: OpaquePointer, _ column: CInt, into rows: inout PackedRows) {
        switch unsafe sqlite3_column_type(statement, column) {
        case SQLITE_NULL: rows.appendNull()
        case SQLITE_INTEGER: rows.append(unsafe sqlite3_column_int64(statement, column))
        default:
            // SQLite gives the bytes of text as they are.
            let start = unsafe sqlite3_column_blob(statement, column)
            let count = Int(unsafe sqlite3_column_bytes(statement, column))
            unsafe rows.append(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
        }
    }

    private func bind(
        _ bytes: ArraySlice<UInt8>,
        as kind: Table.Kind,
        to statement: OpaquePointer,
        at place: CInt
    ) throws {
        let code = unsafe bytes.withUnsafeBytes { bytes in
            switch kind {
            case .integer:
                unsafe sqlite3_bind_int64(statement, place, Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
            case .text:
                // A null pointer would bind NULL.
                unsafe bytes.isEmpty
                    ? sqlite3_bind_text(statement, place, "", 0, transient)
                    : sqlite3_bind_text(
                        statement,
                        place,
                        bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                        CInt(bytes.count),
                        transient
                    )
            case .bytes:
                unsafe bytes.isEmpty
                    ? sqlite3_bind_zeroblob(statement, place, 0)
                    : sqlite3_bind_blob(statement, place, bytes.baseAddress, CInt(bytes.count), transient)
            }
        }
        guard code == SQLITE_OK else { throw failure() }
    }
}
