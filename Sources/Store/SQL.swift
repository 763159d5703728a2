/// A statement, known at compile time. Values are never part of it: they are bound to `?1`, `?2` ….
///
/// One text serves both engines wherever SQLite 3.40 and PostgreSQL 15 agree; where they don't, the two stand side by
/// side. In DDL, type tokens stand for each engine's own: `{id}` (16 bytes), `{bytes}`, `{text}`, `{int}` (64 bits),
/// `{bool}` (0 or 1; add the CHECK), `{day}` and `{month}` (ISO text), `{instant}` (microseconds since 1970), and after
/// the closing parenthesis `{strict}` or, for small rows found by their key alone, `{clustered}`; then `{updated}` where
/// rows change in place again and again. `{deferred}` behind a reference of a table that gets many rows with one statement has
/// SQLite check it at the commit. `{kind in 'a', 'b', 'c'}` says in a CHECK or an index which values a column has: no `IN` of three
/// and more does.
public struct SQL: Sendable, ExpressibleByStringLiteral {
    /// For SQLite 3.40.
    public let sqlite: StaticString
    /// For PostgreSQL 15.
    public let postgres: StaticString

    /// One text for both engines.
    public init(stringLiteral value: StaticString) {
        sqlite = value
        postgres = value
    }

    /// Where the engines really differ.
    public init(sqlite: StaticString, postgres: StaticString) {
        self.sqlite = sqlite
        self.postgres = postgres
    }
}
