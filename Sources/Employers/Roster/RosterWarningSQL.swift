import Store

/// Every statement that finds rows to be looked at. All of them only read, but for the last ones.
///
/// `(kind = 1 OR kind = 2 OR kind = 4)` is the condition of the index `roster_row_kind`: SQLite uses a partial index only where
/// the statement names one of these kinds or repeats it word for word.
enum RosterWarningSQL {
    // Whether there is anything to look for: cheaper than the search itself, and mostly no.

    static let hasSharedEmail: SQL = """
        SELECT 1 FROM roster_row WHERE roster = ?1 AND email IS NOT NULL GROUP BY email HAVING count(*) > 1 LIMIT 1
        """

    static let hasSharedPhone: SQL = """
        SELECT 1 FROM roster_row WHERE roster = ?1 AND phone IS NOT NULL GROUP BY phone HAVING count(*) > 1 LIMIT 1
        """

    /// Whom national ids tell apart is nobody twice.
    static let lacksNationalID: SQL = """
        SELECT 1 FROM roster_row WHERE roster = ?1 AND birth_date IS NOT NULL AND national_id_index IS NULL LIMIT 1
        """

    static let sharedEmail: SQL = """
        SELECT number FROM roster_row WHERE roster = ?1 AND email IN (
            SELECT email FROM roster_row WHERE roster = ?1 AND email IS NOT NULL GROUP BY email HAVING count(*) > 1)
        """

    static let sharedPhone: SQL = """
        SELECT number FROM roster_row WHERE roster = ?1 AND phone IN (
            SELECT phone FROM roster_row WHERE roster = ?1 AND phone IS NOT NULL GROUP BY phone HAVING count(*) > 1)
        """

    static let samePerson: SQL = """
        SELECT number FROM roster_row WHERE roster = ?1 AND (family_name, given_name, birth_date) IN (
            SELECT family_name, given_name, birth_date FROM roster_row WHERE roster = ?1 AND birth_date IS NOT NULL
            GROUP BY family_name, given_name, birth_date
            HAVING count(*) > 1 AND count(national_id_index) < count(*))
        """

    // Each of these goes through what it looks into once. As joins they would be read as loops in loops: SQLite expects few
    // rows behind a roster and a kind.

    /// Rows of a delta, compared, whose address is that of somebody of employer ?2 who isn't in the file.
    static let emailOfOther: SQL = """
        SELECT number FROM roster_row
        WHERE roster = ?1 AND (kind = 1 OR kind = 2 OR kind = 4) AND email IN (
            SELECT e.email FROM live_employment e
            WHERE e.employer = ?2 AND e.former = 0 AND e.email IS NOT NULL
                AND NOT EXISTS (
                    SELECT 1 FROM roster_row x WHERE x.roster = ?1 AND x.employee_number = e.employee_number)
                AND NOT EXISTS (SELECT 1 FROM roster_mention n WHERE n.roster = ?1 AND n.employment = e.id))
        """

    static let phoneOfOther: SQL = """
        SELECT number FROM roster_row
        WHERE roster = ?1 AND (kind = 1 OR kind = 2 OR kind = 4) AND phone IN (
            SELECT e.phone FROM live_employment e
            WHERE e.employer = ?2 AND e.former = 0 AND e.phone IS NOT NULL
                AND NOT EXISTS (
                    SELECT 1 FROM roster_row x WHERE x.roster = ?1 AND x.employee_number = e.employee_number)
                AND NOT EXISTS (SELECT 1 FROM roster_mention n WHERE n.roster = ?1 AND n.employment = e.id))
        """

    /// Changed rows with another number; the bits are those of `RosterColumns`.
    static let renumbered: SQL = """
        SELECT number FROM roster_row WHERE roster = ?1 AND kind = 2 AND changed & 1 <> 0
        """

    /// Changed rows in which both names differ by more than capitals and accents, and no national id says that it is the same person.
    static let otherName: SQL = """
        SELECT r.number FROM roster_row r
        JOIN employment e ON e.id = r.employment AND e.introduced = r.introduced
        WHERE r.roster = ?1 AND r.kind = 2 AND r.changed & 6 = 6
            AND r.sort_name <> e.sort_name
            AND (r.national_id_index IS NULL OR e.national_id_index IS NULL)
        """

    /// Changed rows that move a first day of work, which has come by day ?2, behind it.
    static let beginsAgainLater: SQL = """
        SELECT r.number FROM roster_row r
        JOIN employment e ON e.id = r.employment AND e.introduced = r.introduced
        WHERE r.roster = ?1 AND r.kind = 2 AND r.changed & 1024 <> 0 AND r.starts_on > ?2 AND e.starts_on <= ?2
        """

    static let hasLeavers: SQL = "SELECT 1 FROM roster_leave WHERE roster = ?1 LIMIT 1"

    /// Who joins while somebody leaves who has the same name and birth date, e-mail address or phone number, and no national
    /// ids tell them apart.
    static let perhapsRenumbered: SQL = """
        WITH l AS MATERIALIZED (
            SELECT e.family_name, e.given_name, e.birth_date, e.email, e.phone, e.national_id_index
            FROM roster_leave v JOIN employment e ON e.id = v.employment AND e.introduced = v.introduced
            WHERE v.roster = ?1
        )
        SELECT number FROM roster_row
        WHERE roster = ?1 AND kind = 1 AND (
            national_id_index IS NULL AND (
                (family_name, given_name, birth_date) IN (SELECT family_name, given_name, birth_date FROM l)
                OR email IN (SELECT email FROM l) OR phone IN (SELECT phone FROM l))
            OR national_id_index IS NOT NULL AND (
                (family_name, given_name, birth_date) IN (
                    SELECT family_name, given_name, birth_date FROM l WHERE national_id_index IS NULL)
                OR email IN (SELECT email FROM l WHERE national_id_index IS NULL)
                OR phone IN (SELECT phone FROM l WHERE national_id_index IS NULL)))
        """

    /// A warning ?3 of row ?2, if the row is taken and brings something new: it joins, or changes one of the columns ?4.
    static let insert: SQL = """
        INSERT INTO roster_warning (roster, number, bits)
        SELECT roster, number, CAST(?3 AS bigint) FROM roster_row
        WHERE roster = ?1 AND number = ?2
            AND (kind = 1 OR kind = 2 AND (CAST(?4 AS bigint) = 0 OR changed & CAST(?4 AS bigint) <> 0))
        ON CONFLICT (roster, number) DO UPDATE SET bits = roster_warning.bits | excluded.bits
        """

    static let forget: SQL = "DELETE FROM roster_warning WHERE roster = ?1"
}
