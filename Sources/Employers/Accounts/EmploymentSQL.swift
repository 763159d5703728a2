import Store

/// Every statement that reads employments. All of them go through `live_employment`.
enum EmploymentSQL {
    static let employment: SQL = """
        SELECT id, employer, employee_number, person, given_name, family_name, username, email, phone, birth_date,
            department, package, starts_on, ends_on, language
        FROM live_employment WHERE id = ?1
        """

    static let byNumber: SQL = """
        SELECT id, employer, employee_number, person, given_name, family_name, username, email, phone, birth_date,
            department, package, starts_on, ends_on, language
        FROM live_employment WHERE employer = ?1 AND employee_number = ?2 AND former = 0
        """

    static let ofPerson: SQL = """
        SELECT id, employer, employee_number, person, given_name, family_name, username, email, phone, birth_date,
            department, package, starts_on, ends_on, language
        FROM live_employment WHERE person = ?1 ORDER BY starts_on, id
        """

    /// ?1 employer, ?2 and ?3 the name and id after which the page begins, ?4 a LIKE pattern or NULL, ?5 a package or
    /// NULL, ?6 the day that decides what is over, ?7 to ?9 whether to show those to come, current and over, ?10 limit.
    static let page: SQL = """
        SELECT e.id, e.employer, e.employee_number, e.person, e.given_name, e.family_name, e.username, e.email, e.phone,
            e.birth_date, e.department, e.package, e.starts_on, e.ends_on, e.language, e.sort_name
        FROM employment_name n JOIN live_employment e ON e.id = n.employment AND e.sort_name = n.sort_name
        WHERE n.employer = ?1 AND (n.sort_name, n.employment) > (?2, ?3)
            AND (CAST(?4 AS text) IS NULL OR e.search_text LIKE ?4 ESCAPE '\\')
            AND (CAST(?5 AS text) IS NULL OR e.package = ?5)
            AND CASE
                WHEN e.ends_on IS NOT NULL AND (e.ends_on <= ?6 OR e.ends_on <= e.starts_on) THEN CAST(?9 AS bigint)
                WHEN e.starts_on > ?6 THEN CAST(?7 AS bigint)
                ELSE CAST(?8 AS bigint)
            END = 1
        ORDER BY n.sort_name, n.employment LIMIT ?10
        """

    /// Where an employment stands in the order of names: as it counts now, or as it was written last.
    static let sortName: SQL = """
        SELECT e.sort_name FROM employment e WHERE e.id = ?1 AND e.employer = ?2
        ORDER BY (
            SELECT count(*) FROM live_employment l WHERE l.id = e.id AND l.introduced = e.introduced
        ) DESC, e.introduced DESC LIMIT 1
        """

    static let countsByPackage: SQL = """
        SELECT package, count(*) FROM live_employment
        WHERE employer = ?1 AND former = 0 AND starts_on <= ?2 AND (ends_on IS NULL OR ends_on > ?2)
        GROUP BY package ORDER BY package
        """

    static let leavers: SQL = """
        SELECT e.id, e.employer, e.employee_number, e.person, e.given_name, e.family_name, e.username, e.email, e.phone,
            e.birth_date, e.department, e.package, e.starts_on, e.ends_on, e.language
        FROM employment_name n JOIN live_employment e ON e.id = n.employment AND e.sort_name = n.sort_name
        WHERE n.employer = ?1 AND e.ends_on > ?2 AND e.ends_on <= ?3 ORDER BY e.ends_on, e.employee_number
        """
}
