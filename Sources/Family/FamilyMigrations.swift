public import Store

extension Family {
    /// The schema of this room.
    public static let migrations = [Migration("family/0001", addOns + payroll + frozen)]

    /// Who asked for whom, and what became of it.
    private static let addOns: [SQL] = [
        """
        CREATE TABLE family_request (
            id {id} NOT NULL PRIMARY KEY,
            employer {id} NOT NULL,
            employment {id} NOT NULL,
            member {id} NOT NULL, -- the employee
            employee_number {text} NOT NULL,
            employee_name {text} NOT NULL,
            given_name {text} NOT NULL CHECK (length(given_name) BETWEEN 1 AND 100),
            family_name {text} NOT NULL CHECK (length(family_name) BETWEEN 1 AND 100),
            name_key {text} NOT NULL, -- folded: the same family member twice is found
            relation {text} NOT NULL CHECK ({relation in 'spouse', 'partner', 'child', 'parent', 'sibling', 'other'}),
            birth_date {day} NOT NULL,
            package {text} NOT NULL,
            price {int} NOT NULL CHECK (price >= 0), -- minor units a month, the most that the consent is for
            currency {text} NOT NULL,
            email {bytes}, -- encrypted, and wiped once decided: from then on the profile has it, or `coming_of_age`
            phone {bytes}, -- likewise
            consent_version {text} NOT NULL,
            consent_language {text} NOT NULL,
            consent_at {instant} NOT NULL,
            state {text} NOT NULL CHECK ({state in 'pending', 'approved', 'refused', 'withdrawn'}),
            requested_at {instant} NOT NULL,
            decided_at {instant},
            decided_by {id}, -- the login; null for the member's own act and for the command line
            refusal_reason {text},
            CHECK ((state = 'pending') = (decided_at IS NULL)),
            CHECK ((state = 'refused') = (refusal_reason IS NOT NULL)),
            CHECK (state = 'pending' OR (email IS NULL AND phone IS NULL))
        ) {strict}
        """,
        """
        CREATE UNIQUE INDEX family_request_pending ON family_request (member, name_key, birth_date)
        WHERE state = 'pending'
        """,
        "CREATE INDEX family_request_member ON family_request (member, id)",
        "CREATE INDEX family_request_employer ON family_request (employer, id)",
        """
        CREATE TABLE add_on (
            id {id} NOT NULL PRIMARY KEY,
            request {id} NOT NULL UNIQUE REFERENCES family_request (id),
            employer {id} NOT NULL,
            person {id} NOT NULL, -- the family member
            starts_on {day} NOT NULL,
            requested_until {day}, -- exclusive; the member asked for the end
            left_until {day}, -- exclusive; the employee leaves
            offered_price {int} CHECK (offered_price >= 0), -- what it is to cost, waiting for the member's consent
            offered_from {day}, -- from when; exclusive, it ends there until the member consents
            approved_at {instant} NOT NULL,
            contacts_given {int} NOT NULL DEFAULT 0 CHECK (contacts_given >= 0), -- how often the member gave other contacts
            CHECK (requested_until IS NULL OR requested_until >= starts_on),
            CHECK (left_until IS NULL OR left_until >= starts_on),
            CHECK (offered_from IS NULL OR offered_from > starts_on),
            CHECK ((offered_price IS NULL) = (offered_from IS NULL))
        ) {strict}
        """,
        """
        CREATE TABLE add_on_price (
            add_on {id} NOT NULL REFERENCES add_on (id),
            month {month} NOT NULL, -- the first that costs this
            price {int} NOT NULL CHECK (price >= 0), -- minor units a month, in the request's currency
            consent_version {text}, -- null where an earlier consent is to more: the first price, and lower ones
            consent_language {text},
            consent_at {instant},
            PRIMARY KEY (add_on, month),
            CHECK ((consent_version IS NULL) = (consent_at IS NULL)),
            CHECK ((consent_version IS NULL) = (consent_language IS NULL))
        ) {strict}
        """,
        "CREATE INDEX add_on_employer ON add_on (employer, starts_on)",
        """
        CREATE TABLE coming_of_age (
            person {id} NOT NULL PRIMARY KEY, -- a child; gone once of age
            add_on {id} NOT NULL REFERENCES add_on (id), -- the latest
            due_at {instant} NOT NULL, -- the beginning of the eighteenth birthday, at the employer's
            email {bytes}, -- encrypted: what to write to then
            phone {bytes} -- likewise
        ) {strict}
        """,
        "CREATE INDEX coming_of_age_due ON coming_of_age (due_at)",
    ]

    /// What is closed, and what it says.
    private static let payroll: [SQL] = [
        """
        CREATE TABLE payroll_period (
            employer {id} NOT NULL,
            month {month} NOT NULL,
            currency {text} NOT NULL,
            sha256 {text} NOT NULL,
            closed_at {instant} NOT NULL,
            closed_by {id}, -- the login; null for the command line
            PRIMARY KEY (employer, month)
        ) {strict}
        """,
        """
        CREATE TABLE payroll_line (
            employer {id} NOT NULL,
            month {month} NOT NULL,
            position {int} NOT NULL,
            add_on {id} NOT NULL REFERENCES add_on (id),
            employment {id} NOT NULL,
            employee_number {text} NOT NULL,
            employee_name {text} NOT NULL,
            family_member {text} NOT NULL,
            reason {text} NOT NULL CHECK (reason IN ('family-add-on', 'adjustment')),
            amount {int} NOT NULL CHECK (amount <> 0), -- minor units
            PRIMARY KEY (employer, month, position),
            UNIQUE (add_on, month, reason),
            FOREIGN KEY (employer, month) REFERENCES payroll_period (employer, month)
        ) {strict}
        """,
        """
        CREATE TABLE payroll_leaver (
            employer {id} NOT NULL,
            month {month} NOT NULL,
            position {int} NOT NULL,
            employment {id} NOT NULL,
            employee_number {text} NOT NULL,
            employee_name {text} NOT NULL,
            ended_on {day} NOT NULL, -- the last day of work
            PRIMARY KEY (employer, month, position),
            UNIQUE (employment, ended_on),
            FOREIGN KEY (employer, month) REFERENCES payroll_period (employer, month)
        ) {strict}
        """,
    ]

    /// A closed month never changes: the schema sees to it.
    private static let frozen: [SQL] = [
        SQL(
            sqlite: """
                CREATE TRIGGER payroll_period_kept BEFORE UPDATE ON payroll_period
                BEGIN SELECT RAISE(ABORT, 'a closed month never changes'); END;
                CREATE TRIGGER payroll_period_not_deleted BEFORE DELETE ON payroll_period
                BEGIN SELECT RAISE(ABORT, 'a closed month never changes'); END;
                CREATE TRIGGER payroll_line_kept BEFORE UPDATE ON payroll_line
                BEGIN SELECT RAISE(ABORT, 'a closed month never changes'); END;
                CREATE TRIGGER payroll_line_not_deleted BEFORE DELETE ON payroll_line
                BEGIN SELECT RAISE(ABORT, 'a closed month never changes'); END;
                CREATE TRIGGER payroll_leaver_kept BEFORE UPDATE ON payroll_leaver
                BEGIN SELECT RAISE(ABORT, 'a closed month never changes'); END;
                CREATE TRIGGER payroll_leaver_not_deleted BEFORE DELETE ON payroll_leaver
                BEGIN SELECT RAISE(ABORT, 'a closed month never changes'); END;
                """,
            postgres: """
                CREATE FUNCTION payroll_kept() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'a closed month never changes' USING ERRCODE = 'check_violation'; END $$;
                CREATE TRIGGER payroll_period_kept BEFORE UPDATE OR DELETE ON payroll_period
                FOR EACH ROW EXECUTE FUNCTION payroll_kept();
                CREATE TRIGGER payroll_line_kept BEFORE UPDATE OR DELETE ON payroll_line
                FOR EACH ROW EXECUTE FUNCTION payroll_kept();
                CREATE TRIGGER payroll_leaver_kept BEFORE UPDATE OR DELETE ON payroll_leaver
                FOR EACH ROW EXECUTE FUNCTION payroll_kept();
                """
        )
    ]
}
