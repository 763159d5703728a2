import Store

/// Every statement about corrections.
enum CorrectionSQL {
    static let insert: SQL = """
        INSERT INTO correction (id, person, credits, reason, requested_by, requested_at, key, request_hash)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """

    static let approve: SQL = """
        INSERT INTO correction_approval (correction, login, at, entry) VALUES (?1, ?2, ?3, ?4)
        """

    static let refuse: SQL = "INSERT INTO correction_refusal (correction, login, at) VALUES (?1, ?2, ?3)"

    static let one: SQL = """
        SELECT c.id, c.person, c.credits, c.reason, c.requested_by, c.requested_at, a.login, a.at, a.entry,
            f.login, f.at
        FROM correction c LEFT JOIN correction_approval a ON a.correction = c.id
        LEFT JOIN correction_refusal f ON f.correction = c.id
        WHERE c.id = ?1
        """

    static let ofKey: SQL = """
        SELECT c.id, c.person, c.credits, c.reason, c.requested_by, c.requested_at, a.login, a.at, a.entry,
            f.login, f.at, c.request_hash
        FROM correction c LEFT JOIN correction_approval a ON a.correction = c.id
        LEFT JOIN correction_refusal f ON f.correction = c.id
        WHERE c.key = ?1
        """

    static let page: SQL = """
        SELECT c.id, c.person, c.credits, c.reason, c.requested_by, c.requested_at, a.login, a.at, a.entry,
            f.login, f.at
        FROM correction c LEFT JOIN correction_approval a ON a.correction = c.id
        LEFT JOIN correction_refusal f ON f.correction = c.id
        WHERE c.id < ?1 ORDER BY c.id DESC LIMIT ?2
        """

    /// What was moved by correction, with what was asked for and approved.
    static let moved: SQL = """
        SELECT c.id, c.person, c.credits, c.reason, c.requested_by, c.requested_at, a.login, a.at, a.entry,
            f.login, f.at, e.id, e.account, e.reference, e.evidence,
            (SELECT CAST(SUM(p.amount) AS bigint) FROM posting p WHERE p.entry = e.id AND p.account = e.account)
        FROM entry e
        LEFT JOIN correction_approval a ON a.entry = e.id LEFT JOIN correction c ON c.id = a.correction
        LEFT JOIN correction_refusal f ON f.correction = c.id
        WHERE e.kind = 'correction' ORDER BY e.id
        """

    /// An approval that moved nothing.
    static let unmoved: SQL = """
        SELECT a.entry FROM correction_approval a
        WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = a.entry AND e.kind = 'correction') LIMIT 1
        """
}
