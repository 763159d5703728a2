import Store

/// Every statement on accounts and agreements.
enum EmployersSQL {
    static let insertEmployer: SQL = """
        INSERT INTO employer (id, code, name, tax_id, country, currency, zone, opened_at, needs_approval)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (code) DO NOTHING
        """

    static let employer: SQL = """
        SELECT id, code, name, tax_id, country, currency, zone, ended_from, needs_approval
        FROM employer WHERE id = ?1
        """

    static let employerByCode: SQL = """
        SELECT id, code, name, tax_id, country, currency, zone, ended_from, needs_approval
        FROM employer WHERE code = ?1
        """

    static let employers: SQL = """
        SELECT id, code, name, tax_id, country, currency, zone, ended_from, needs_approval
        FROM employer WHERE code > ?1 ORDER BY code LIMIT ?2
        """

    static let suspensions: SQL = """
        SELECT starts_on, ends_on, reason FROM suspension WHERE employer = ?1 ORDER BY id
        """

    static let suspend: SQL = """
        INSERT INTO suspension (id, employer, starts_on, reason, suspended_at) VALUES (?1, ?2, ?3, ?4, ?5)
        """

    static let reinstate: SQL = """
        UPDATE suspension SET ends_on = ?2, reinstated_at = ?3 WHERE employer = ?1 AND ends_on IS NULL
        """

    static let end: SQL = "UPDATE employer SET ended_from = ?2 WHERE id = ?1"

    static let setApproval: SQL = "UPDATE employer SET needs_approval = ?2 WHERE id = ?1"

    static let insertAgreement: SQL = """
        INSERT INTO agreement (id, employer, starts_on, coverage_ends) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (employer, starts_on) DO NOTHING
        """

    static let insertPrice: SQL = """
        INSERT INTO agreement_price (agreement, package, price, family_price) VALUES (?1, ?2, ?3, ?4)
        """

    static let setCoverageEnds: SQL = "UPDATE agreement SET coverage_ends = ?2 WHERE id = ?1"

    static let deletePrices: SQL = "DELETE FROM agreement_price WHERE agreement = ?1"

    static let agreementFrom: SQL = "SELECT id, coverage_ends FROM agreement WHERE employer = ?1 AND starts_on = ?2"

    static let agreements: SQL = """
        SELECT id, starts_on, coverage_ends FROM agreement WHERE employer = ?1 ORDER BY starts_on LIMIT ?2
        """

    static let beginning: SQL = """
        SELECT opened_at, (SELECT min(starts_on) FROM agreement WHERE employer = ?1) FROM employer WHERE id = ?1
        """

    static let prices: SQL = "SELECT package, price, family_price FROM agreement_price WHERE agreement = ?1"

    static let price: SQL = """
        SELECT p.price, p.family_price, e.currency
        FROM agreement a
        JOIN agreement_price p ON p.agreement = a.id AND p.package = ?2
        JOIN employer e ON e.id = a.employer
        WHERE a.employer = ?1 AND a.starts_on =
            (SELECT max(starts_on) FROM agreement WHERE employer = ?1 AND starts_on <= ?3)
        """
}
