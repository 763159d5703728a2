import Store

/// Every statement that applies a roster.
enum ApplyingSQL {
    /// New people, and those who come back with the employment that they had.
    static let joins: SQL = """
        SELECT r.number, r.employee_number, r.given_name, r.family_name, r.username, r.email, r.phone,
            r.national_id_index, r.national_id_cipher, r.birth_date, r.department, r.package, r.starts_on, r.ends_on,
            r.language, r.changed,
            e.id, e.employer, e.employee_number, e.person, e.given_name, e.family_name, e.username, e.email, e.phone,
            e.national_id_index, e.birth_date, e.department, e.package, e.starts_on, e.ends_on, e.left_by_absence,
            e.former, e.language, e.introduced
        FROM roster_row r
        LEFT JOIN employment e ON e.id = r.employment AND e.introduced = r.introduced
        WHERE r.roster = ?1 AND r.kind = 1 AND r.number > ?2 ORDER BY r.number LIMIT ?3
        """

    static let changes: SQL = """
        SELECT r.number, r.employee_number, r.given_name, r.family_name, r.username, r.email, r.phone,
            r.national_id_index, r.national_id_cipher, r.birth_date, r.department, r.package, r.starts_on, r.ends_on,
            r.language, r.changed,
            e.id, e.employer, e.employee_number, e.person, e.given_name, e.family_name, e.username, e.email, e.phone,
            e.national_id_index, e.birth_date, e.department, e.package, e.starts_on, e.ends_on, e.left_by_absence,
            e.former, e.language, e.introduced
        FROM roster_row r
        JOIN employment e ON e.id = r.employment AND e.introduced = r.introduced
        WHERE r.roster = ?1 AND r.kind = 2 AND r.number > ?2 ORDER BY r.number LIMIT ?3
        """

    static let leaves: SQL = """
        SELECT e.id, e.employer, e.employee_number, e.person, e.given_name, e.family_name, e.username, e.email, e.phone,
            e.national_id_index, e.birth_date, e.department, e.package, e.starts_on, e.ends_on, e.left_by_absence,
            e.former, e.language, e.introduced
        FROM roster_leave r
        JOIN employment e ON e.id = r.employment AND e.introduced = r.introduced
        WHERE r.roster = ?1 AND r.employee_number > ?2 ORDER BY r.employee_number LIMIT ?3
        """

    static let insert: SQL = """
        INSERT INTO employment (id, employer, employee_number, person, given_name, family_name, username, email, phone,
            national_id_index, birth_date, department, package, starts_on, ends_on, left_by_absence, former, language,
            sort_name, search_text, introduced)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
        """

    static let supersede: SQL = "UPDATE employment SET superseded = ?3 WHERE id = ?1 AND introduced = ?2"

    static let noteMade: SQL = "UPDATE roster_row SET made = ?3 WHERE roster = ?1 AND number = ?2"
}
