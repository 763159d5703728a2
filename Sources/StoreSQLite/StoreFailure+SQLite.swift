import GRDBSQLite
import Store

extension StoreFailure {
    /// Maps SQLite's extended result code and its words.
    init(sqliteCode: CInt, text: String) {
        switch sqliteCode & 0xFF {
        case SQLITE_CONSTRAINT:
            // "UNIQUE constraint failed: person.national_id_index", "CHECK constraint failed: name"
            let name = text.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? text
            switch sqliteCode >> 8 {
            case 8, 6, 10: self = .notUnique(constraint: name)  // UNIQUE, PRIMARYKEY, ROWID
            case 3: self = .foreignKey
            default: self = .constraint(name)
            }
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
        case SQLITE_FULL: self = .full
        case SQLITE_READONLY: self = .readOnly
        case SQLITE_IOERR: self = .diskRefused(code: String(sqliteCode))
        case SQLITE_NOTADB, SQLITE_CORRUPT: self = .damaged
        default: self = .engine(code: String(sqliteCode), text)
        }
    }
}
