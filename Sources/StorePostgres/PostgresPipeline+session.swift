#if PostgreSQL
    import CLibPQ
    import Store

    extension PostgresPipeline {
        /// Checks the server and sets what holds for all of the session, before pipeline mode.
        ///
        /// - Returns: the server's `synchronous_commit`, to wait by. Commits themselves don't wait for the disk one by
        ///   one: `PostgresConnection.flush` does, for many at once.
        func prepareSession(_ settings: PostgresSettings) throws -> String {
            let version = unsafe PQserverVersion(handle)
            guard version >= 150_000 else {
                throw StoreFailure.cannotOpen(
                    "The server is PostgreSQL \(version / 10_000); Carnet needs 15 or newer. Upgrade it, or name another."
                )
            }
            let encoding = unsafe PQparameterStatus(handle, "server_encoding").map { unsafe String(cString: $0) }
            guard encoding == "UTF8" else {
                throw StoreFailure.cannotOpen(
                    "The database is encoded in \(encoding ?? "?"), not UTF8. Make one with: createdb -E UTF8 -T template0 NAME"
                )
            }
            // Notices are for people at a terminal.
            unsafe PQsetNoticeReceiver(handle, { _, _ in }, nil)
            try script(
                """
                SET client_encoding = 'UTF8';
                SET statement_timeout = '\(settings.statementSeconds)s';
                SET lock_timeout = '\(settings.lockSeconds)s';
                SET idle_in_transaction_session_timeout = '\(settings.idleInTransactionSeconds)s';
                SET default_transaction_isolation = 'read committed';
                -- By a value that the statistics don't know yet (a new employer, a new roster) the planner expects a row, and
                -- nests its loops over what are tens of thousands.
                SET plan_cache_mode = force_generic_plan;
                -- What it thinks costly is an index walked up to a limit: compiling that takes a hundred times as long as doing it.
                SET jit = off;
                -- What a killed program has begun ends with it. Servers on other systems than Linux may not know how.
                DO $$ BEGIN
                    SET client_connection_check_interval = '1s';
                EXCEPTION WHEN invalid_parameter_value THEN NULL;
                END $$;
                """
            )
            let durability = try setting("synchronous_commit")
            try script("SET synchronous_commit = off")
            return durability == "off" ? "on" : durability
        }

        private func setting(_ name: String) throws -> String {
            guard let result = unsafe PostgresResult(PQexec(handle, "SHOW " + name)) else { throw lost() }
            guard result.status == PGRES_TUPLES_OK else { throw result.failure }
            return unsafe result.withBytes(0, 0) { unsafe String(decoding: $0, as: UTF8.self) }
        }
    }
#endif
