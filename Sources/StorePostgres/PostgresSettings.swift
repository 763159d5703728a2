#if PostgreSQL
    /// How the engine uses a server.
    public struct PostgresSettings: Sendable {
        /// A connection URI as libpq reads it: `postgres://user@host:5432/name?sslmode=verify-full`. What it leaves out comes
        /// from libpq's environment (`PGHOST`, `PGPASSWORD` …) and password file.
        public var uri: String
        /// How many connections one process opens at most; each has a thread of its own. None waits for the disk, so more
        /// than two for each of the server's cores only stand in each other's way. At least two: applying a roster reads with one
        /// while it writes with another.
        public var connections = 8
        /// How many transactions may wait for a connection; more are refused as busy.
        public var queueLimit = 20_000
        /// How long a transaction waits for a connection, or for the server to come back, before it is refused.
        public var waitSeconds = 5.0
        /// How long one statement may take; the server ends it then.
        public var statementSeconds = 60
        /// How long one statement may take whose rows are read as a stream.
        public var streamSeconds = 3600
        /// How much longer than a statement may take its answer is waited for, before a server is given up that keeps the
        /// connection and says nothing.
        public var silenceSeconds = 5
        /// How long a transaction may do nothing; the server ends it then.
        public var idleInTransactionSeconds = 60
        /// How long a transaction waits for rows that another holds.
        public var lockSeconds = 10
        /// An unused connection is closed after that.
        public var idleSeconds = 300.0

        /// With the usual limits.
        public init(uri: String) { self.uri = uri }
    }
#endif
