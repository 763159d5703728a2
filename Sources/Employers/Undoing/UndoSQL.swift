import Store

/// Every statement that takes an application back.
enum UndoSQL {
    static let roster: SQL = """
        SELECT r.state, r.applied_base, e.roster_base, r.change_set, r.employer, r.applied_at
        FROM roster r JOIN employer e ON e.id = r.employer WHERE r.id = ?1
        """

    /// The persons whom a roster brought, by rows.
    static let joined: SQL = """
        SELECT r.number, e.person FROM roster_row r
        JOIN roster o ON o.id = r.roster
        JOIN employment e ON e.id = r.made AND e.introduced = o.change_set
        WHERE r.roster = ?1 AND r.kind = 1 AND r.number > ?2 ORDER BY r.number LIMIT ?3
        """

    static let setUndone: SQL = """
        UPDATE roster SET state = 'undone', undone_at = ?2, undone_by = ?3
        WHERE id = ?1 AND state = 'applied'
        """
}
