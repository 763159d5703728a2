import Store

extension Credits {
    /// Seals only grow, as the ledger does. Leaves don't refer to accounts: on PostgreSQL each would lock its account's row.
    static let seals: [SQL] =
        [
            """
            CREATE TABLE ledger_sealing (
                number {int} NOT NULL PRIMARY KEY CHECK (number > 0),
                begun_at {instant} NOT NULL
            ) {strict}
            """,
            """
            CREATE TABLE ledger_leaf (
                account {id} NOT NULL,
                seal {int} NOT NULL, -- the first that says this; it stands for later ones until there is another
                sequence {int} NOT NULL CHECK (sequence > 0),
                head {bytes} NOT NULL,
                PRIMARY KEY (account, seal)
            ) {clustered}
            """,
            """
            CREATE TABLE ledger_seal (
                number {int} NOT NULL PRIMARY KEY REFERENCES ledger_sealing (number),
                at {instant} NOT NULL,
                accounts {int} NOT NULL CHECK (accounts >= 0),
                entries {int} NOT NULL CHECK (entries >= accounts),
                root {bytes} NOT NULL,
                hash {bytes} NOT NULL -- over the seal before it and all of this
            ) {strict}
            """,
        ] + sealGuards

    private static let sealGuards: [SQL] = [
        SQL(
            sqlite: """
                CREATE TRIGGER ledger_sealing_update BEFORE UPDATE ON ledger_sealing
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END
                """,
            postgres: """
                CREATE TRIGGER ledger_sealing_update BEFORE UPDATE ON ledger_sealing
                FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()
                """
        ),
        SQL(
            sqlite: """
                CREATE TRIGGER ledger_sealing_delete BEFORE DELETE ON ledger_sealing
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END
                """,
            postgres: """
                CREATE TRIGGER ledger_sealing_delete BEFORE DELETE ON ledger_sealing
                FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()
                """
        ),
        SQL(
            sqlite: """
                CREATE TRIGGER ledger_leaf_update BEFORE UPDATE ON ledger_leaf
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END
                """,
            postgres: """
                CREATE TRIGGER ledger_leaf_update BEFORE UPDATE ON ledger_leaf
                FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()
                """
        ),
        SQL(
            sqlite: """
                CREATE TRIGGER ledger_leaf_delete BEFORE DELETE ON ledger_leaf
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END
                """,
            postgres: """
                CREATE TRIGGER ledger_leaf_delete BEFORE DELETE ON ledger_leaf
                FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()
                """
        ),
        SQL(
            sqlite: """
                CREATE TRIGGER ledger_seal_update BEFORE UPDATE ON ledger_seal
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END
                """,
            postgres: """
                CREATE TRIGGER ledger_seal_update BEFORE UPDATE ON ledger_seal
                FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()
                """
        ),
        SQL(
            sqlite: """
                CREATE TRIGGER ledger_seal_delete BEFORE DELETE ON ledger_seal
                BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END
                """,
            postgres: """
                CREATE TRIGGER ledger_seal_delete BEFORE DELETE ON ledger_seal
                FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()
                """
        ),
    ]
}
