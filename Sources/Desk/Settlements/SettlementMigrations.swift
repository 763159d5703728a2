import Store

extension Desk {
    /// What is settled. A visit is settled at most once, and so is the cancellation of a settled one.
    static let settlements: [SQL] = [
        """
        CREATE TABLE settlement (
            partner {id} NOT NULL,
            month {month} NOT NULL,
            partner_code {text} NOT NULL,
            partner_name {text} NOT NULL,
            currency {text} NOT NULL,
            sha256 {text}, -- of its CSV; null only within the transaction that closes the month
            closed_at {instant} NOT NULL,
            closed_by {id}, -- the login; null for the command line
            PRIMARY KEY (partner, month)
        ) {strict}
        """,
        """
        CREATE TABLE settlement_line (
            partner {id} NOT NULL,
            month {month} NOT NULL,
            position {int} NOT NULL,
            kind {text} NOT NULL CHECK ({kind in 'visits', 'late', 'adjustment'}),
            of_month {month} NOT NULL, -- in which it was done; of an adjustment, whose settlement counted it
            location {id} NOT NULL,
            location_code {text} NOT NULL,
            location_name {text} NOT NULL,
            service {text} NOT NULL,
            unit_price {int} NOT NULL CHECK (unit_price >= 0), -- minor units
            quantity {int} NOT NULL,
            credits {int} NOT NULL,
            PRIMARY KEY (partner, month, position),
            UNIQUE (partner, month, kind, of_month, location, service, unit_price),
            FOREIGN KEY (partner, month) REFERENCES settlement (partner, month),
            CHECK ((kind = 'adjustment' AND quantity < 0) OR (kind <> 'adjustment' AND quantity > 0))
        ) {strict}
        """,
        """
        CREATE TABLE settled_visit (
            visit {id} NOT NULL PRIMARY KEY REFERENCES visit (id),
            partner {id} NOT NULL,
            month {month} NOT NULL,
            FOREIGN KEY (partner, month) REFERENCES settlement (partner, month)
        ) {clustered}
        """,
        "CREATE INDEX settled_visit_month ON settled_visit (partner, month)",
        """
        CREATE TABLE settled_cancellation (
            visit {id} NOT NULL PRIMARY KEY REFERENCES settled_visit (visit),
            partner {id} NOT NULL,
            month {month} NOT NULL, -- whose settlement takes it off
            FOREIGN KEY (visit) REFERENCES cancellation (visit),
            FOREIGN KEY (partner, month) REFERENCES settlement (partner, month)
        ) {clustered}
        """,
        "CREATE INDEX settled_cancellation_month ON settled_cancellation (partner, month)",
        "CREATE INDEX cancellation_at ON cancellation (at)",  // what no settlement has seen is recent
        SQL(
            sqlite: """
                CREATE TRIGGER settlement_kept BEFORE UPDATE ON settlement WHEN OLD.sha256 IS NOT NULL
                BEGIN SELECT RAISE(ABORT, 'a closed month never changes'); END;
                CREATE TRIGGER settlement_not_deleted BEFORE DELETE ON settlement
                BEGIN SELECT RAISE(ABORT, 'a closed month never changes'); END;
                CREATE TRIGGER settlement_line_kept BEFORE UPDATE ON settlement_line
                BEGIN SELECT RAISE(ABORT, 'a closed month never changes'); END;
                CREATE TRIGGER settlement_line_not_deleted BEFORE DELETE ON settlement_line
                BEGIN SELECT RAISE(ABORT, 'a closed month never changes'); END;
                CREATE TRIGGER settled_visit_kept BEFORE UPDATE ON settled_visit
                BEGIN SELECT RAISE(ABORT, 'a closed month never changes'); END;
                CREATE TRIGGER settled_visit_not_deleted BEFORE DELETE ON settled_visit
                BEGIN SELECT RAISE(ABORT, 'a closed month never changes'); END;
                CREATE TRIGGER settled_cancellation_kept BEFORE UPDATE ON settled_cancellation
                BEGIN SELECT RAISE(ABORT, 'a closed month never changes'); END;
                CREATE TRIGGER settled_cancellation_not_deleted BEFORE DELETE ON settled_cancellation
                BEGIN SELECT RAISE(ABORT, 'a closed month never changes'); END;
                """,
            postgres: """
                CREATE FUNCTION settlement_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'a closed month never changes' USING ERRCODE = 'check_violation'; END $$;
                CREATE TRIGGER settlement_kept BEFORE UPDATE ON settlement
                FOR EACH ROW WHEN (OLD.sha256 IS NOT NULL) EXECUTE FUNCTION settlement_is_kept();
                CREATE TRIGGER settlement_not_deleted BEFORE DELETE ON settlement
                FOR EACH ROW EXECUTE FUNCTION settlement_is_kept();
                CREATE TRIGGER settlement_line_kept BEFORE UPDATE OR DELETE ON settlement_line
                FOR EACH ROW EXECUTE FUNCTION settlement_is_kept();
                CREATE TRIGGER settled_visit_kept BEFORE UPDATE OR DELETE ON settled_visit
                FOR EACH ROW EXECUTE FUNCTION settlement_is_kept();
                CREATE TRIGGER settled_cancellation_kept BEFORE UPDATE OR DELETE ON settled_cancellation
                FOR EACH ROW EXECUTE FUNCTION settlement_is_kept();
                """
        ),
    ]
}
