import Store

/// Every statement about seals.
enum SealSQL {
    static let newest: SQL = "SELECT number FROM ledger_sealing ORDER BY number DESC LIMIT 1"

    static let begin: SQL = "INSERT INTO ledger_sealing (number, begun_at) VALUES (?1, ?2)"

    /// Leaves for those of the next accounts that have entries since their last one.
    static let insertLeaves: SQL = """
        INSERT INTO ledger_leaf (account, seal, sequence, head)
        SELECT a.id, ?3, a.sequence, a.head
        FROM (
            SELECT id, sequence, head FROM account WHERE id > ?1 ORDER BY id LIMIT ?2
        ) a
        WHERE a.sequence > COALESCE(
            (SELECT l.sequence FROM ledger_leaf l WHERE l.account = a.id ORDER BY l.seal DESC LIMIT 1), 0
        )
        ON CONFLICT (account, seal) DO NOTHING
        """

    /// The next accounts with their last leaves.
    static let leaves: SQL = """
        SELECT a.id, l.sequence, l.head
        FROM (SELECT id FROM account WHERE id > ?1 ORDER BY id LIMIT ?2) a
        LEFT JOIN ledger_leaf l ON l.account = a.id
            AND l.seal = (SELECT MAX(m.seal) FROM ledger_leaf m WHERE m.account = a.id)
        ORDER BY a.id
        """

    static let insert: SQL = """
        INSERT INTO ledger_seal (number, at, accounts, entries, root, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """

    static let last: SQL = """
        SELECT number, at, accounts, entries, root, hash FROM ledger_seal ORDER BY number DESC LIMIT 1
        """

    static let ofRoot: SQL = """
        SELECT number, at, accounts, entries, root, hash FROM ledger_seal WHERE root = ?1 ORDER BY number LIMIT 1
        """

    static let all: SQL = "SELECT number, at, accounts, entries, root, hash FROM ledger_seal ORDER BY number"

    /// Every leaf, account by account and seal by seal, with the entry that its account has there.
    static let everyLeaf: SQL = """
        SELECT l.account, l.seal, l.sequence, l.head, e.id, e.hash
        FROM ledger_leaf l LEFT JOIN entry e ON e.account = l.account AND e.sequence = l.sequence
        ORDER BY l.account, l.seal
        """

    static let firstEntry: SQL = "SELECT at FROM entry ORDER BY id LIMIT 1"

    static let memberAccounts: SQL = "SELECT COUNT(*) FROM account"
}
