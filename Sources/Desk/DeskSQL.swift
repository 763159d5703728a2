import Store

/// Every statement about verifications and look-ups.
enum DeskSQL {
    static let insertVerification: SQL = """
        INSERT INTO verification (id, location, login, person, step, created_at, expires_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING
        """

    static let verification: SQL = "SELECT id, location, person, expires_at FROM verification WHERE id = ?1"

    static let verificationOfCode: SQL = """
        SELECT id, location, person, expires_at FROM verification WHERE person = ?1 AND step = ?2
        """

    static let insertLookup: SQL = """
        INSERT INTO lookup (id, at, location, login, way, person, verification, refusal, counted)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """

    /// The try that is so many back, if it is that recent: when it was.
    static let tryOfLogin: SQL = """
        SELECT at FROM lookup WHERE login = ?1 AND counted = 1 AND at > ?2 ORDER BY at DESC LIMIT 1 OFFSET ?3
        """

    static let tryOfLocation: SQL = """
        SELECT at FROM lookup WHERE location = ?1 AND counted = 1 AND at > ?2 ORDER BY at DESC LIMIT 1 OFFSET ?3
        """

    static let lookupsOfPerson: SQL = """
        SELECT id, at, location, way, refusal FROM lookup
        WHERE person = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3
        """
}

/// Every statement about visits and their cancellation.
enum VisitSQL {
    static let insertVisit: SQL = """
        INSERT INTO visit (id, verification, location, login, person, day, recorded_at, credits, entry, key,
            request_hash)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT DO NOTHING
        """

    static let insertService: SQL = """
        INSERT INTO visit_service (visit, position, service, quantity, credits, package, source)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """

    static let insertCancellation: SQL = """
        INSERT INTO cancellation (visit, at, login, scope, reason, credits, entry, key, request_hash)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING
        """

    /// What a key of a location, or of the operator, was used for.
    static let visitOfKey: SQL = "SELECT id, request_hash FROM visit WHERE location = ?1 AND key = ?2"
    static let cancellationOfKey: SQL = "SELECT visit, request_hash FROM cancellation WHERE scope = ?1 AND key = ?2"

    static let cancellation: SQL = "SELECT visit, at, reason, credits FROM cancellation WHERE visit = ?1"

    static let visit: SQL = """
        SELECT v.id, v.location, v.person, v.day, v.recorded_at, v.credits, v.entry, c.visit, c.at, c.reason, c.credits,
            s.service, s.quantity, s.credits, s.package, s.source
        FROM visit v JOIN visit_service s ON s.visit = v.id LEFT JOIN cancellation c ON c.visit = v.id
        WHERE v.id = ?1 ORDER BY s.position
        """

    static let visitsOfPerson: SQL = """
        SELECT v.id, v.location, v.person, v.day, v.recorded_at, v.credits, v.entry, c.visit, c.at, c.reason, c.credits,
            s.service, s.quantity, s.credits, s.package, s.source
        FROM visit v JOIN visit_service s ON s.visit = v.id LEFT JOIN cancellation c ON c.visit = v.id
        WHERE v.id IN (SELECT id FROM visit WHERE person = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3)
        ORDER BY v.id DESC, s.position
        """

    static let visitsAtLocation: SQL = """
        SELECT v.id, v.location, v.person, v.day, v.recorded_at, v.credits, v.entry, c.visit, c.at, c.reason, c.credits,
            s.service, s.quantity, s.credits, s.package, s.source
        FROM visit v JOIN visit_service s ON s.visit = v.id LEFT JOIN cancellation c ON c.visit = v.id
        WHERE v.id IN (
            SELECT id FROM visit WHERE location = ?1 AND day = ?2 AND id < ?3 ORDER BY id DESC LIMIT ?4
        )
        ORDER BY v.id DESC, s.position
        """

    /// What a person has used since a day, cancelled visits aside.
    static let usage: SQL = """
        SELECT s.service, s.source, v.day, s.quantity
        FROM visit v JOIN visit_service s ON s.visit = v.id
        WHERE v.person = ?1 AND v.day >= ?2
            AND NOT EXISTS (SELECT 1 FROM cancellation c WHERE c.visit = v.id)
        """
}
