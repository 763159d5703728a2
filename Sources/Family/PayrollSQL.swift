import Store

/// Every statement on payroll.
enum PayrollSQL {
    static let closedMonths: SQL = "SELECT month, closed_at FROM payroll_period WHERE employer = ?1"

    static let closedSince: SQL = "SELECT 1 FROM payroll_period WHERE employer = ?1 AND closed_at >= ?2"

    static let closedFrom: SQL = "SELECT 1 FROM payroll_period WHERE employer = ?1 AND month >= ?2 LIMIT 1"

    static let firstStart: SQL = "SELECT min(starts_on) FROM add_on WHERE employer = ?1"

    /// Every add-on that starts before day ?2, with what closed months took for it: a row for each of its prices, the earliest first.
    static let deductions: SQL = """
        SELECT a.id, r.employment, r.employee_number, r.employee_name, r.given_name, r.family_name,
            p.month, p.price, a.starts_on, a.requested_until, a.offered_from, coalesce(c.amount, 0)
        FROM add_on a
        JOIN family_request r ON r.id = a.request
        JOIN add_on_price p ON p.add_on = a.id
        LEFT JOIN (
            SELECT add_on, CAST(sum(amount) AS bigint) AS amount FROM payroll_line WHERE employer = ?1 GROUP BY add_on
        ) c ON c.add_on = a.id
        WHERE a.employer = ?1 AND a.starts_on < ?2
        ORDER BY a.id, p.month
        """

    static let insertPeriod: SQL = """
        INSERT INTO payroll_period (employer, month, currency, sha256, closed_at, closed_by)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """

    static let insertLine: SQL = """
        INSERT INTO payroll_line (employer, month, position, add_on, employment, employee_number, employee_name,
            family_member, reason, amount)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """

    static let insertLeaver: SQL = """
        INSERT INTO payroll_leaver (employer, month, position, employment, employee_number, employee_name, ended_on)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """

    static let period: SQL = """
        SELECT currency, sha256, closed_at FROM payroll_period WHERE employer = ?1 AND month = ?2
        """

    static let lines: SQL = """
        SELECT add_on, employment, employee_number, employee_name, family_member, reason, amount
        FROM payroll_line WHERE employer = ?1 AND month = ?2 ORDER BY position
        """

    static let leavers: SQL = """
        SELECT employment, employee_number, employee_name, ended_on
        FROM payroll_leaver WHERE employer = ?1 AND month = ?2 ORDER BY position
        """

    static let toldLeavers: SQL = """
        SELECT employment, ended_on FROM payroll_leaver WHERE employer = ?1 AND month >= ?2
        """
}
