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

    /// ?1 employer, ?2 and ?3 the name and id after which the page begins, ?4 a package or NULL, ?5 the day that decides what is
    /// over, ?6 to ?8 whether to show those to come, current and over, ?9 limit.
    ///
    /// Counted, not joined: PostgreSQL then walks the names in their order until the page is full. Of a join it thinks that hardly
    /// anybody is left, and reads and sorts all of an employer's people for every page.
    static let page: SQL = """
        SELECT n.sort_name, n.employment FROM employment_name n
        WHERE n.employer = ?1 AND (n.sort_name, n.employment) > (?2, ?3)
            AND (
                SELECT count(*) FROM live_employment e
                WHERE e.id = n.employment AND e.sort_name = n.sort_name
                    AND (CAST(?4 AS text) IS NULL OR e.package = ?4)
                    AND CASE
                        WHEN e.ends_on IS NOT NULL AND (e.ends_on <= ?5 OR e.ends_on <= e.starts_on)
                            THEN CAST(?8 AS bigint)
                        WHEN e.starts_on > ?5 THEN CAST(?6 AS bigint)
                        ELSE CAST(?7 AS bigint)
                    END = 1
            ) > 0
        ORDER BY n.sort_name, n.employment LIMIT ?9
        """

    /// The same of those whom ?10 fits, a LIKE pattern: mostly few, for whom nobody walks through all.
    static let search: SQL = """
        SELECT n.sort_name, n.employment
        FROM employment_name n JOIN live_employment e ON e.id = n.employment AND e.sort_name = n.sort_name
        WHERE n.employer = ?1 AND (n.sort_name, n.employment) > (?2, ?3)
            AND e.search_text LIKE ?10 ESCAPE '\\'
            AND (CAST(?4 AS text) IS NULL OR e.package = ?4)
            AND CASE
                WHEN e.ends_on IS NOT NULL AND (e.ends_on <= ?5 OR e.ends_on <= e.starts_on) THEN CAST(?8 AS bigint)
                WHEN e.starts_on > ?5 THEN CAST(?6 AS bigint)
                ELSE CAST(?7 AS bigint)
            END = 1
        ORDER BY n.sort_name, n.employment LIMIT ?9
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
