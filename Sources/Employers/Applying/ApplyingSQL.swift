import Store

/// Every statement that applies a roster.
enum ApplyingSQL {
    /// The last of the next ?3 rows of roster ?1 behind ?2 that join, and how many they are.
    static let nextJoins: SQL = """
        SELECT max(n.number), count(*) FROM (
            SELECT number FROM roster_row
            WHERE roster = ?1 AND kind = 1 AND number > ?2 ORDER BY number LIMIT ?3
        ) n
        """

    /// Somebody who joins and was somebody before, by their national id.
    static let addPerson: SQL = "INSERT INTO roster_person (roster, source, person) VALUES (?1, ?2, ?3)"

    /// The employments of a slice of `arrival`, by change set ?4, for day ?5, in language ?6 unless the row says another.
    static let joins: SQL = """
        INSERT INTO employment (id, employer, employee_number, person, given_name, family_name, email, phone,
            national_id_index, birth_date, department, package, starts_on, left_by_absence, former, language, sort_name,
            search_text, introduced)
        SELECT a.source, a.sponsor, a.employee_number, a.person, a.given_name, a.family_name, a.email, a.phone,
            a.national_id_index, a.birth_date, a.department, a.package, COALESCE(a.starts_on, ?5), 0, 0,
            COALESCE(a.language, ?6), a.sort_name, a.search_text, ?4
        FROM arrival a
        WHERE a.batch = ?1 AND a.number > ?2 AND a.number <= ?3
        """

    /// Those who join and aren't in `arrival`, with the employment that they had if they come back.
    static let otherJoins: SQL = """
        SELECT r.number, r.made, r.employee_number, r.given_name, r.family_name, r.username, r.email, r.phone,
            r.national_id_index, r.national_id_sealed, r.birth_date, r.department, r.package, r.starts_on, r.ends_on,
            r.language, r.changed,
            e.id, e.employer, e.employee_number, e.person, e.given_name, e.family_name, e.username, e.email, e.phone,
            e.national_id_index, e.birth_date, e.department, e.package, e.starts_on, e.ends_on, e.left_by_absence,
            e.former, e.language, e.introduced
        FROM roster_row r
        LEFT JOIN employment e ON e.id = r.employment AND e.introduced = r.introduced
        WHERE r.roster = ?1 AND r.kind = 1 AND r.number > ?2 AND r.number <= ?3
            AND (r.employment IS NOT NULL OR r.username IS NOT NULL OR r.ends_on IS NOT NULL
                OR r.email IS NULL AND r.phone IS NULL)
        ORDER BY r.number
        """

    static let changes: SQL = """
        SELECT r.number, r.made, r.employee_number, r.given_name, r.family_name, r.username, r.email, r.phone,
            r.national_id_index, r.national_id_sealed, r.birth_date, r.department, r.package, r.starts_on, r.ends_on,
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

    // What employments are found by.

    /// The names of the arrivals of roster ?1, in the order of `employment_name`.
    static let names: SQL = """
        SELECT a.sort_name, a.source FROM arrival a WHERE a.batch = ?1 ORDER BY a.sort_name, a.source
        """

    static let fileNames = SQL(
        sqlite: "INSERT INTO employment_name (employer, sort_name, employment) VALUES (?1, ?2, ?3)",
        postgres: "COPY employment_name (employer, sort_name, employment) FROM STDIN (FORMAT binary)"
    )

    static let addName: SQL = """
        INSERT INTO employment_name (employer, sort_name, employment) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING
        """

    static let fileNationalIDs = SQL(
        sqlite: """
            INSERT INTO employment_national_id (employer, national_id_index, introduced, employment)
            VALUES (?1, ?2, ?3, ?4)
            """,
        postgres: """
            COPY employment_national_id (employer, national_id_index, introduced, employment) FROM STDIN (FORMAT binary)
            """
    )

    static let addNationalID: SQL = """
        INSERT INTO employment_national_id (employer, national_id_index, introduced, employment) VALUES (?1, ?2, ?3, ?4)
        """

    /// The employments of person ?1 with employer ?2, besides ?3, that others of theirs have followed; what was undone doesn't
    /// count, what is being applied does.
    static let formers: SQL = """
        SELECT DISTINCT e.id FROM employment e
        WHERE e.person = ?1 AND e.employer = ?2 AND e.id <> ?3 AND e.former = 1
            AND EXISTS (SELECT 1 FROM change_set s WHERE s.id = e.introduced AND s.state <> 2)
            AND NOT EXISTS (SELECT 1 FROM change_set s WHERE s.id = e.superseded AND s.state <> 2)
        """

    /// A row when an employment besides ?3 says that person ?1 has national id ?2, be it one that is being applied. A former one
    /// says nothing any more, since no roster can change it.
    static let isStated: SQL = """
        SELECT 1 FROM employment e
        WHERE e.person = ?1 AND e.national_id_index = ?2 AND e.id IS DISTINCT FROM ?3 AND e.former = 0
            AND EXISTS (SELECT 1 FROM change_set s WHERE s.id = e.introduced AND s.state <> 2)
            AND NOT EXISTS (SELECT 1 FROM change_set s WHERE s.id = e.superseded AND s.state = 1)
        LIMIT 1
        """

    static let supersede: SQL = "UPDATE employment SET superseded = ?3 WHERE id = ?1 AND introduced = ?2"
}
