import Store

/// Every statement that shows what a roster changes.
enum DifferenceSQL {
    // The columns of a row's difference, in the order in which `Difference` reads them, stand in the view.

    /// Rows of kind ?2, of which there are few: ?5 columns of which one has changed or 0, ?6 whether only those with
    /// warnings, ?7 an employee number or NULL.
    static let rows: SQL = """
        SELECT * FROM roster_difference
        WHERE roster = ?1 AND kind = ?2 AND (kind = 1 OR kind = 2 OR kind = 4) AND number > ?3
            AND (CAST(?5 AS bigint) = 0 OR changed & CAST(?5 AS bigint) <> 0)
            AND (CAST(?6 AS bigint) = 0 OR warnings IS NOT NULL)
            AND (CAST(?7 AS text) IS NULL OR employee_number = ?7)
        ORDER BY number LIMIT ?4
        """

    /// The same of rows that nothing changes, mostly nearly all. `kind + 0`, because PostgreSQL, where it has seen none of them,
    /// would read and sort all rows for every page.
    static let unchanged: SQL = """
        SELECT * FROM roster_difference
        WHERE roster = ?1 AND kind + 0 = 3 AND number > ?2 AND (CAST(?4 AS text) IS NULL OR employee_number = ?4)
        ORDER BY number LIMIT ?3
        """

    static let leaves: SQL = """
        SELECT l.employee_number, e.given_name, e.family_name, e.package, e.id
        FROM roster_leave l
        JOIN employment e ON e.id = l.employment AND e.introduced = l.introduced
        WHERE l.roster = ?1 AND l.employee_number > ?2 AND (CAST(?4 AS text) IS NULL OR l.employee_number = ?4)
        ORDER BY l.employee_number LIMIT ?3
        """

    /// Where a leaver stands among roster ?1's.
    static let placeOfLeaver: SQL = """
        SELECT l.employee_number FROM employment e
        JOIN roster_leave l ON l.roster = ?1 AND l.employee_number = e.employee_number AND l.employment = e.id
        WHERE e.id = ?2 LIMIT 1
        """

    static let refused: SQL = """
        SELECT number, line, problems, cells FROM roster_row
        WHERE roster = ?1 AND kind = 4 AND number > ?2 ORDER BY number LIMIT ?3
        """
}
