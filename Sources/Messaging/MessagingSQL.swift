import Store

/// Every statement of the room.
enum MessagingSQL {
    static let insert: SQL = """
        INSERT INTO message (id, channel, priority, address, subject, words, person, posted_at, due_at, expires_at, state)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9, 'due')
        """

    static let countDue: SQL = "SELECT channel, COUNT(*) FROM message WHERE state = 'due' GROUP BY channel"

    static let state: SQL = "SELECT state FROM message WHERE id = ?1"

    /// In the order of the index: without one, PostgreSQL thinks that it soon meets one among all messages.
    static let isAnyDue: SQL = """
        SELECT 1 FROM message WHERE state = 'due' AND channel = ?1 AND priority = ?2 AND due_at <= ?3
        ORDER BY due_at LIMIT 1
        """

    /// Takes messages for a while; on PostgreSQL two dispatchers take different ones. An array, not IN: a join could run
    /// the SELECT more than once and take more than the limit.
    static let claim = SQL(
        sqlite: """
            UPDATE message SET due_at = ?4, tries = tries + 1
            WHERE id IN (
                SELECT id FROM message
                WHERE state = 'due' AND channel = ?1 AND priority = ?2 AND due_at <= ?3
                ORDER BY due_at, id LIMIT ?5
            )
            RETURNING id, address, subject, words, posted_at, expires_at, tries
            """,
        postgres: """
            UPDATE message SET due_at = ?4, tries = tries + 1
            WHERE id = ANY (ARRAY(
                SELECT id FROM message
                WHERE state = 'due' AND channel = ?1 AND priority = ?2 AND due_at <= ?3
                ORDER BY due_at, id LIMIT ?5
                FOR UPDATE SKIP LOCKED
            ))
            RETURNING id, address, subject, words, posted_at, expires_at, tries
            """
    )

    static let markSent: SQL = """
        UPDATE message SET state = 'sent', ended_at = ?2, subject = NULL, words = NULL WHERE id = ?1 AND state = 'due'
        """

    static let markFailed: SQL = """
        UPDATE message SET state = 'failed', ended_at = ?2, reason = ?3, subject = NULL, words = NULL
        WHERE id = ?1 AND state = 'due'
        """

    static let postpone: SQL = "UPDATE message SET due_at = ?2, reason = ?3 WHERE id = ?1 AND state = 'due'"
}
