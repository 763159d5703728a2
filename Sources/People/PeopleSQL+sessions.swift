import Store

extension PeopleSQL {
    static let insertSession: SQL = """
        INSERT INTO login_session (id, login, token_hash, device, created_at, expires_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """

    static let deleteOldestSessions: SQL = """
        DELETE FROM login_session WHERE login = ?1 AND id NOT IN (
            SELECT id FROM login_session WHERE login = ?1 ORDER BY created_at DESC, id DESC LIMIT ?2
        )
        """

    static let principal: SQL = """
        SELECT s.id, l.id, l.role, l.person, l.employer, l.location
        FROM login_session s JOIN login l ON l.id = s.login
        WHERE s.token_hash = ?1 AND s.expires_at > ?2
        """

    static let sessions: SQL = """
        SELECT id, device, created_at, expires_at FROM login_session
        WHERE login = ?1 AND expires_at > ?2 ORDER BY created_at DESC, id DESC
        """

    static let deleteSession: SQL = "DELETE FROM login_session WHERE id = ?1 AND login = ?2"

    static let deleteSessionOfToken: SQL = "DELETE FROM login_session WHERE token_hash = ?1"

    static let deleteSessions: SQL = "DELETE FROM login_session WHERE login = ?1"

    static let sweepSessions = SQL(
        sqlite: """
            DELETE FROM login_session WHERE id IN (
                SELECT id FROM login_session WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2
            )
            """,
        postgres: """
            DELETE FROM login_session WHERE id = ANY (ARRAY(
                SELECT id FROM login_session WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2 FOR UPDATE SKIP LOCKED
            ))
            """
    )

    static let upsertText: SQL = """
        INSERT INTO legal_text (kind, version, language, valid_from, words) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (kind, version, language) DO UPDATE SET valid_from = excluded.valid_from, words = excluded.words
        WHERE NOT EXISTS (SELECT 1 FROM consent c WHERE c.kind = excluded.kind AND c.version = excluded.version)
        """

    static let currentText: SQL = """
        SELECT version, words FROM legal_text WHERE kind = ?1 AND valid_from <= ?2 AND language = ?3
        ORDER BY valid_from DESC, version DESC LIMIT 1
        """

    static let currentVersion: SQL = """
        SELECT version FROM legal_text WHERE kind = ?1 AND valid_from <= ?2
        ORDER BY valid_from DESC, version DESC LIMIT 1
        """

    static let insertConsent: SQL = """
        INSERT INTO consent (person, kind, version, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING
        """
}
