import Store

extension PeopleSQL {
    static let insertProof: SQL = """
        INSERT INTO proof (id, purpose, person, login, kind, value, contact_kind, contact, code_index, identifier_index,
            address_index, tries_left, created_at, expires_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        """

    /// Those that sent nothing count from instant ?3.
    static let codesOfIdentifier: SQL = """
        SELECT COUNT(*), MIN(created_at) FROM proof
        WHERE identifier_index = ?1 AND created_at > ?2 AND (code_index IS NOT NULL OR created_at >= ?3)
        """

    static let latestSlip: SQL = "SELECT MAX(printed_at) FROM slip WHERE person = ?1"

    static let startsOfAddress: SQL = """
        SELECT COUNT(*), MIN(created_at) FROM proof WHERE address_index = ?1 AND created_at > ?2
        """

    static let loginOfProof: SQL = "SELECT login FROM proof WHERE id = ?1"

    static let takeTry: SQL = """
        UPDATE proof SET tries_left = tries_left - 1
        WHERE id = ?1 AND purpose = ?2 AND expires_at > ?3 AND used_at IS NULL AND tries_left > 0
        RETURNING id, person, login, kind, value, contact_kind, contact, code_index
        """

    static let exhausted: SQL = """
        SELECT expires_at FROM proof
        WHERE id = ?1 AND purpose = ?2 AND expires_at > ?3 AND used_at IS NULL AND tries_left = 0
        """

    static let useProof: SQL = "UPDATE proof SET used_at = ?2 WHERE id = ?1"

    static let voidResets: SQL = """
        UPDATE proof SET used_at = ?2 WHERE login = ?1 AND purpose = 'password-reset' AND used_at IS NULL
        """

    static let useSlip: SQL = """
        UPDATE slip SET used_at = ?3 WHERE person = ?1 AND code_index = ?2 AND used_at IS NULL AND expires_at > ?3
        """

    static let upsertSlip: SQL = """
        INSERT INTO slip (person, username, code_index, printed_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (person) DO UPDATE SET username = excluded.username, code_index = excluded.code_index,
            printed_at = excluded.printed_at, expires_at = excluded.expires_at, used_at = NULL
        """

    static let loginOfIdentifier: SQL = """
        SELECT l.id, l.person FROM login_identifier i JOIN login l ON l.id = i.login
        WHERE i.realm = ?1 AND i.kind = ?2 AND i.value = ?3
        """

    static let personsByEmail: SQL = """
        SELECT DISTINCT p.person FROM profile_contact c JOIN live_profile p ON p.source = c.source AND p.email = c.contact
        WHERE c.contact = ?1 AND p.claimed_until IS NULL LIMIT 2
        """

    static let personsByPhone: SQL = """
        SELECT DISTINCT p.person FROM profile_contact c JOIN live_profile p ON p.source = c.source AND p.phone = c.contact
        WHERE c.contact = ?1 AND p.claimed_until IS NULL LIMIT 2
        """

    static let claimantsByEmail: SQL = """
        SELECT DISTINCT p.person FROM profile_contact c JOIN live_profile p ON p.source = c.source AND p.email = c.contact
        WHERE c.contact = ?1 AND p.claimed_until > ?2 LIMIT 2
        """

    static let claimantsByPhone: SQL = """
        SELECT DISTINCT p.person FROM profile_contact c JOIN live_profile p ON p.source = c.source AND p.phone = c.contact
        WHERE c.contact = ?1 AND p.claimed_until > ?2 LIMIT 2
        """

    static let contactOfProfile: SQL = """
        SELECT email, phone, language FROM live_profile
        WHERE person = ?1
        ORDER BY (email IS NULL AND phone IS NULL), recorded_at DESC, source DESC LIMIT 1
        """

    /// The same as rosters alone have it.
    static let contactOfRosters: SQL = """
        SELECT email, phone, language FROM live_profile
        WHERE person = ?1 AND claimed_until IS NULL
        ORDER BY (email IS NULL AND phone IS NULL), recorded_at DESC, source DESC LIMIT 1
        """

    static let contactsOfSource: SQL = "SELECT email, phone FROM live_profile WHERE source = ?1"

    static let sweepProofs = SQL(
        sqlite: """
            DELETE FROM proof WHERE id IN (SELECT id FROM proof WHERE created_at < ?1 ORDER BY created_at LIMIT ?2)
            """,
        postgres: """
            DELETE FROM proof WHERE id = ANY (ARRAY(
                SELECT id FROM proof WHERE created_at < ?1 ORDER BY created_at LIMIT ?2 FOR UPDATE SKIP LOCKED
            ))
            """
    )
}
