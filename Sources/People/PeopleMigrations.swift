public import Store

extension People {
    /// The room's schema. It rests on `StoreSchema.migrations`.
    public static let migrations = [
        Migration("people/0001", persons + guardians + logins + proofs + texts)
    ]

    /// Who there is, and what sources say about them.
    private static let persons: [SQL] = [
        """
        CREATE TABLE person (
            id {id} NOT NULL PRIMARY KEY,
            created_at {instant} NOT NULL,
            national_id_index {bytes}, -- keyed; the number itself is only in `national_id_sealed`
            national_id_sealed {bytes},
            national_id_country {text},
            CHECK ((national_id_index IS NULL) = (national_id_sealed IS NULL)),
            CHECK ((national_id_index IS NULL) = (national_id_country IS NULL))
        ) {clustered}
        """,
        // Whose a national id is: one person's. Not an index of `person`, because newcomers' are filed in this order before
        // they are taken in; until then it leads to somebody who is still to be made, by whoever comes first.
        """
        CREATE TABLE national_id (
            number_index {bytes} NOT NULL PRIMARY KEY,
            person {id} NOT NULL
        ) {clustered}
        """,
        // What change sets gave persons who were known before, and took from them: for as long as a set may be undone.
        """
        CREATE TABLE national_id_change (
            change_set {id} NOT NULL,
            is_taken {bool} NOT NULL CHECK (is_taken IN (0, 1)),
            person {id} NOT NULL,
            number_index {bytes} NOT NULL,
            sealed {bytes} NOT NULL,
            country {text} NOT NULL,
            PRIMARY KEY (change_set, is_taken, person, number_index)
        ) {clustered}
        """,
        """
        CREATE TABLE identity_document (
            person {id} NOT NULL PRIMARY KEY REFERENCES person (id),
            number_index {bytes} NOT NULL,
            sealed {bytes} NOT NULL,
            recorded_at {instant} NOT NULL
        ) {strict}
        """,
        """
        CREATE TABLE username (
            name {text} NOT NULL PRIMARY KEY,
            person {id} NOT NULL REFERENCES person (id),
            claimed_at {instant} NOT NULL
        ) {strict}
        """,
        "CREATE INDEX username_person ON username (person)",
        """
        CREATE TABLE profile (
            source {id} NOT NULL,
            introduced {id} NOT NULL,
            superseded {id},
            person {id} NOT NULL REFERENCES person (id) {deferred},
            given_name {text} NOT NULL,
            family_name {text} NOT NULL,
            birth_date {day},
            email {text},
            phone {text},
            username {text},
            language {text} NOT NULL,
            recorded_at {instant} NOT NULL,
            claimed_until {instant}, -- exclusive: until when its contacts count, which then give way to a roster's; null: a roster's
            PRIMARY KEY (source, introduced)
        ) {strict}
        """,
        "CREATE INDEX profile_person ON profile (person)",
        // E-mail addresses and phone numbers, by which sources are found: what a version has said stays here. No index of
        // `profile`, because newcomers are filed in this order before they are taken in.
        """
        CREATE TABLE profile_contact (
            contact {text} NOT NULL,
            source {id} NOT NULL,
            PRIMARY KEY (contact, source)
        ) {clustered}
        """,
        "CREATE INDEX profile_username ON profile (username) WHERE username IS NOT NULL",
        """
        CREATE VIEW live_profile AS
        SELECT t.source, t.person, t.given_name, t.family_name, t.birth_date, t.email, t.phone, t.username, t.language,
            t.recorded_at, t.claimed_until
        FROM profile t
        WHERE EXISTS (SELECT 1 FROM change_set s WHERE s.id = t.introduced AND s.state = 1)
            AND NOT EXISTS (SELECT 1 FROM change_set s WHERE s.id = t.superseded AND s.state = 1)
        """,
    ]

    /// Who acts for whom.
    private static let guardians: [SQL] = [
        """
        CREATE TABLE guardianship (
            guardian {id} NOT NULL REFERENCES person (id),
            child {id} NOT NULL REFERENCES person (id),
            starts_at {instant} NOT NULL, -- not before the guardian is of age
            ends_at {instant} NOT NULL, -- exclusive: from then on the child is of age
            PRIMARY KEY (guardian, child),
            CHECK (guardian <> child)
        ) {clustered}
        """,
        "CREATE INDEX guardianship_child ON guardianship (child)",
    ]

    /// Who signs in, with what, and from where they are signed in now.
    private static let logins: [SQL] = [
        """
        CREATE TABLE login (
            id {id} NOT NULL PRIMARY KEY,
            role {text} NOT NULL CHECK ({role in 'member', 'hr', 'desk', 'operator'}),
            person {id} UNIQUE REFERENCES person (id),
            employer {id},
            location {id},
            password_hash {text} NOT NULL,
            second_factor {bytes}, -- encrypted
            last_step {int}, -- of the second factor: a code counts once
            created_at {instant} NOT NULL,
            CHECK ((role = 'member') = (person IS NOT NULL)),
            CHECK ((role = 'hr') = (employer IS NOT NULL)),
            CHECK ((role = 'desk') = (location IS NOT NULL)),
            CHECK ((role = 'operator') = (second_factor IS NOT NULL))
        ) {strict}
        """,
        "CREATE INDEX login_employer ON login (employer) WHERE employer IS NOT NULL",
        """
        CREATE TABLE login_identifier (
            realm {text} NOT NULL CHECK (realm IN ('member', 'staff')),
            kind {text} NOT NULL CHECK ({kind in 'email', 'phone', 'username'}),
            value {text} NOT NULL,
            login {id} NOT NULL REFERENCES login (id),
            proven_at {instant} NOT NULL,
            PRIMARY KEY (realm, kind, value),
            UNIQUE (login, kind)
        ) {strict}
        """,
        """
        CREATE TABLE login_session (
            id {id} NOT NULL PRIMARY KEY,
            login {id} NOT NULL REFERENCES login (id),
            token_hash {bytes} NOT NULL UNIQUE,
            device {text},
            created_at {instant} NOT NULL,
            expires_at {instant} NOT NULL
        ) {strict}
        """,
        "CREATE INDEX login_session_login ON login_session (login)",
        "CREATE INDEX login_session_expires_at ON login_session (expires_at)",
        """
        CREATE TABLE sign_in_try (
            id {id} NOT NULL PRIMARY KEY,
            identifier_index {bytes} NOT NULL, -- keyed, of known and unknown identifiers alike
            address_index {bytes}, -- keyed
            at {instant} NOT NULL
        ) {strict}
        """,
        "CREATE INDEX sign_in_try_identifier ON sign_in_try (identifier_index, at)",
        "CREATE INDEX sign_in_try_address ON sign_in_try (address_index, at)",
        "CREATE INDEX sign_in_try_at ON sign_in_try (at)",
        """
        CREATE TABLE card (
            person {id} NOT NULL PRIMARY KEY REFERENCES person (id),
            number {text} NOT NULL UNIQUE,
            secret {bytes} NOT NULL, -- encrypted
            made_at {instant} NOT NULL
        ) {strict}
        """,
    ]

    /// Proofs under way and slips that were printed.
    private static let proofs: [SQL] = [
        """
        CREATE TABLE proof (
            id {id} NOT NULL PRIMARY KEY,
            purpose {text} NOT NULL CHECK ({purpose in 'activation', 'password-reset', 'contact'}),
            person {id}, -- null where the identifier leads nowhere
            login {id},
            kind {text} CHECK ({kind in 'email', 'phone', 'username'}),
            value {text}, -- the identifier, where it leads to somebody
            contact_kind {text} CHECK (contact_kind IN ('email', 'phone')),
            contact {text}, -- where the code went, so what it proves
            code_index {bytes}, -- keyed with the proof's own id; null: no code was sent
            identifier_index {bytes} NOT NULL, -- keyed, of known and unknown identifiers alike
            address_index {bytes} NOT NULL, -- keyed
            tries_left {int} NOT NULL CHECK (tries_left >= 0),
            created_at {instant} NOT NULL,
            expires_at {instant} NOT NULL,
            used_at {instant}
        ) {strict}
        """,
        "CREATE INDEX proof_identifier ON proof (identifier_index, created_at)",
        "CREATE INDEX proof_address ON proof (address_index, created_at)",
        "CREATE INDEX proof_created_at ON proof (created_at)",
        "CREATE INDEX proof_login ON proof (login) WHERE login IS NOT NULL",
        """
        CREATE TABLE slip (
            person {id} NOT NULL PRIMARY KEY REFERENCES person (id), -- a new one replaces the older
            username {text} NOT NULL,
            code_index {bytes} NOT NULL, -- keyed
            printed_at {instant} NOT NULL,
            expires_at {instant} NOT NULL,
            used_at {instant}
        ) {strict}
        """,
        """
        CREATE VIEW taken_username AS
        SELECT u.name, u.person
        FROM username u
        WHERE EXISTS (
                SELECT 1
                FROM profile p
                JOIN change_set i ON i.id = p.introduced
                WHERE p.username = u.name AND p.person = u.person AND i.state <> 2
                    AND NOT EXISTS (SELECT 1 FROM change_set s WHERE s.id = p.superseded AND s.state = 1)
            )
            OR EXISTS (SELECT 1 FROM login l WHERE l.person = u.person)
            OR EXISTS (SELECT 1 FROM slip WHERE slip.person = u.person AND slip.username = u.name)
        """,
    ]

    /// Terms and consent texts, and who agreed to which.
    private static let texts: [SQL] = [
        """
        CREATE TABLE legal_text (
            kind {text} NOT NULL,
            version {text} NOT NULL,
            language {text} NOT NULL,
            valid_from {day} NOT NULL,
            words {text} NOT NULL,
            PRIMARY KEY (kind, version, language)
        ) {strict}
        """,
        """
        CREATE TABLE consent (
            person {id} NOT NULL REFERENCES person (id),
            kind {text} NOT NULL,
            version {text} NOT NULL,
            at {instant} NOT NULL,
            PRIMARY KEY (person, kind, version, at)
        ) {strict}
        """,
        "CREATE INDEX consent_text ON consent (kind, version)",
    ]
}
