import Store

/// Every statement about the catalogue.
enum EntitlementsSQL {
    static let packages: SQL = """
        SELECT p.code, p.rank, p.name_ro, p.name_en, t.period, t.credits, t.carry_over_periods
        FROM package p JOIN package_terms t ON t.package = p.code
        WHERE t.holds_from <= ?1 AND (t.holds_until IS NULL OR t.holds_until > ?1) ORDER BY p.rank, p.code
        """
    static let package: SQL = """
        SELECT p.code, p.rank, p.name_ro, p.name_en, t.period, t.credits, t.carry_over_periods
        FROM package p JOIN package_terms t ON t.package = p.code
        WHERE t.holds_from <= ?1 AND (t.holds_until IS NULL OR t.holds_until > ?1) AND p.code = ?2
        """
    static let packageNamed: SQL = "SELECT package FROM package_alias WHERE folded = ?1"
    static let specialities: SQL = "SELECT code, name_ro, name_en FROM speciality ORDER BY code"
    static let services: SQL = """
        SELECT s.code, s.name_ro, s.name_en, s.category, c.name_ro, c.name_en, s.speciality, p.name_ro, p.name_en
        FROM service s JOIN category c ON c.code = s.category LEFT JOIN speciality p ON p.code = s.speciality
        ORDER BY s.category, s.code
        """
    static let entitlements: SQL = """
        SELECT service, credits, limit_count, limit_per FROM entitlement
        WHERE package = ?1 AND holds_from <= ?2 AND (holds_until IS NULL OR holds_until > ?2) ORDER BY service
        """
    static let history: SQL = """
        SELECT service, credits, limit_count, limit_per, holds_from, holds_until FROM entitlement
        WHERE package = ?1 ORDER BY service, holds_from
        """
    static let termsHistory: SQL = """
        SELECT holds_from, holds_until, period, credits, carry_over_periods FROM package_terms
        WHERE package = ?1 ORDER BY holds_from
        """

    static let putCategory: SQL = """
        INSERT INTO category (code, name_ro, name_en) VALUES (?1, ?2, ?3)
        ON CONFLICT (code) DO UPDATE SET name_ro = excluded.name_ro, name_en = excluded.name_en
        WHERE category.name_ro <> excluded.name_ro OR category.name_en <> excluded.name_en
        """
    static let putSpeciality: SQL = """
        INSERT INTO speciality (code, name_ro, name_en) VALUES (?1, ?2, ?3)
        ON CONFLICT (code) DO UPDATE SET name_ro = excluded.name_ro, name_en = excluded.name_en
        WHERE speciality.name_ro <> excluded.name_ro OR speciality.name_en <> excluded.name_en
        """
    static let putService: SQL = """
        INSERT INTO service (code, name_ro, name_en, category, speciality) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (code) DO UPDATE SET name_ro = excluded.name_ro, name_en = excluded.name_en,
            category = excluded.category, speciality = excluded.speciality
        WHERE service.name_ro <> excluded.name_ro OR service.name_en <> excluded.name_en
            OR service.category <> excluded.category OR service.speciality IS DISTINCT FROM excluded.speciality
        """
    static let putPackage: SQL = """
        INSERT INTO package (code, rank, name_ro, name_en) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (code) DO UPDATE SET rank = excluded.rank, name_ro = excluded.name_ro, name_en = excluded.name_en
        WHERE package.rank <> excluded.rank OR package.name_ro <> excluded.name_ro OR package.name_en <> excluded.name_en
        """
    static let names: SQL = "SELECT folded FROM package_alias WHERE package = ?1 ORDER BY folded"
    static let dropName: SQL = "DELETE FROM package_alias WHERE folded = ?1"
    static let addName: SQL = """
        INSERT INTO package_alias (folded, package) VALUES (?1, ?2) ON CONFLICT (folded) DO NOTHING
        """
    static let dropTerms: SQL = "DELETE FROM package_terms WHERE package = ?1 AND holds_from = ?2"
    static let putTerms: SQL = """
        INSERT INTO package_terms (package, holds_from, holds_until, period, credits, carry_over_periods)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (package, holds_from) DO UPDATE SET holds_until = excluded.holds_until, period = excluded.period,
            credits = excluded.credits, carry_over_periods = excluded.carry_over_periods
        """
    static let dropEntitlement: SQL = """
        DELETE FROM entitlement WHERE package = ?1 AND service = ?2 AND holds_from = ?3
        """
    static let putEntitlement: SQL = """
        INSERT INTO entitlement (package, service, credits, limit_count, limit_per, holds_from, holds_until)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (package, service, holds_from) DO UPDATE SET holds_until = excluded.holds_until,
            credits = excluded.credits, limit_count = excluded.limit_count, limit_per = excluded.limit_per
        """
}
