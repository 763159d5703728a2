import Store

extension PeopleSQL {
    static let insertMember: SQL = """
        INSERT INTO login (id, role, person, password_hash, created_at) VALUES (?1, 'member', ?2, ?3, ?4)
        """

    static let insertStaff: SQL = """
        INSERT INTO login (id, role, employer, location, password_hash, second_factor, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """

    static let insertIdentifier: SQL = """
        INSERT INTO login_identifier (realm, kind, value, login, proven_at) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO NOTHING
        """

    static let deleteIdentifier: SQL = "DELETE FROM login_identifier WHERE login = ?1 AND kind = ?2"

    static let identifiersOfLogin: SQL = """
        SELECT kind, value, proven_at FROM login_identifier WHERE login = ?1 ORDER BY kind
        """

    static let identifiersOfEmployer: SQL = """
        SELECT l.id, i.value FROM login l JOIN login_identifier i ON i.login = l.id WHERE l.employer = ?1 ORDER BY i.kind
        """

    static let loginOfPerson: SQL = "SELECT id, created_at FROM login WHERE person = ?1"

    static let roleOfLogin: SQL = "SELECT role, person FROM login WHERE id = ?1"

    static let candidate: SQL = """
        SELECT l.id, l.role, l.password_hash FROM login_identifier i JOIN login l ON l.id = i.login
        WHERE i.realm = ?1 AND i.kind = ?2 AND i.value = ?3
        """

    static let loginSecrets: SQL = "SELECT password_hash, second_factor FROM login WHERE id = ?1"

    static let setPassword: SQL = "UPDATE login SET password_hash = ?2 WHERE id = ?1"

    static let useStep: SQL = """
        UPDATE login SET last_step = ?2 WHERE id = ?1 AND (last_step IS NULL OR last_step < ?2)
        """

    static let insertTry: SQL = """
        INSERT INTO sign_in_try (id, identifier_index, address_index, at) VALUES (?1, ?2, ?3, ?4)
        """

    static let triesOfIdentifier: SQL = """
        SELECT COUNT(*), MIN(at) FROM sign_in_try WHERE identifier_index = ?1 AND at > ?2
        """

    static let triesOfIdentifierFromAddress: SQL = """
        SELECT COUNT(*), MIN(at) FROM sign_in_try WHERE identifier_index = ?1 AND at > ?2 AND address_index = ?3
        """

    static let triesOfAddress: SQL = """
        SELECT COUNT(*), MIN(at) FROM sign_in_try WHERE address_index = ?1 AND at > ?2
        """

    static let deleteTries: SQL = "DELETE FROM sign_in_try WHERE identifier_index = ?1"

    static let deleteTriesFromAddress: SQL = """
        DELETE FROM sign_in_try WHERE identifier_index = ?1 AND address_index IS NOT DISTINCT FROM ?2
        """

    static let sweepTries = SQL(
        sqlite: """
            DELETE FROM sign_in_try WHERE id IN (SELECT id FROM sign_in_try WHERE at < ?1 ORDER BY at LIMIT ?2)
            """,
        postgres: """
            DELETE FROM sign_in_try WHERE id = ANY (ARRAY(
                SELECT id FROM sign_in_try WHERE at < ?1 ORDER BY at LIMIT ?2 FOR UPDATE SKIP LOCKED
            ))
            """
    )

    static let insertCard: SQL = """
        INSERT INTO card (person, number, secret, made_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING
        """

    static let cardOfPerson: SQL = "SELECT number, secret FROM card WHERE person = ?1"

    static let holderOfCard: SQL = "SELECT person, secret FROM card WHERE number = ?1"
}
