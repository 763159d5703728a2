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
        updated: ""
    )
}
