import Store

/// Every statement that shows what a roster changes.
enum DifferenceSQL {
    /// Rows of one kind with the version of the employment that they were compared with.
    static let rows: SQL = """
        SELECT r.number, r.line, r.employee_number, r.given_name, r.family_name, r.username, r.email, r.phone,
            r.national_id_index, r.birth_date, r.department, r.package, r.starts_on, r.ends_on, r.language, r.changed,
            r.problems, COALESCE(r.made, r.employment), e.id IS NOT NULL,
            e.employee_number, e.given_name, e.family_name, e.username, e.email, e.phone, e.national_id_index,
            e.birth_date, e.department, e.package, e.starts_on, e.ends_on, e.language
        FROM roster_row r
        LEFT JOIN employment e ON e.id = r.employment AND e.introduced = r.introduced
        WHERE r.roster = ?1 AND r.kind = ?2 AND r.number > ?3 ORDER BY r.number LIMIT ?4
        """

    static let leaves: SQL = """
        SELECT l.employee_number, e.given_name, e.family_name, e.package, e.id
        FROM roster_leave l
        JOIN employment e ON e.id = l.employment AND e.introduced = l.introduced
        WHERE l.roster = ?1 AND l.employee_number > ?2 ORDER BY l.employee_number LIMIT ?3
        """

    static let refused: SQL = """
        SELECT number, line, problems, cells FROM roster_row
        WHERE roster = ?1 AND kind = 4 AND number > ?2 ORDER BY number LIMIT ?3
        """
}
