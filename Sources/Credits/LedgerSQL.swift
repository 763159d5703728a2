import Store

/// The statements that prove the ledger.
enum LedgerSQL {
    /// Everything, account by account and entry by entry, as the indexes have it.
    static let everything: SQL = """
        SELECT a.id, a.balance, a.sequence, a.head,
            e.id, e.sequence, e.kind, e.at, e.reference, e.reverses, e.hash,
            p.account, p.credit_grant, p.amount, o.kind,
            g.id, g.account, g.entry, g.source, g.package, g.starts_on, g.zone, g.expires_on, g.expires_at,
            g.amount, g.remaining, g.returns, e.evidence
        FROM account a
        LEFT JOIN entry e ON e.account = a.id
        LEFT JOIN posting p ON p.entry = e.id
        LEFT JOIN account o ON o.id = p.account
        LEFT JOIN credit_grant g ON g.id = p.credit_grant
        WHERE a.kind = 'member'
        ORDER BY a.id, e.sequence, p.leg
        """

    static let entries: SQL = "SELECT COUNT(*) FROM entry"

    static let leaves: SQL = "SELECT COUNT(*) FROM ledger_leaf"

    static let counterAccounts: SQL = "SELECT id, package FROM account WHERE kind IN ('package', 'operator')"

    static let orphanedPosting: SQL = """
        SELECT p.entry FROM posting p WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = p.entry) LIMIT 1
        """

    static let orphanedEntry: SQL = """
        SELECT e.id, e.account FROM entry e
        WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.id = e.account AND a.kind = 'member') LIMIT 1
        """

    static let orphanedGrant: SQL = """
        SELECT g.id, g.entry, g.account FROM credit_grant g
        WHERE NOT EXISTS (
            SELECT 1 FROM posting p
            WHERE p.entry = g.entry AND p.credit_grant = g.id AND p.account = g.account AND p.amount = g.amount
        ) LIMIT 1
        """
}
