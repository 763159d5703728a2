/// The catalogues, in the same words on every engine.
enum TableSQL {
    /// Table, column, kind, and the place in the primary key.
    static let columns = SQL(
        sqlite: """
            SELECT t.name, c.name,
                CASE c.type WHEN 'INTEGER' THEN 'integer' WHEN 'TEXT' THEN 'text' WHEN 'BLOB' THEN 'bytes' ELSE c.type END,
                NULLIF(c.pk, 0)
            FROM sqlite_schema t
            JOIN pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite~_%' ESCAPE '~'
            """,
        postgres: """
            SELECT t.relname, c.attname,
                CASE c.atttypid WHEN 'bigint'::regtype THEN 'integer' WHEN 'text'::regtype THEN 'text'
                    WHEN 'bytea'::regtype THEN 'bytes' WHEN 'uuid'::regtype THEN 'bytes'
                    ELSE format_type(c.atttypid, NULL) END,
                array_position(k.indkey::smallint[], c.attnum)
            FROM pg_class t
            JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
            LEFT JOIN pg_index k ON k.indrelid = t.oid AND k.indisprimary
            WHERE t.relkind IN ('r', 'p') AND t.relnamespace = current_schema()::regnamespace
            """
    )

    /// Table, and the table that it refers to.
    static let references = SQL(
        sqlite: """
            SELECT DISTINCT t.name, f."table"
            FROM sqlite_schema t
            JOIN pragma_foreign_key_list(t.name) f
            WHERE t.type = 'table'
            """,
        postgres: """
            SELECT DISTINCT t.relname, r.relname
            FROM pg_constraint f
            JOIN pg_class t ON t.oid = f.conrelid
            JOIN pg_class r ON r.oid = f.confrelid
            WHERE f.contype = 'f' AND t.relnamespace = current_schema()::regnamespace
            """
    )

    /// Keeps others from writing.
    static let hold = SQL(
        sqlite: "SELECT 1",
        postgres: """
            DO $$
            DECLARE name text;
            BEGIN
                FOR name IN
                    SELECT relname FROM pg_class
                    WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
                    ORDER BY relname
                LOOP
                    EXECUTE format('LOCK TABLE %I IN SHARE MODE', name);
                END LOOP;
            END $$
            """
    )
}
