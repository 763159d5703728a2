import Store

/// Every statement of the room that moves or shows credits.
enum CreditsSQL {
    static let tookFrom: SQL = """
        SELECT 1 FROM posting p JOIN credit_grant g ON g.account = p.account AND g.id = p.credit_grant
        WHERE p.entry = ?1 AND g.source = ?2 LIMIT 1
        """

    /// With its grants that have credits left, and those that haven't expired at an instant; and with the counter account
    /// of a debit that may follow, if it is open.
    static let memberAccount: SQL = """
        SELECT a.sequence, a.head, (SELECT c.id FROM counter_account c WHERE c.id = ?3),
            g.id, g.account, g.entry, g.source, g.package, g.starts_on, g.zone, g.expires_on, g.expires_at, g.amount,
            g.remaining, g.returns
        FROM account a LEFT JOIN credit_grant g ON g.account = a.id AND (g.remaining > 0
            OR (g.expires_at > ?2 AND g.returns IS NULL))
        WHERE a.id = ?1
        """

    static let openMemberAccount: SQL = """
        INSERT INTO account (id, balance, sequence, head) VALUES (?1, 0, 0, ?2)
        """

    static let openLocationAccount: SQL = """
        INSERT INTO counter_account (id, kind) VALUES (?1, 'location') ON CONFLICT DO NOTHING
        """

    static let openPackageAccount: SQL = """
        INSERT INTO counter_account (id, kind, package) VALUES (?1, 'package', ?2) ON CONFLICT DO NOTHING
        """

    static let openCorrectionsAccount: SQL = """
        INSERT INTO counter_account (id, kind) VALUES (?1, 'operator') ON CONFLICT DO NOTHING
        """

    static let moveHead: SQL = """
        UPDATE account SET balance = balance + ?2, sequence = ?3, head = ?4 WHERE id = ?1
        """

    static let insertEntry: SQL = """
        INSERT INTO entry (id, account, sequence, kind, at, reference, reverses, evidence, hash)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """

    static let insertPosting: SQL = """
        INSERT INTO posting (entry, leg, account, credit_grant, amount) VALUES (?1, ?2, ?3, ?4, ?5)
        """

    static let insertTwoPostings: SQL = """
        INSERT INTO posting (entry, leg, account, credit_grant, amount)
        VALUES (?1, 0, ?2, ?3, ?4), (?1, 1, ?5, ?6, ?7)
        """

    static let insertGrant: SQL = """
        INSERT INTO credit_grant (id, account, entry, source, package, starts_on, zone, expires_on, expires_at,
            amount, remaining, returns)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, ?11)
        """

    /// What a period of a source was granted, used up or not, without what of it has expired.
    static let granted: SQL = """
        SELECT CAST(COALESCE(SUM(g.amount + COALESCE((
                SELECT SUM(p.amount) FROM entry e JOIN posting p ON p.entry = e.id
                WHERE e.account = ?1 AND e.kind = 'expiry' AND p.credit_grant = g.id), 0)), 0) AS bigint)
        FROM credit_grant g
        WHERE g.account = ?1 AND g.source = ?2 AND g.starts_on = ?3 AND g.returns IS NULL
        """

    static let moveRemaining: SQL = "UPDATE credit_grant SET remaining = remaining + ?3 WHERE account = ?1 AND id = ?2"

    static let setExpiry: SQL = """
        UPDATE credit_grant SET expires_on = ?3, expires_at = ?4 WHERE account = ?1 AND id = ?2
        """

    /// What a debit moved, from which grants, and what gave it back.
    static let legsOfDebit: SQL = """
        SELECT p.account, p.credit_grant, p.amount, r.id, g.id, g.account, g.entry, g.source, g.package, g.starts_on,
            g.zone, g.expires_on, g.expires_at, g.amount, g.remaining, g.returns
        FROM entry e JOIN posting p ON p.entry = e.id
        LEFT JOIN credit_grant g ON g.account = p.account AND g.id = p.credit_grant LEFT JOIN entry r ON r.reverses = e.id
        WHERE e.id = ?1 AND e.account = ?2 AND e.kind = 'debit' ORDER BY p.leg
        """

    static let entriesOfMember: SQL = """
        SELECT e.id, e.sequence, e.kind, e.at, e.reference,
            (SELECT CAST(SUM(p.amount) AS bigint) FROM posting p WHERE p.entry = e.id AND p.account = e.account),
            (SELECT c.reason FROM correction_approval a JOIN correction c ON c.id = a.correction WHERE a.entry = e.id)
        FROM entry e WHERE e.account = ?1 AND e.sequence < ?2 ORDER BY e.sequence DESC LIMIT ?3
        """
}
