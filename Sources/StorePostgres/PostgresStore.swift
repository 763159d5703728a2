#if PostgreSQL
    public import Kernel
    public import Logging
    public import Store

    /// The engine for many machines: PostgreSQL 15 or newer, over libpq.
    ///
    /// Writes are READ COMMITTED transactions whose verbs lock what they decide on (`Session.lock`); reads are one snapshot.
    /// A transaction that others got in the way of, or whose connection was cut before its COMMIT, is run again. When the
    /// connection is cut between COMMIT and its answer, nobody knows the outcome: the caller is told
    /// `StoreFailure.unreachable`, and an idempotency key finds out.
    public final class PostgresStore: Store {
        private let pool: PostgresPool
        private let surroundings: Surroundings

        /// Connects once, so that what is wrong is said at the start.
        ///
        /// Throws `StoreFailure.cannotOpen` with a text that says what to do.
        public init(_ settings: PostgresSettings, surroundings: Surroundings = Surroundings(), logger: Logger) throws {
            do {
                _ = try PostgresConnection(settings)
            } catch StoreFailure.unreachable(let words) {
                throw StoreFailure.cannotOpen(
                    "Can't reach PostgreSQL: \(words). Check the address, name and password in --database, "
                        + "that the server runs, and that it lets this machine in."
                )
            }
            self.surroundings = surroundings
            pool = PostgresPool(settings, random: surroundings.random, logger: logger)
        }

        public func read<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
            try await submit(.snapshot, body)
        }

        public func glance<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
            try await read(body)
        }

        public func readApart<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
            try await read(body)
        }

        @discardableResult
        public func write<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
            try await submit(.transaction, body)
        }

        public func point<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
            try await submit(.single, body)
        }

        private func submit<T: Sendable>(
            _ mode: PostgresConnection.Mode,
            _ body: @escaping @Sendable (Session) throws -> T
        ) async throws -> T {
            let surroundings = surroundings
            return try await pool.submit(mode) { connection in
                let session = Session(
                    connection: connection,
                    now: surroundings.time.now(),
                    random: surroundings.random
                )
                return mode == .transaction ? try session.write(body) : try body(session)
            }
        }

        public func migrate(_ migrations: [Migration]) async throws {
            let surroundings = surroundings
            try await pool.submit(.transaction) { connection in
                let session = Session(connection: connection, now: surroundings.time.now(), random: surroundings.random)
                // Programs that start together wait here for the first of them, however long that takes.
                try connection.executeScript(
                    "SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock(7232147)"
                )
                // Where nothing is due nothing is written: on a standby, and on a database that its operator froze.
                if try session.first("SELECT 1 WHERE to_regclass('migration') IS NOT NULL", read: { _ in true }) == nil
                {
                    // An extension's tables are no program's.
                    let another = try session.first(
                        """
                        SELECT current_database() || '.' || current_schema(), relname FROM pg_class c
                        WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
                            AND NOT EXISTS (SELECT 1 FROM pg_depend d
                                WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
                        ORDER BY relname LIMIT 1
                        """,
                        read: { (schema: try $0[0] as String, table: try $0[1] as String) }
                    )
                    if let another { throw StoreFailure.another(another.schema, holding: another.table) }
                    try connection.executeScript(
                        DDL.postgres.render(
                            "CREATE TABLE migration (name {text} NOT NULL PRIMARY KEY, at {instant} NOT NULL)"
                        )
                    )
                }
                let applied = Set(try session.all("SELECT name FROM migration") { try $0[0] as String })
                let known = Set(migrations.map(\.name))
                if let newer = applied.subtracting(known).min() { throw StoreFailure.schemaNewer(migration: newer) }
                for migration in migrations where !applied.contains(migration.name) {
                    for statement in migration.statements {
                        try connection.executeScript(DDL.postgres.render(statement.postgres))
                    }
                    try session.run("INSERT INTO migration (name, at) VALUES (?1, ?2)", migration.name, session.now)
                }
            }
        }

        public func close() async throws { pool.close() }
    }

    extension DDL {
        /// Text is compared by its bytes, as on SQLite: paging and uniqueness must not depend on a server's locale.
        static let postgres = DDL(
            id: "uuid",
            bytes: "bytea",
            text: "text COLLATE \"C\"",
            integer: "bigint",
            strict: "",
            clustered: "",
            deferred: "",
            // Room beside a row for its next version, which then needs no entry in any index.
            updated: "WITH (fillfactor = 80)",
            // The shorter, the less is read again whenever a statement writes there.
            oneOf: { column, values in "\(column) IN (\(values.joined(separator: ", ")))" }
        )
    }
#endif
