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
        UPDATE roster SET state = 'undone', undone_at = ?2, undone_by = ?3, stage = 5, place = '0'
        WHERE id = ?1 AND state = 'applied'
        """

    static let sweeping: SQL = "SELECT id FROM roster WHERE state = 'undone' AND stage <> 0 ORDER BY id"

    static let isSweeping: SQL = "SELECT 1 FROM roster WHERE employer = ?1 AND state = 'undone' AND stage <> 0"

    static let sweep: SQL = "SELECT stage, place, change_set FROM roster WHERE id = ?1 AND state = 'undone'"

    /// The end of the next slice of rows.
    static let lastRow: SQL = """
        SELECT max(number) FROM (
            SELECT number FROM roster_row WHERE roster = ?1 AND kind IN (1, 2) AND number > ?2 ORDER BY number LIMIT ?3
        ) slice
        """

    static let deleteMade: SQL = """
        DELETE FROM employment WHERE introduced = ?4 AND id IN (
            SELECT made FROM roster_row WHERE roster = ?1 AND kind = 1 AND number > ?2 AND number <= ?3)
        """

    static let deleteVersions: SQL = """
        DELETE FROM employment WHERE introduced = ?4 AND id IN (
            SELECT employment FROM roster_row
            WHERE roster = ?1 AND kind IN (1, 2) AND number > ?2 AND number <= ?3)
        """

    static let restoreVersions: SQL = """
        UPDATE employment SET superseded = NULL WHERE superseded = ?4 AND id IN (
            SELECT employment FROM roster_row
            WHERE roster = ?1 AND kind IN (1, 2) AND number > ?2 AND number <= ?3)
        """

    static let lastLeave: SQL = """
        SELECT max(employee_number) FROM (
            SELECT employee_number FROM roster_leave WHERE roster = ?1 AND employee_number > ?2
            ORDER BY employee_number LIMIT ?3
        ) slice
        """

    static let deleteLeaves: SQL = """
        DELETE FROM employment WHERE introduced = ?4 AND id IN (
            SELECT employment FROM roster_leave
            WHERE roster = ?1 AND employee_number > ?2 AND employee_number <= ?3)
        """

    static let restoreLeaves: SQL = """
        UPDATE employment SET superseded = NULL WHERE superseded = ?4 AND id IN (
            SELECT employment FROM roster_leave
            WHERE roster = ?1 AND employee_number > ?2 AND employee_number <= ?3)
        """

    static let setPlace: SQL = "UPDATE roster SET stage = ?2, place = ?3 WHERE id = ?1 AND state = 'undone'"
}
