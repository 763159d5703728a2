import Store

/// Every statement that takes an application back.
enum UndoSQL {
    static let roster: SQL = """
        SELECT state, applied_base, change_set, employer, cleared_at IS NOT NULL, applied_at FROM roster WHERE id = ?1
        """

    /// A row when another roster of employer ?1 counts that was applied behind count ?2. One that was undone is out of the
    /// way: so the one before it is the latest again.
    static let isLaterApplied: SQL = """
        SELECT 1 FROM roster WHERE employer = ?1 AND state IN ('applied', 'applying') AND applied_base > ?2
        """

    /// The persons on whose behalf something may be built on a roster, by rows: those whom it brought, and those whose package,
    /// days, addresses or username it changed (the bits are those of `RosterColumns`).
    static let touched: SQL = """
        SELECT r.number, e.person, e.id, r.kind = 1, r.changed FROM roster_row r
        JOIN roster o ON o.id = r.roster
        JOIN employment e ON e.id = CASE WHEN r.kind = 1 THEN r.made ELSE r.employment END
            AND e.introduced = o.change_set
        WHERE r.roster = ?1 AND (r.kind = 1 OR r.kind = 2 OR r.kind = 4) AND (r.kind = 1 OR r.kind = 2 AND r.changed & 3640 <> 0)
            AND r.number > ?2
        ORDER BY r.number LIMIT ?3
        """

    static let setUndone: SQL = """
        UPDATE roster SET state = 'undone', undone_at = ?2, undone_by = ?3
        WHERE id = ?1 AND state = 'applied'
        """
}
