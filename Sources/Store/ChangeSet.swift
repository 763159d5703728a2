public import Kernel

/// Rows that become visible all at once.
///
/// Large work, such as a roster of a million rows, is written in slices, in transactions that end when somebody waits, so
/// that nobody waits for long; yet whoever asks must see all of it or nothing. So each versioned row says which change
/// set `introduced` it and which, if any, `superseded` it, and a room's `live_…` view shows those rows whose introducing
/// set is published and whose superseding set isn't. Publishing and withdrawing is one UPDATE of one row.
public enum ChangeSet {
    /// The set that is always published: for rows that count from the moment they are written.
    public static let immediate = ChangeSetID(bits: 0)

    /// Opens a set that nobody sees yet.
    public static func open(in session: Session) throws -> ChangeSetID {
        let id: ChangeSetID = session.newID()
        try session.run("INSERT INTO change_set (id, state) VALUES (?1, 0)", id)
        return id
    }

    /// Makes everything in the set count, at once.
    public static func publish(_ id: ChangeSetID, in session: Session) throws {
        try session.run(
            "UPDATE change_set SET state = 1, published_at = ?2 WHERE id = ?1 AND state = 0",
            id,
            session.now
        )
    }

    /// Makes everything in the set as if it had never been.
    public static func withdraw(_ id: ChangeSetID, in session: Session) throws {
        try session.run("UPDATE change_set SET state = 2 WHERE id = ?1", id)
    }

    /// The table.
    static let migrations = [
        Migration(
            "store/0001",
            [
                """
                CREATE TABLE change_set (
                    id {id} NOT NULL PRIMARY KEY,
                    state {int} NOT NULL CHECK (state IN (0, 1, 2)), -- open, published, withdrawn
                    published_at {instant} -- of the immediate set, long ago
                ) {clustered}
                """,
                SQL(
                    sqlite: "INSERT INTO change_set (id, state, published_at) VALUES (zeroblob(16), 1, 0)",
                    postgres: """
                        INSERT INTO change_set (id, state, published_at)
                        VALUES ('00000000-0000-0000-0000-000000000000', 1, 0)
                        """
                ),
            ]
        )
    ]
}
