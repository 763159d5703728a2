import Store

/// Every statement of the room; `PeopleSQL+….swift` go on.
enum PeopleSQL {
    static let insertPerson: SQL = """
        INSERT INTO person (id, created_at, national_id_index, national_id_sealed, national_id_country)
        VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING
        """

    // Slices of `arrival`, the view through which the room that brings people shows them (see Store's `ArrivalSlice`).

    /// In the order of the persons, where two imports of the same people may do it at once.
    static let insertPersons = SQL(
        sqlite: """
            INSERT INTO person (id, created_at, national_id_index, national_id_sealed, national_id_country)
            SELECT a.person, ?4, a.national_id_index, a.national_id_sealed, CASE WHEN a.is_numbered = 1 THEN a.country END
            FROM arrival a
            WHERE a.batch = ?1 AND a.number > ?2 AND a.number <= ?3
            ON CONFLICT DO NOTHING
            """,
        postgres: """
            INSERT INTO person (id, created_at, national_id_index, national_id_sealed, national_id_country)
            SELECT a.person, ?4, a.national_id_index, a.national_id_sealed, CASE WHEN a.is_numbered = 1 THEN a.country END
            FROM arrival a
            WHERE a.batch = ?1 AND a.number > ?2 AND a.number <= ?3
            ORDER BY a.person
            ON CONFLICT DO NOTHING
            """
    )

    /// The national ids of the arrivals of batch ?1, in the order of `national_id`.
    static let nationalIDsOfArrivals: SQL = """
        SELECT a.national_id_index, a.source FROM arrival a
        WHERE a.batch = ?1 AND a.is_numbered = 1 ORDER BY a.national_id_index
        """

    static let insertProfiles: SQL = """
        INSERT INTO profile (source, introduced, person, given_name, family_name, birth_date, email, phone, language,
            recorded_at)
        SELECT a.source, ?4, a.person, a.given_name, a.family_name, a.birth_date, a.email, a.phone,
            COALESCE(a.language, ?6), ?5
        FROM arrival a
        WHERE a.batch = ?1 AND a.number > ?2 AND a.number <= ?3
        """

    /// What the arrivals of batch ?1 can be written to, in the order of `profile_contact`.
    static let contactsOfArrivals: SQL = """
        SELECT c.contact, c.source FROM (
            SELECT a.email AS contact, a.source FROM arrival a WHERE a.batch = ?1 AND a.email IS NOT NULL
            UNION ALL SELECT a.phone, a.source FROM arrival a WHERE a.batch = ?1 AND a.phone IS NOT NULL
        ) c
        ORDER BY c.contact, c.source
        """

    static let fileContacts = SQL(
        sqlite: "INSERT INTO profile_contact (contact, source) VALUES (?1, ?2)",
        postgres: "COPY profile_contact (contact, source) FROM STDIN (FORMAT binary)"
    )

    static let addContact: SQL = """
        INSERT INTO profile_contact (contact, source) VALUES (?1, ?2) ON CONFLICT DO NOTHING
        """

    static let enrolled: SQL = "SELECT person FROM profile WHERE source = ?1 AND introduced = ?2"

    static let upsertProfile: SQL = """
        INSERT INTO profile (source, introduced, person, given_name, family_name, birth_date, email, phone, username,
            language, recorded_at, claimed_until)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT (source, introduced) DO UPDATE SET
            superseded = NULL, person = excluded.person, given_name = excluded.given_name,
            family_name = excluded.family_name, birth_date = excluded.birth_date, email = excluded.email,
            phone = excluded.phone, username = excluded.username, language = excluded.language,
            recorded_at = excluded.recorded_at, claimed_until = excluded.claimed_until
        """

    static let limitClaim: SQL = "UPDATE profile SET claimed_until = ?2 WHERE source = ?1 AND claimed_until IS NOT NULL"

    /// What a withdrawn set superseded counts again, so the next set supersedes it anew.
    static let supersedeProfiles: SQL = """
        UPDATE profile SET superseded = ?2
        WHERE source = ?1 AND introduced <> ?2
            AND (superseded IS NULL
                OR EXISTS (SELECT 1 FROM change_set s WHERE s.id = profile.superseded AND s.state = 2))
        """

    /// As each source says it, in no order: SQLite would make a table to sort in, and this is asked at every desk.
    static let namesOfPerson: SQL = """
        SELECT recorded_at, source, given_name, family_name FROM live_profile WHERE person = ?1
        """

    static let birthDateOfPerson: SQL = """
        SELECT birth_date FROM live_profile
        WHERE person = ?1 AND birth_date IS NOT NULL ORDER BY recorded_at DESC, source DESC LIMIT 1
        """

    static let languageOfPerson: SQL = """
        SELECT language FROM live_profile WHERE person = ?1 ORDER BY recorded_at DESC, source DESC LIMIT 1
        """

    static let candidatesByPhone: SQL = """
        SELECT l.person FROM login_identifier i JOIN login l ON l.id = i.login
        WHERE i.realm = 'member' AND i.kind = 'phone' AND i.value = ?1
        UNION
        SELECT p.person FROM profile_contact c JOIN live_profile p ON p.source = c.source AND p.phone = c.contact
        WHERE c.contact = ?1 AND (p.claimed_until IS NULL OR p.claimed_until > ?3) AND NOT EXISTS (
            SELECT 1 FROM login l JOIN login_identifier i ON i.login = l.id
            WHERE l.person = p.person AND i.kind = 'phone'
        )
        LIMIT ?2
        """

    /// Makes a national id a person's if it is nobody's.
    static let claimNationalID: SQL = """
        INSERT INTO national_id (number_index, person) VALUES (?1, ?2) ON CONFLICT DO NOTHING
        """

    /// What `claimNationalID` goes on with, unless person ?1 has a national id or this one is somebody's. Whoever gives them
    /// another one at the same time waits for this.
    static let setNationalID: SQL = """
        UPDATE person SET national_id_index = ?2, national_id_sealed = ?3, national_id_country = ?4
        WHERE id = ?1 AND national_id_index IS NULL
            AND NOT EXISTS (SELECT 1 FROM national_id n WHERE n.number_index = ?2)
        """

    static let personOfNationalID: SQL = "SELECT person FROM national_id WHERE number_index = ?1"

    static let upsertDocument: SQL = """
        INSERT INTO identity_document (person, number_index, sealed, recorded_at) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (person) DO UPDATE SET number_index = excluded.number_index, sealed = excluded.sealed,
            recorded_at = excluded.recorded_at
        """

    static let hasDocument: SQL = """
        SELECT 1 FROM person p WHERE p.id = ?1
            AND (p.national_id_index IS NOT NULL
                OR EXISTS (SELECT 1 FROM identity_document d WHERE d.person = p.id))
        """

    static let documentsOfPerson: SQL = """
        SELECT d.number_index, p.national_id_index, p.national_id_country
        FROM person p
        LEFT JOIN identity_document d ON d.person = p.id
        WHERE p.id = ?1
        """

    static let usernameHolder: SQL = "SELECT person FROM taken_username WHERE name = ?1"

    static let usernameOfPerson: SQL = """
        SELECT name FROM username WHERE person = ?1 ORDER BY claimed_at DESC, name LIMIT 1
        """

    /// Makes a username this person's that is so already, or nobody's yet.
    static let claimUsername: SQL = """
        INSERT INTO username (name, person, claimed_at) VALUES (?1, ?2, ?3)
        ON CONFLICT (name) DO UPDATE SET claimed_at = excluded.claimed_at WHERE username.person = excluded.person
        """

    /// Keeps everybody else from claiming the username. A statement of its own: what else is known of the name must be
    /// read after whoever held the row has committed.
    static let lockUsername = SQL(
        sqlite: "SELECT person FROM username WHERE name = ?1",
        postgres: "SELECT person FROM username WHERE name = ?1 FOR UPDATE"
    )

    static let takeUsername: SQL = """
        UPDATE username SET person = ?2, claimed_at = ?3
        WHERE name = ?1 AND NOT EXISTS (SELECT 1 FROM taken_username t WHERE t.name = ?1)
        """
}
