import Store

extension DDL {
    static let sqlite = DDL(
        id: "BLOB",
        bytes: "BLOB",
        text: "TEXT",
        integer: "INTEGER",
        strict: "STRICT",
        clustered: "STRICT, WITHOUT ROWID",
        updated: ""
    )
}
