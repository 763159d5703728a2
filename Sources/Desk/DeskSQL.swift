import Store

/// Every statement about verifications and look-ups.
enum DeskSQL {
    static let insertVerification: SQL = """
        INSERT INTO verification (id, location, login, person, holder, step, created_at, expires_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """

    static let verificationsOfCode: SQL = """
        SELECT id, location, person, expires_at FROM verification WHERE step = ?2 AND holder = ?1
        """

    static let insertLookup: SQL = """
        INSERT INTO lookup (person, id, at, location, login, way, verification, refusal, counted)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """

    /// The tries of a login and of a location that are so many back, if they are that recent: when they were.
    static let triesBack: SQL = """
        SELECT (SELECT at FROM lookup WHERE login = ?1 AND counted = 1 AND at > ?3 ORDER BY at DESC LIMIT 1 OFFSET ?4),
            (SELECT at FROM lookup WHERE location = ?2 AND counted = 1 AND at > ?3 ORDER BY at DESC LIMIT 1 OFFSET ?4)
        """

    static let lookupsOfPerson: SQL = """
        SELECT l.id, l.at, l.location, l.way, l.refusal, v.person
        FROM lookup l LEFT JOIN verification v ON v.id = l.verification
        WHERE l.person = ?1 AND l.id < ?2 ORDER BY l.id DESC LIMIT ?3
        """
}

/// Every statement about visits and their cancellation.
enum VisitSQL {
    /// The debits of the visits of ?1 since ?3 that weren't cancelled, and whether a service of each was covered by ?2.
    static let usedSince: SQL = """
        SELECT v.entry, EXISTS (SELECT 1 FROM visit_service s WHERE s.visit = v.id AND s.source = ?2) FROM visit v
        WHERE v.person = ?1 AND v.recorded_at >= ?3
            AND NOT EXISTS (SELECT 1 FROM cancellation c WHERE c.visit = v.id)
        """

    static let insertVisit: SQL = """
        INSERT INTO visit (id, verification, location, login, person, day, recorded_at, credits, entry, evidence, key,
            request_hash)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """

    static let insertService: SQL = """
        INSERT INTO visit_service (visit, position, service, quantity, credits, package, source)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """

    static let insertCancellation: SQL = """
        INSERT INTO cancellation (visit, at, login, scope, reason, credits, entry, evidence, key, request_hash)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """

    /// A verification, and what a key of a location was used for.
    static let verificationAndKey: SQL = """
        SELECT v.id, v.location, v.person, v.expires_at, k.id, k.request_hash, c.visit
        FROM (SELECT 1 AS one) o LEFT JOIN verification v ON v.id = ?1
        LEFT JOIN visit k ON k.location = ?2 AND k.key = ?3 LEFT JOIN cancellation c ON c.scope = ?2 AND c.key = ?3
        """

    /// What a key of a location, or of the operator, was used for.
    static let cancellationOfKey: SQL = """
        SELECT c.visit, c.at, c.reason, c.credits, c.request_hash, k.id
        FROM (SELECT 1 AS one) o LEFT JOIN cancellation c ON c.scope = ?1 AND c.key = ?2
        LEFT JOIN visit k ON k.location = ?1 AND k.key = ?2
        """

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
