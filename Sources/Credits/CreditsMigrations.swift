public import Store

extension Credits {
    /// The schema of the ledger.
    public static let migrations = [
        Migration("credits/0001", tables + guards), Migration("credits/0002", seals),
        Migration("credits/0003", corrections), Migration("credits/0004", [locationPostings]),
    ]

    private static let tables: [SQL] = [
        """
        CREATE TABLE account (
            id {id} NOT NULL PRIMARY KEY, -- the member's
            balance {int} NOT NULL CHECK (balance >= 0), -- a cache: the sum of the account's postings
            sequence {int} NOT NULL CHECK (sequence >= 0), -- how many entries there are
            head {bytes} NOT NULL -- the hash of the last one
        ) {clustered} {updated}
        """,
        """
        CREATE TABLE counter_account (
            id {id} NOT NULL PRIMARY KEY, -- a location's: its own; the others' are made from whose they are
            kind {text} NOT NULL CHECK ({kind in 'location', 'package', 'operator'}),
            package {text} UNIQUE,
            CHECK ((kind = 'package') = (package IS NOT NULL))
        ) {strict}
        """,
        """
        CREATE TABLE entry (
            account {id} NOT NULL REFERENCES account (id), -- the only one that it touches
            sequence {int} NOT NULL CHECK (sequence > 0),
            id {id} NOT NULL UNIQUE,
            kind {text} NOT NULL CHECK ({kind in 'grant', 'debit', 'return', 'expiry', 'correction'}),
            at {instant} NOT NULL,
            reference {id}, -- the visit, or the correction
            reverses {id} REFERENCES entry (id), -- the debit that is given back
            evidence {bytes}, -- the hash of what the visit, its cancellation or the correction says
            hash {bytes} NOT NULL,
            PRIMARY KEY (account, sequence),
            CHECK ((kind = 'return') = (reverses IS NOT NULL)),
            CHECK ((kind IN ('grant', 'expiry')) = (evidence IS NULL))
        ) {clustered}
        """,
        // Exactly once; few entries do.
        "CREATE UNIQUE INDEX entry_reverses ON entry (reverses) WHERE reverses IS NOT NULL",
        """
        CREATE TABLE credit_grant (
            account {id} NOT NULL REFERENCES account (id),
            id {id} NOT NULL,
            entry {id} NOT NULL REFERENCES entry (id), -- the one that made it
            source {id} NOT NULL, -- the employment, the add-on, or the correction
            package {text}, -- null: the operator's, by correction
            starts_on {day} NOT NULL, -- of a return grant or a correction's, the day they came
            zone {text} NOT NULL,
            expires_on {day}, -- exclusive; null: returned credits that wait for more coverage
            expires_at {instant}, -- where that day begins in the zone
            amount {int} NOT NULL CHECK (amount > 0),
            remaining {int} NOT NULL CHECK (remaining >= 0), -- a cache: the sum of the grant's postings
            returns {id}, -- the grant whose credits came back
            PRIMARY KEY (account, id),
            FOREIGN KEY (account, returns) REFERENCES credit_grant (account, id),
            CHECK (remaining <= amount),
            CHECK ((expires_on IS NULL) = (expires_at IS NULL)),
            CHECK (expires_on IS NOT NULL OR returns IS NOT NULL)
        ) {clustered} {updated}
        """,
        // A leg is on the entry's account, and then of one of its grants, or on a counter account. To counter accounts
        // nothing refers: each reference would lock the row that all of a location's visits share.
        """
        CREATE TABLE posting (
            entry {id} NOT NULL REFERENCES entry (id),
            leg {int} NOT NULL CHECK (leg >= 0),
            account {id} NOT NULL,
            credit_grant {id}, -- on a member's account, and there always
            amount {int} NOT NULL CHECK (amount <> 0),
            PRIMARY KEY (entry, leg),
            FOREIGN KEY (account, credit_grant) REFERENCES credit_grant (account, id)
        ) {clustered}
        """,
    ]

    /// Nothing is ever updated or deleted: entries and postings not at all, of grants only the caches and a return
    /// grant's end.
    private static let guards: [SQL] = [
        SQL(
            sqlite: "",
            postgres: """
                CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'the ledger only grows' USING ERRCODE = 'check_violation'; END $$
                """
        ),
        SQL(
            sqlite: """
                CREATE TRIGGER entry_update BEFORE UPDATE ON entry
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END
                """,
            postgres: """
                CREATE TRIGGER entry_update BEFORE UPDATE ON entry
                FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()
                """
        ),
        SQL(
            sqlite: """
                CREATE TRIGGER entry_delete BEFORE DELETE ON entry
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END
                """,
            postgres: """
                CREATE TRIGGER entry_delete BEFORE DELETE ON entry
                FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()
                """
        ),
        SQL(
            sqlite: """
                CREATE TRIGGER posting_update BEFORE UPDATE ON posting
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END
                """,
            postgres: """
                CREATE TRIGGER posting_update BEFORE UPDATE ON posting
                FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()
                """
        ),
        SQL(
            sqlite: """
                CREATE TRIGGER posting_delete BEFORE DELETE ON posting
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END
                """,
            postgres: """
                CREATE TRIGGER posting_delete BEFORE DELETE ON posting
                FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()
                """
        ),
        SQL(
            sqlite: """
                CREATE TRIGGER credit_grant_delete BEFORE DELETE ON credit_grant
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END
                """,
            postgres: """
                CREATE TRIGGER credit_grant_delete BEFORE DELETE ON credit_grant
                FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()
                """
        ),
        SQL(
            sqlite: """
                CREATE TRIGGER credit_grant_terms
                BEFORE UPDATE OF id, account, entry, source, package, starts_on, zone, amount, returns ON credit_grant
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END
                """,
            postgres: """
                CREATE TRIGGER credit_grant_terms
                BEFORE UPDATE OF id, account, entry, source, package, starts_on, zone, amount, returns ON credit_grant
                FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()
                """
        ),
        SQL(
            sqlite: """
                CREATE TRIGGER credit_grant_end BEFORE UPDATE OF expires_on, expires_at ON credit_grant
                WHEN OLD.returns IS NULL
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END
                """,
            postgres: """
                CREATE TRIGGER credit_grant_end BEFORE UPDATE OF expires_on, expires_at ON credit_grant
                FOR EACH ROW WHEN (OLD.returns IS NULL) EXECUTE FUNCTION ledger_only_grows()
                """
        ),
    ]

    /// For settlements, and for the proof of visits: what these moved to locations, and what cancellations took back.
    private static let locationPostings: SQL = """
        CREATE VIEW location_posting AS
        SELECT e.id AS entry, e.kind, e.account AS member, e.reference AS visit, p.account AS location, p.amount
        FROM entry e JOIN posting p ON p.entry = e.id
        WHERE e.kind IN ('debit', 'return') AND p.credit_grant IS NULL
        """
}
