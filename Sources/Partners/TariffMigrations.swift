import Store

extension Partners {
    /// What partners are paid.
    static let tariffs: [SQL] = [
        """
        CREATE TABLE tariff (
            id {id} NOT NULL PRIMARY KEY,
            partner {id} NOT NULL REFERENCES partner (id),
            number {int} NOT NULL CHECK (number > 0), -- as they were set: of one day the last holds
            from_day {day} NOT NULL,
            currency {text} NOT NULL,
            set_at {instant} NOT NULL,
            set_by {id}, -- the login; null for the command line and the seeds
            UNIQUE (partner, number)
        ) {strict}
        """,
        """
        CREATE TABLE tariff_price (
            tariff {id} NOT NULL REFERENCES tariff (id),
            service {text} NOT NULL,
            price {int} NOT NULL CHECK (price >= 0), -- minor units, for one
            PRIMARY KEY (tariff, service)
        ) {clustered}
        """,
        SQL(
            sqlite: """
                CREATE TRIGGER tariff_kept BEFORE UPDATE ON tariff
                BEGIN SELECT RAISE(ABORT, 'a tariff is replaced by a later one'); END;
                CREATE TRIGGER tariff_not_deleted BEFORE DELETE ON tariff
                BEGIN SELECT RAISE(ABORT, 'a tariff is replaced by a later one'); END;
                CREATE TRIGGER tariff_price_kept BEFORE UPDATE ON tariff_price
                BEGIN SELECT RAISE(ABORT, 'a tariff is replaced by a later one'); END;
                CREATE TRIGGER tariff_price_not_deleted BEFORE DELETE ON tariff_price
                BEGIN SELECT RAISE(ABORT, 'a tariff is replaced by a later one'); END;
                """,
            postgres: """
                CREATE FUNCTION tariff_is_replaced() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'a tariff is replaced by a later one' USING ERRCODE = 'check_violation'; END $$;
                CREATE TRIGGER tariff_kept BEFORE UPDATE OR DELETE ON tariff
                FOR EACH ROW EXECUTE FUNCTION tariff_is_replaced();
                CREATE TRIGGER tariff_price_kept BEFORE UPDATE OR DELETE ON tariff_price
                FOR EACH ROW EXECUTE FUNCTION tariff_is_replaced();
                """
        ),
    ]
}
