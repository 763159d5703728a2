import Store

/// The statements that prove the ledger.
enum LedgerSQL {
    /// A range of accounts with all that is theirs, account by account and entry by entry, as the indexes have it; each
    /// grant beside the leg of the entry that made it, and nowhere else.
    static let accounts: SQL = """
        SELECT a.id, a.balance, a.sequence, a.head,
            e.id, e.sequence, e.kind, e.at, e.reference, e.reverses, e.hash, e.evidence,
            p.account, p.credit_grant, p.amount,
            g.id, g.account, g.entry, g.source, g.package, g.starts_on, g.zone, g.expires_on, g.expires_at,
            g.amount, g.remaining, g.returns, p.leg
        FROM account a
        LEFT JOIN entry e ON e.account = a.id
        LEFT JOIN posting p ON p.entry = e.id
        LEFT JOIN credit_grant g ON g.account = a.id AND g.entry = e.id
            AND g.id = CASE WHEN e.kind = 'debit' THEN NULL ELSE p.credit_grant END
        WHERE a.id BETWEEN ?1 AND ?2
        ORDER BY a.id, e.sequence, p.leg
        """

    /// How many entries and grants a range of accounts has, be there such an account or not.
    static let counts: SQL = """
        SELECT (SELECT COUNT(*) FROM entry WHERE account BETWEEN ?1 AND ?2),
            (SELECT COUNT(*) FROM credit_grant WHERE account BETWEEN ?1 AND ?2)
        """

    /// What is said to be of an account whose id is none, being before the first one or after the last: in no range.
    static let outside: SQL = """
        SELECT 1 FROM account WHERE id < ?1 UNION ALL SELECT 1 FROM account WHERE id > ?2
        UNION ALL SELECT 1 FROM entry WHERE account < ?1 UNION ALL SELECT 1 FROM entry WHERE account > ?2
        UNION ALL SELECT 1 FROM credit_grant WHERE account < ?1 UNION ALL SELECT 1 FROM credit_grant WHERE account > ?2
        LIMIT 1
        """

    /// A counter account that is a member's as well.
    static let twoSidedAccount: SQL = """
        SELECT c.id FROM counter_account c JOIN account a ON a.id = c.id LIMIT 1
        """

    /// The account before which so many others are.
    static let accountAfter: SQL = "SELECT id FROM account ORDER BY id LIMIT 1 OFFSET ?1"

    static let entries: SQL = "SELECT COUNT(*) FROM entry"

    static let leaves: SQL = "SELECT COUNT(*) FROM ledger_leaf"

    static let counterAccounts: SQL = "SELECT id, kind, package FROM counter_account"

    static let postings: SQL = "SELECT COUNT(*) FROM posting"

    static let orphanedPosting: SQL = """
        SELECT p.entry FROM posting p WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = p.entry) LIMIT 1
        """

    static let orphanedEntry: SQL = """
        SELECT e.id, e.account FROM entry e
        WHERE e.account BETWEEN ?1 AND ?2 AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = e.account) LIMIT 1
        """

    static let orphanedGrant: SQL = """
        SELECT g.id, g.entry, g.account FROM credit_grant g
        WHERE g.account BETWEEN ?1 AND ?2 AND NOT EXISTS (
            SELECT 1 FROM posting p
            WHERE p.entry = g.entry AND p.credit_grant = g.id AND p.account = g.account AND p.amount = g.amount
        ) LIMIT 1
        """
}
