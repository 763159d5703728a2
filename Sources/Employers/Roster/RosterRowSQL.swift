import Store

/// Every statement on the rows of rosters: staging, comparing, listing.
enum RosterRowSQL {
    static let insert = SQL(
        sqlite: """
            INSERT INTO roster_row (roster, number, line, kind, employee_number, given_name, family_name, username,
                email, phone, national_id_index, national_id_sealed, birth_date, department, package, starts_on,
                ends_on, language, problems, cells, sort_name, search_text, made)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
                ?22, ?23)
            """,
        postgres: """
            COPY roster_row (roster, number, line, kind, employee_number, given_name, family_name, username,
                email, phone, national_id_index, national_id_sealed, birth_date, department, package, starts_on,
                ends_on, language, problems, cells, sort_name, search_text, made)
            FROM STDIN (FORMAT binary)
            """
    )

    static let forget: SQL = """
        DELETE FROM roster_row
        WHERE roster = ?1 AND number <= (SELECT min(number) FROM roster_row WHERE roster = ?1) + ?2
        """

    static let forgetLeaves: SQL = "DELETE FROM roster_leave WHERE roster = ?1"
    static let forgetMentions: SQL = "DELETE FROM roster_mention WHERE roster = ?1"
    static let forgetPersons: SQL = "DELETE FROM roster_person WHERE roster = ?1"

    /// Compares the rows (?3, ?4] of roster ?1 with what employer ?2 has on day ?5; ?6 are the columns given.
    ///
    /// A row is about the employment with its number, else about the one with its national id (renumbered). What is
    /// over comes back as a new employment (a join), unless the row itself says that it is over, or has other names and nothing
    /// that shows that it is the same person. A column that isn't
    /// given leaves what there is; the bits are those of `RosterColumn`. Only rows that `keepCompared` has to write come
    /// back: not who is new or unchanged and was staged as that. The last column says that only a national id may lead there.
    /// It is looked up only where it isn't that of the employment with the number: it comes in no order.
    static let compare: SQL = """
        WITH n AS MATERIALIZED (
            SELECT r.number, r.employee_number, r.given_name, r.family_name, r.username, r.email, r.phone,
                r.national_id_index, r.birth_date, r.department, r.package, r.starts_on, r.ends_on, r.language,
                r.sort_name, r.kind AS expected,
                (SELECT n.id FROM live_employment n
                    WHERE n.employer = ?2 AND n.employee_number = r.employee_number AND n.former = 0) AS by_number
            FROM roster_row r
            WHERE r.roster = ?1 AND r.number > ?3 AND r.number <= ?4 AND r.kind <> 4
        ),
        s AS MATERIALIZED (
            SELECT n.*,
                CASE
                    WHEN n.national_id_index = (
                        SELECT l.national_id_index FROM live_employment l WHERE l.id = n.by_number
                    ) THEN n.by_number
                    ELSE (
                        SELECT i.id FROM employment_national_id k
                        JOIN live_employment i ON i.id = k.employment AND i.introduced = k.introduced
                        WHERE k.employer = ?2 AND k.national_id_index = n.national_id_index)
                END AS by_national_id
            FROM n
        ),
        c AS MATERIALIZED (
            SELECT s.number, s.expected, m.id AS employment, m.introduced,
                CASE WHEN s.by_number IS NULL THEN 1 ELSE 0 END AS is_number_new,
                CASE
                    WHEN m.ends_on IS NOT NULL AND m.ends_on <= ?5 AND (s.ends_on IS NULL OR s.ends_on > ?5) THEN 1
                    ELSE 0
                END AS returns,
                CASE
                    WHEN EXISTS (
                        SELECT 1 FROM roster_row o
                        WHERE o.roster = ?1 AND o.employee_number = s.employee_number AND o.number <> s.number
                    ) THEN 'employee_number:number-twice'
                    WHEN s.username IS NOT NULL AND EXISTS (
                        SELECT 1 FROM roster_row o
                        WHERE o.roster = ?1 AND o.username = s.username AND o.number <> s.number
                    ) THEN 'username:username-twice'
                    WHEN s.by_number IS NOT NULL AND m.national_id_index <> s.national_id_index
                        THEN 'employee_number:number-of-another'
                    WHEN s.by_number IS NOT NULL AND s.given_name <> m.given_name AND s.family_name <> m.family_name
                        AND s.birth_date <> m.birth_date AND (s.national_id_index IS NULL OR m.national_id_index IS NULL)
                        THEN 'employee_number:number-reused'
                    WHEN s.by_number IS NOT NULL AND m.ends_on <= ?5 AND (s.ends_on IS NULL OR s.ends_on > ?5)
                        AND s.given_name <> m.given_name AND s.family_name <> m.family_name AND s.sort_name <> m.sort_name
                        AND (s.birth_date IS NULL OR m.birth_date IS NULL OR s.birth_date <> m.birth_date)
                        AND (s.national_id_index IS NULL OR m.national_id_index IS NULL)
                        THEN 'employee_number:number-of-former'
                    WHEN s.by_number <> s.by_national_id THEN 'national_id:national-id-of-another'
                    WHEN s.by_number IS NULL AND m.employee_number <> s.employee_number
                        AND ltrim(m.employee_number, '0') = s.employee_number
                        THEN 'employee_number:lost-leading-zero'
                    WHEN m.id IS NULL AND EXISTS (
                        SELECT 1 FROM employment y
                        WHERE y.employer = ?2 AND y.former = 0 AND y.employee_number >= '0' AND y.employee_number < '1'
                    ) AND EXISTS (
                        SELECT 1 FROM live_employment z
                        WHERE z.employer = ?2 AND z.former = 0 AND z.employee_number IN (
                            '0' || s.employee_number, '00' || s.employee_number, '000' || s.employee_number,
                            '0000' || s.employee_number, '00000' || s.employee_number)
                    ) THEN 'employee_number:lost-leading-zero'
                    WHEN s.by_number IS NULL AND s.employee_number >= '0' AND s.employee_number < '1' AND EXISTS (
                        SELECT 1 FROM live_employment z
                        WHERE z.employer = ?2 AND z.former = 0 AND z.employee_number = ltrim(s.employee_number, '0')
                    ) AND NOT EXISTS (
                        SELECT 1 FROM roster_row o
                        WHERE o.roster = ?1 AND o.employee_number = ltrim(s.employee_number, '0')
                    ) THEN 'employee_number:added-leading-zero'
                    WHEN s.by_number IS NULL AND m.id IS NOT NULL AND EXISTS (
                        SELECT 1 FROM roster_row o
                        WHERE o.roster = ?1 AND o.employee_number = m.employee_number
                    ) THEN 'national_id:national-id-of-another'
                    WHEN CASE
                            WHEN ?6 & 2048 <> 0 THEN s.ends_on
                            WHEN m.left_by_absence = 1 OR m.ends_on <= ?5 THEN NULL
                            ELSE m.ends_on
                        END <= COALESCE(s.starts_on, m.starts_on)
                        THEN 'end_date:ends-before-start'
                END AS problem,
                CASE WHEN s.employee_number <> m.employee_number THEN 1 ELSE 0 END
                + CASE WHEN s.given_name <> m.given_name THEN 2 ELSE 0 END
                + CASE WHEN s.family_name <> m.family_name THEN 4 ELSE 0 END
                + CASE WHEN ?6 & 8 <> 0 AND s.username IS DISTINCT FROM m.username THEN 8 ELSE 0 END
                + CASE WHEN ?6 & 16 <> 0 AND s.email IS DISTINCT FROM m.email THEN 16 ELSE 0 END
                + CASE WHEN ?6 & 32 <> 0 AND s.phone IS DISTINCT FROM m.phone THEN 32 ELSE 0 END
                + CASE WHEN ?6 & 64 <> 0 AND s.national_id_index IS DISTINCT FROM m.national_id_index
                    THEN 64 ELSE 0 END
                + CASE WHEN (?6 & 128 <> 0 OR s.birth_date IS NOT NULL) AND s.birth_date IS DISTINCT FROM m.birth_date
                    THEN 128 ELSE 0 END
                + CASE WHEN ?6 & 256 <> 0 AND s.department IS DISTINCT FROM m.department THEN 256 ELSE 0 END
                + CASE WHEN s.package <> m.package THEN 512 ELSE 0 END
                + CASE WHEN s.starts_on <> m.starts_on THEN 1024 ELSE 0 END
                + CASE
                    WHEN ?6 & 2048 <> 0 AND s.ends_on IS DISTINCT FROM m.ends_on THEN 2048
                    WHEN ?6 & 2048 = 0 AND m.left_by_absence = 1 THEN 2048
                    ELSE 0
                END
                + CASE WHEN s.language <> m.language THEN 4096 ELSE 0 END AS changed
            FROM s LEFT JOIN live_employment m ON m.id = COALESCE(s.by_number, s.by_national_id)
        )
        SELECT d.number, d.kind, CASE WHEN d.kind <> 3 THEN d.employment END, CASE WHEN d.kind <> 3 THEN d.introduced END,
            CASE WHEN d.kind = 2 THEN d.changed ELSE 0 END, d.problem, d.is_number_new
        FROM (
            SELECT c.number, c.expected, c.employment, c.introduced, c.changed, c.problem, c.is_number_new,
                CASE
                    WHEN c.problem IS NOT NULL THEN 4
                    WHEN c.employment IS NULL OR c.returns = 1 THEN 1
                    WHEN c.changed = 0 THEN 3
                    ELSE 2
                END AS kind
            FROM c
        ) d
        WHERE d.kind <> d.expected OR d.kind <> 3 AND d.employment IS NOT NULL
        """

    static let keepCompared: SQL = """
        UPDATE roster_row SET kind = ?3, employment = ?4, introduced = ?5, changed = ?6, problems = ?7
        WHERE roster = ?1 AND number = ?2
        """

    /// Somebody whom a row names, and perhaps none by number.
    static let addMention: SQL = """
        INSERT INTO roster_mention (roster, employment) VALUES (?1, ?2) ON CONFLICT DO NOTHING
        """

    /// Whom the refused rows of roster ?1 name by national id, or by number with zeros in front. `CROSS JOIN`, because SQLite
    /// would go through all of employer ?2's people instead.
    static let namedByRefused: SQL = """
        SELECT i.id FROM roster_row r
        CROSS JOIN employment_national_id k
        CROSS JOIN live_employment i
        WHERE r.roster = ?1 AND r.kind = 4 AND k.employer = ?2 AND k.national_id_index = r.national_id_index
            AND i.id = k.employment AND i.introduced = k.introduced
        UNION ALL
        SELECT z.id FROM roster_row r
        CROSS JOIN live_employment z
        WHERE r.roster = ?1 AND r.kind = 4 AND r.employee_number >= '0' AND r.employee_number < '1' AND z.employer = ?2
            AND z.former = 0 AND z.employee_number = ltrim(r.employee_number, '0')
        """

    /// A row when roster ?1 refuses one without a number that could be read.
    static let hasRefusedWithoutNumber: SQL = """
        SELECT 1 FROM roster_row WHERE roster = ?1 AND kind = 4 AND employee_number IS NULL LIMIT 1
        """

    /// Whom of employer ?2 the refused rows without a number mean, as far as an address or their names tell.
    static let namedWithoutNumber: SQL = """
        SELECT e.id FROM live_employment e
        WHERE e.employer = ?2 AND e.former = 0 AND e.email IN (
            SELECT r.email FROM roster_row r WHERE r.roster = ?1 AND r.kind = 4 AND r.employee_number IS NULL)
        UNION SELECT e.id FROM live_employment e
        WHERE e.employer = ?2 AND e.former = 0 AND e.phone IN (
            SELECT r.phone FROM roster_row r WHERE r.roster = ?1 AND r.kind = 4 AND r.employee_number IS NULL)
        UNION SELECT e.id FROM live_employment e
        WHERE e.employer = ?2 AND e.former = 0 AND (e.family_name, e.given_name) IN (
            SELECT r.family_name, r.given_name FROM roster_row r
            WHERE r.roster = ?1 AND r.kind = 4 AND r.employee_number IS NULL)
        """

    /// The rows of a slice that bring a username: as new or as a change.
    static let usernames: SQL = """
        SELECT r.number, r.username, r.national_id_index, e.person
        FROM roster_row r
        LEFT JOIN employment e ON e.id = r.employment AND e.introduced = r.introduced
        WHERE r.roster = ?1 AND r.number > ?2 AND r.number <= ?3 AND r.username IS NOT NULL
            AND (r.kind = 1 OR r.kind = 2 AND r.changed & 8 <> 0)
        """

    /// Refuses row ?2 for ?3, unless its cells are wrong or its number is there twice.
    static let refuse: SQL = """
        UPDATE roster_row SET kind = 4, problems = ?3, changed = 0
        WHERE roster = ?1 AND number = ?2
            AND (kind <> 4 OR cells IS NULL AND problems <> 'employee_number:number-twice')
        """

    static let hasNationalIDTwice: SQL = """
        SELECT 1 FROM roster_row WHERE roster = ?1 AND national_id_index IS NOT NULL
        GROUP BY national_id_index HAVING count(*) > 1 LIMIT 1
        """

    /// Rows whose national id other rows have as well.
    static let nationalIDTwice: SQL = """
        SELECT number FROM roster_row WHERE roster = ?1 AND national_id_index IN (
            SELECT national_id_index FROM roster_row WHERE roster = ?1 AND national_id_index IS NOT NULL
            GROUP BY national_id_index HAVING count(*) > 1)
        """

    /// The last of the next ?3 numbers of employer ?1's employments behind ?2; NULL when there are none.
    static let leaveBoundary: SQL = """
        SELECT max(n.employee_number) FROM (
            SELECT employee_number FROM live_employment
            WHERE employer = ?1 AND employee_number > ?2 AND former = 0
            ORDER BY employee_number LIMIT ?3
        ) n
        """

    /// Whom roster ?1 lacks among employer ?2's with numbers in (?3, ?4]; ?5 is tomorrow. A refused row that names
    /// somebody, by number (with or without its leading zeros), national id, or, where its number can't be read, by an address
    /// or name, keeps that employment.
    static let findLeaves: SQL = """
        INSERT INTO roster_leave (roster, employee_number, employment, introduced)
        SELECT ?1, e.employee_number, e.id, e.introduced FROM live_employment e
        WHERE e.employer = ?2 AND e.former = 0 AND e.employee_number > ?3 AND e.employee_number <= ?4
            AND (e.ends_on IS NULL OR e.ends_on > ?5 AND e.left_by_absence = 0)
            AND NOT EXISTS (
                SELECT 1 FROM roster_row s
                WHERE s.roster = ?1 AND s.employee_number IN (e.employee_number, ltrim(e.employee_number, '0')))
            AND NOT EXISTS (SELECT 1 FROM roster_mention n WHERE n.roster = ?1 AND n.employment = e.id)
        ON CONFLICT DO NOTHING
        """

    /// A row when an employer has more people than ?2.
    static let employedBehind: SQL = """
        SELECT 1 FROM live_employment WHERE employer = ?1 AND former = 0 LIMIT 1 OFFSET ?2
        """

    static let countCurrent: SQL = """
        SELECT count(*) FROM live_employment
        WHERE employer = ?1 AND former = 0 AND (ends_on IS NULL OR ends_on > ?2)
        """

    static let countKinds: SQL = "SELECT kind, count(*) FROM roster_row WHERE roster = ?1 GROUP BY kind"

    /// The changes of roster ?1 that give somebody who wouldn't have one an end before ?2, which is tomorrow, or let who
    /// has begun by then begin later.
    static let countEnds: SQL = """
        SELECT count(*) FROM roster_row r JOIN employment e ON e.id = r.employment AND e.introduced = r.introduced
        WHERE r.roster = ?1 AND r.kind = 2 AND (
            r.changed & 2048 <> 0 AND r.ends_on <= ?2 AND (e.ends_on IS NULL OR e.ends_on > ?2)
            OR r.changed & 1024 <> 0 AND r.starts_on >= ?2 AND e.starts_on < ?2)
        """

    static let countLeaves: SQL = "SELECT count(*) FROM roster_leave WHERE roster = ?1"

    /// Refused rows whose cells weren't kept, because nothing was wrong with them when they were read.
    static let refusedWithoutCells: SQL = """
        SELECT number FROM roster_row
        WHERE roster = ?1 AND kind = 4 AND cells IS NULL AND number > ?2 ORDER BY number LIMIT ?3
        """

    static let keepCells: SQL = "UPDATE roster_row SET cells = ?3 WHERE roster = ?1 AND number = ?2"
}
