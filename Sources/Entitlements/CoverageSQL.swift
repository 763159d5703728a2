import Store

/// Every statement about coverage.
enum CoverageSQL {
    static let setSponsor: SQL = """
        INSERT INTO sponsor (id, zone, refused) VALUES (?1, ?2, ?3)
        ON CONFLICT (id) DO UPDATE SET zone = excluded.zone, refused = excluded.refused
        """
    static let cover: SQL = """
        INSERT INTO coverage (id, person, source, sponsor, package, starts_on, ends_on, introduced)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
        WHERE NOT EXISTS (
            SELECT 1 FROM head_coverage h WHERE h.source = ?3
                AND (h.ends_on IS NULL OR h.ends_on > ?6) AND (CAST(?7 AS text) IS NULL OR h.starts_on < ?7)
        )
        """
    /// A slice of `arrival` (see Store's `ArrivalSlice`): nothing covers its sources yet.
    static let coverArrivals: SQL = """
        INSERT INTO coverage (id, person, source, sponsor, package, starts_on, introduced)
        SELECT a.source, a.person, a.source, a.sponsor, a.package,
            CASE WHEN a.starts_on > ?5 THEN a.starts_on ELSE ?5 END, ?4
        FROM arrival a
        WHERE a.batch = ?1 AND a.number > ?2 AND a.number <= ?3
        """
    static let insert: SQL = """
        INSERT INTO coverage (id, person, source, sponsor, package, starts_on, ends_on, introduced)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """
    static let supersede: SQL = "UPDATE coverage SET superseded = ?2 WHERE id = ?1"
    static let heads: SQL = """
        SELECT id, person, sponsor, package, starts_on, ends_on, introduced
        FROM head_coverage WHERE source = ?1 ORDER BY starts_on
        """
    static let ofPerson: SQL = """
        SELECT c.id, c.person, c.source, c.sponsor, s.zone, s.refused, c.package, c.starts_on, c.ends_on
        FROM live_coverage c JOIN sponsor s ON s.id = c.sponsor WHERE c.person = ?1 ORDER BY c.starts_on, c.id
        """
    static let ofSource: SQL = """
        SELECT c.id, c.person, c.source, c.sponsor, s.zone, s.refused, c.package, c.starts_on, c.ends_on
        FROM live_coverage c JOIN sponsor s ON s.id = c.sponsor WHERE c.source = ?1 ORDER BY c.starts_on, c.id
        """
    /// With when the set that replaced it was published, and the catalogue's revision; in no order, because SQLite would make
    /// a table to sort in.
    static let termedOfPerson: SQL = """
        SELECT c.id, c.person, c.source, c.sponsor, s.zone, s.refused, c.package, c.starts_on, c.ends_on,
            (SELECT r.published_at FROM change_set r WHERE r.id = c.superseded AND r.state = 1),
            (SELECT revision FROM catalogue)
        FROM coverage c JOIN sponsor s ON s.id = c.sponsor
        WHERE c.person = ?1 AND EXISTS (SELECT 1 FROM change_set i WHERE i.id = c.introduced AND i.state = 1)
        """
}
