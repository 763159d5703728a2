import Store

extension DDL {
    static let sqlite = DDL(
        id: "BLOB",
        bytes: "BLOB",
        text: "TEXT",
        integer: "INTEGER",
        strict: "STRICT",
        clustered: "STRICT, WITHOUT ROWID",
        // A reference that is checked at once may end a statement of many rows half-way.
        deferred: "DEFERRABLE INITIALLY DEFERRED",
        updated: "",
        // A list of three and more is a table that SQLite makes anew for each row that is written.
        oneOf: { column, values in
            "(" + values.map { "\(column) = \($0)" }.joined(separator: " OR ") + ")"
        }
    )
}
