import Store

/// Every statement on invitations.
enum InvitationSQL {
    /// Whoever wasn't invited yet is still invited for being new, also when the roster with the new address is undone.
    static let queue: SQL = """
        INSERT INTO invitation (employment, change_set, queued_at, reason) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (employment) DO UPDATE SET change_set = excluded.change_set, queued_at = excluded.queued_at,
            reason = CASE
                WHEN invitation.reason = 'join' AND invitation.sent_at IS NULL THEN 'join' ELSE excluded.reason
            END,
            sent_at = NULL
        """

    /// For a slice of `arrival`, whose employments nobody was invited to yet.
    static let queueArrivals: SQL = """
        INSERT INTO invitation (employment, change_set, queued_at, reason)
        SELECT a.source, ?4, ?5, 'join' FROM arrival a
        WHERE a.batch = ?1 AND a.number > ?2 AND a.number <= ?3
        """

    /// The set whose invitations are next: one that was just published, or that of those sent again.
    static let nextSet: SQL = """
        SELECT i.change_set FROM invitation_set i WHERE i.is_done = 0 ORDER BY i.published_at LIMIT 1
        """

    static let addSet: SQL = """
        INSERT INTO invitation_set (change_set, published_at, is_done) VALUES (?1, ?2, 0)
        ON CONFLICT (change_set) DO UPDATE SET published_at = excluded.published_at, is_done = 0
        """

    static let endSet: SQL = "UPDATE invitation_set SET is_done = 1 WHERE change_set = ?1"

    /// In the order of their index. Each is then asked for by itself: PostgreSQL thinks that a tenth of all that are due is asked for,
    /// and would join each batch by going through everybody.
    static let due: SQL = """
        SELECT employment FROM invitation WHERE change_set = ?1 AND sent_at IS NULL ORDER BY queued_at LIMIT ?2
        """

    static let invitation: SQL = """
        SELECT i.employment, i.reason, e.person, e.given_name, e.email, e.phone, e.language, e.ends_on, m.name, m.zone,
            s.state = 2
        FROM invitation i
        LEFT JOIN live_employment e ON e.id = i.employment
        LEFT JOIN employer m ON m.id = e.employer
        JOIN change_set s ON s.id = i.change_set
        WHERE i.employment = ?1
        """

    /// One that a roster has queued anew meanwhile is due again with that roster.
    static let setSent: SQL = "UPDATE invitation SET sent_at = ?3 WHERE employment = ?1 AND change_set = ?2"
}
