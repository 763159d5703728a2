import Store

/// Every statement about settlements. Visits are counted and settled as sets: a month may have very many.
enum SettlementSQL {
    static let lastClosed: SQL = """
        SELECT month, closed_at FROM settlement WHERE partner = ?1 ORDER BY month DESC LIMIT 1
        """

    static let firstDay: SQL = "SELECT MIN(day) FROM visit WHERE location = ?1"

    /// What a location did from day ?2 to ?3 that counts and that no settlement has.
    static let openVisits: SQL = """
        SELECT v.location, s.service, v.day, CAST(SUM(s.quantity) AS bigint), CAST(SUM(s.quantity * s.credits) AS bigint)
        FROM visit v JOIN visit_service s ON s.visit = v.id
        WHERE v.location = ?1 AND v.day >= ?2 AND v.day <= ?3
            AND NOT EXISTS (SELECT 1 FROM cancellation c WHERE c.visit = v.id)
            AND NOT EXISTS (SELECT 1 FROM settled_visit t WHERE t.visit = v.id)
        GROUP BY v.location, s.service, v.day
        """

    /// What settlements of partner ?1 counted that was cancelled since, and isn't adjusted.
    static let openCancellations: SQL = """
        SELECT v.location, s.service, v.day, CAST(SUM(s.quantity) AS bigint), CAST(SUM(s.quantity * s.credits) AS bigint),
            t.month
        FROM cancellation c JOIN settled_visit t ON t.visit = c.visit
        JOIN visit v ON v.id = t.visit JOIN visit_service s ON s.visit = v.id
        WHERE c.at >= ?2 AND t.partner = ?1
            AND NOT EXISTS (SELECT 1 FROM settled_cancellation a WHERE a.visit = c.visit)
        GROUP BY t.month, v.location, s.service, v.day
        """

    static let insert: SQL = """
        INSERT INTO settlement (partner, month, partner_code, partner_name, currency, closed_at, closed_by)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """

    /// The same visits as `openVisits`.
    static let settleVisits: SQL = """
        INSERT INTO settled_visit (visit, partner, month)
        SELECT v.id, ?1, ?2 FROM visit v
        WHERE v.location = ?3 AND v.day >= ?4 AND v.day <= ?5
            AND NOT EXISTS (SELECT 1 FROM cancellation c WHERE c.visit = v.id)
            AND NOT EXISTS (SELECT 1 FROM settled_visit t WHERE t.visit = v.id)
        """

    /// The same cancellations as `openCancellations`; never of the visits that this month itself settles.
    static let settleCancellations: SQL = """
        INSERT INTO settled_cancellation (visit, partner, month)
        SELECT c.visit, ?1, ?2 FROM cancellation c JOIN settled_visit t ON t.visit = c.visit
        WHERE c.at >= ?3 AND t.partner = ?1 AND t.month < ?2
            AND NOT EXISTS (SELECT 1 FROM settled_cancellation a WHERE a.visit = c.visit)
        """

    static let settledVisits: SQL = """
        SELECT v.location, s.service, v.day, CAST(SUM(s.quantity) AS bigint), CAST(SUM(s.quantity * s.credits) AS bigint)
        FROM settled_visit t JOIN visit v ON v.id = t.visit JOIN visit_service s ON s.visit = v.id
        WHERE t.partner = ?1 AND t.month = ?2
        GROUP BY v.location, s.service, v.day
        """

    static let settledCancellations: SQL = """
        SELECT v.location, s.service, v.day, CAST(SUM(s.quantity) AS bigint), CAST(SUM(s.quantity * s.credits) AS bigint),
            t.month
        FROM settled_cancellation a JOIN settled_visit t ON t.visit = a.visit
        JOIN visit v ON v.id = t.visit JOIN visit_service s ON s.visit = v.id
        WHERE a.partner = ?1 AND a.month = ?2
        GROUP BY t.month, v.location, s.service, v.day
        """

    /// What the ledger moved to each location for the visits that a month settles.
    static let postedForVisits: SQL = """
        SELECT v.location, CAST(SUM(p.amount) AS bigint)
        FROM settled_visit t JOIN visit v ON v.id = t.visit
        JOIN location_posting p ON p.entry = v.entry AND p.visit = v.id AND p.location = v.location
        WHERE t.partner = ?1 AND t.month = ?2 GROUP BY v.location
        """

    /// What the ledger took back from each location for the cancellations that a month settles: below zero.
    static let postedForCancellations: SQL = """
        SELECT v.location, CAST(SUM(p.amount) AS bigint)
        FROM settled_cancellation a JOIN cancellation c ON c.visit = a.visit JOIN visit v ON v.id = a.visit
        JOIN location_posting p ON p.entry = c.entry AND p.visit = v.id AND p.location = v.location
        WHERE a.partner = ?1 AND a.month = ?2 GROUP BY v.location
        """

    static let insertLine: SQL = """
        INSERT INTO settlement_line (partner, month, position, kind, of_month, location, location_code, location_name,
            service, unit_price, quantity, credits)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """

    static let seal: SQL = "UPDATE settlement SET sha256 = ?3 WHERE partner = ?1 AND month = ?2"

    static let settlement: SQL = """
        SELECT sha256, closed_at, partner_code, partner_name, currency FROM settlement WHERE partner = ?1 AND month = ?2
        """

    static let lines: SQL = """
        SELECT kind, of_month, location, location_code, location_name, service, unit_price, quantity, credits
        FROM settlement_line WHERE partner = ?1 AND month = ?2 ORDER BY position
        """
}
