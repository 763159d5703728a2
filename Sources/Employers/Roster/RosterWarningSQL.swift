import Store

/// Every statement that finds rows to be looked at. All of them only read, but for the last ones.
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

    /// Rows of a delta, compared, whose address is that of somebody of employer ?2 who isn't in the file.
    static let emailOfOther: SQL = """
        SELECT r.number FROM roster_row r
        JOIN live_employment e ON e.employer = ?2 AND e.email = r.email AND e.former = 0
        WHERE r.roster = ?1 AND r.kind IN (1, 2, 4) AND e.id IS DISTINCT FROM r.employment
            AND NOT EXISTS (SELECT 1 FROM roster_row x WHERE x.roster = ?1 AND x.employee_number = e.employee_number)
        """

    static let phoneOfOther: SQL = """
        SELECT r.number FROM roster_row r
        JOIN live_employment e ON e.employer = ?2 AND e.phone = r.phone AND e.former = 0
        WHERE r.roster = ?1 AND r.kind IN (1, 2, 4) AND e.id IS DISTINCT FROM r.employment
            AND NOT EXISTS (SELECT 1 FROM roster_row x WHERE x.roster = ?1 AND x.employee_number = e.employee_number)
        """

    /// Changed rows with another number; the bits are those of `RosterColumns`.
    static let renumbered: SQL = """
        SELECT number FROM roster_row WHERE roster = ?1 AND kind = 2 AND kind IN (1, 2, 4) AND changed & 1 <> 0
        """

    /// Changed rows in which both names differ and no national id says that it is the same person.
    static let otherName: SQL = """
        SELECT r.number FROM roster_row r
        JOIN employment e ON e.id = r.employment AND e.introduced = r.introduced
        WHERE r.roster = ?1 AND r.kind = 2 AND r.kind IN (1, 2, 4) AND r.changed & 6 = 6
            AND (r.national_id_index IS NULL OR e.national_id_index IS NULL)
        """

    /// Who joins while somebody of the same name and birth date leaves, and no national id tells them apart.
    static let perhapsRenumbered: SQL = """
        SELECT r.number FROM roster_leave l
        JOIN employment e ON e.id = l.employment AND e.introduced = l.introduced
        JOIN roster_row r ON r.roster = ?1 AND r.kind = 1 AND r.kind IN (1, 2, 4) AND r.family_name = e.family_name
            AND r.given_name = e.given_name AND r.birth_date = e.birth_date
        WHERE l.roster = ?1 AND (r.national_id_index IS NULL OR e.national_id_index IS NULL)
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
