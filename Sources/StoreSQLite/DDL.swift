import Store

/// Renders the type tokens of DDL for SQLite.
enum DDL {
    private static let tokens: [(String, String)] = [
        ("{id}", "BLOB"), ("{bytes}", "BLOB"), ("{text}", "TEXT"), ("{int}", "INTEGER"), ("{bool}", "INTEGER"),
        ("{day}", "TEXT"), ("{month}", "TEXT"), ("{instant}", "INTEGER"),
        ("{strict}", "STRICT"), ("{clustered}", "STRICT, WITHOUT ROWID"),
    ]

    static func render(_ sql: SQL) -> String {
        var text = sql.sqlite.description
        for (token, type) in tokens { text = text.replacing(token, with: type) }
        return text
    }
}
