#if PostgreSQL
    import Store

    /// One connection: its transactions, what they lock, and the statements that are executed as one. Used by one thread
    /// at a time.
    ///
    /// What needs no answer (BEGIN, locks, statements run for their effect) goes out together with the next statement
    /// that does, so a transaction of a dozen statements takes a handful of round trips.
    final class PostgresConnection: EngineConnection {
        let pipeline: PostgresPipeline
        private let settings: PostgresSettings
        private var mode = Mode.single
        /// What this transaction has locked.
        private var locked: Set<LockKey> = []
        /// What is to be locked before the next statement; two go out as one.
        private var locking: [Value] = []
        /// Whether statements may wait to be combined.
        private var isGathering = false
        /// Those that are to be executed as one, before whatever is sent next.
        private var gathered: [(sql: SQL, arguments: [Value])] = []
        private var begun = ContinuousClock.now
        private var hasFailedToRollBack = false
        /// Whether a COMMIT has left whose answer hasn't come.
        private(set) var isCommitUnderWay = false

        /// What the statements belong to.
        enum Mode {
            /// Each to itself.
            case single
            /// One snapshot.
            case snapshot
            /// One transaction that may write.
            case transaction
        }

        /// Connects; throws `StoreFailure.unreachable` or `.cannotOpen`.
        init(_ settings: PostgresSettings) throws {
            self.settings = settings
            pipeline = try PostgresPipeline(settings)
        }

        /// Whether the server is gone, or what was said last can't be trusted any more.
        var isBroken: Bool {
            !pipeline.isConnected || pipeline.isBroken || isCommitUnderWay || hasFailedToRollBack
        }

        /// Here nobody waits for the only writer; a transaction has an end all the same.
        var mayGoOn: Bool { begun.duration(to: .now) < Session.longest }

        // MARK: Transactions

        /// Begins; the words go out with the first statement.
        func begin(_ mode: Mode) throws {
            self.mode = mode
            begun = .now
            locked.removeAll(keepingCapacity: true)
            locking.removeAll(keepingCapacity: true)
            gathered.removeAll(keepingCapacity: true)
            isGathering = false
            switch mode {
            case .single: break
            case .snapshot: try pipeline.send("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", [])
            case .transaction: try pipeline.send("BEGIN", [])
            }
        }

        /// Commits; the server has it, though not yet on its disk: `flush` follows.
        func commit() throws {
            guard mode != .single else {
                try roundTrip()
                return
            }
            // A count that isn't as expected is no error to the server: it must be known before it commits.
            if pipeline.awaitsCount { try roundTrip() }
            try send("COMMIT", [])
            isCommitUnderWay = mode == .transaction
            do { try roundTrip() } catch {
                // An answer, though a refusal: the outcome is known.
                if pipeline.isConnected { isCommitUnderWay = false }
                throw error
            }
            isCommitUnderWay = false
        }

        /// Returns when everything that any connection has committed so far is on the server's disk, and where the server
        /// is configured so, on its standbys'. A message in the log that nobody reads makes it a commit worth waiting for.
        func flush() throws {
            mode = .single
            try send(
                "SELECT set_config('synchronous_commit', ?1, true), pg_logical_emit_message(true, 'carnet', '')",
                [.text(pipeline.durability)]
            )
            try roundTrip()
        }

        /// Undoes whatever was done since `begin`; a connection that can't is broken.
        func rollBack() {
            locking.removeAll(keepingCapacity: true)
            gathered.removeAll(keepingCapacity: true)
            // In a batch of its own: whatever fails in a batch, the rest of it is skipped.
            do { try roundTrip() } catch {}
            guard !isBroken, mode != .single else { return }
            do {
                try send("ROLLBACK", [])
                try roundTrip()
            } catch { hasFailedToRollBack = true }
        }

        // MARK: What goes out before the next statement

        func lock(_ key: LockKey) throws {
            // One lock holds until the end: taken again, it would be a statement for nothing.
            guard mode == .transaction, locked.insert(key).inserted else { return }
            locking.append(.integer(key.bits))
            if locking.count == 2 { try sendLocks() }
        }

        private func sendLocks() throws {
            let keys = locking
            locking.removeAll(keepingCapacity: true)
            switch keys.count {
            case 0: break
            case 1: try send("SELECT pg_advisory_xact_lock(?1)", keys)
            default: try send("SELECT pg_advisory_xact_lock(?1), pg_advisory_xact_lock(?2)", keys)
            }
        }

        func together(_ isWanted: Bool) throws {
            isGathering = isWanted
            try sendGathered()
        }

        private func sendGathered() throws {
            guard !gathered.isEmpty else { return }
            let statements = gathered
            gathered.removeAll(keepingCapacity: true)
            try pipeline.send(asOne: statements)
        }

        /// Sends a statement, and before it what has waited for that.
        private func send(
            _ sql: SQL,
            _ values: [Value],
            expecting expected: Int? = nil,
            _ take: ((PostgresResult) throws -> Void)? = nil
        ) throws {
            try sendLocks()
            try sendGathered()
            try pipeline.send(sql, values, expecting: expected, take)
        }

        /// Sends what has waited, and reads the answers to everything.
        @discardableResult
        func roundTrip() throws -> (last: PostgresResult?, changes: Int) {
            try sendLocks()
            try sendGathered()
            return try pipeline.roundTrip()
        }

        // MARK: Statements

        func execute(_ sql: SQL, _ arguments: [Value], expecting expected: Int?) throws {
            guard isGathering, expected == nil else { return try send(sql, arguments, expecting: expected) }
            try sendLocks()
            gathered.append((sql, arguments))
            if gathered.count == Self.combined { try sendGathered() }
        }

        /// How many statements are made one at most: there is an end to their combinations.
        private static let combined = 8

        func count(_ sql: SQL, _ arguments: [Value]) throws -> Int {
            try send(sql, arguments)
            return try roundTrip().last?.changes ?? 0
        }

        func executeEach(_ sql: SQL, isCounted: Bool, _ next: (inout [Value]) throws -> Bool) throws -> Int {
            if isCopy(sql) {
                return try copy(sql.postgres.description, next)
            }
            if isCounted { _ = try roundTrip() }
            var changed = 0
            var values: [Value] = []
            while try next(&values) {
                if isCounted { try send(sql, values) } else { try execute(sql, values, expecting: nil) }
                values.removeAll(keepingCapacity: true)
                if pipeline.isFull { changed += try roundTrip().changes }
            }
            if isCounted { changed += try roundTrip().changes }
            return changed
        }

        /// Whether the elements of a statement are rows to be copied.
        private func isCopy(_ sql: SQL) -> Bool {
            unsafe sql.postgres.utf8Start.pointee == UInt8(ascii: "C") && sql.postgres.description.hasPrefix("COPY ")
        }

        func ask(_ sql: SQL, _ arguments: [Value], _ visit: @escaping (Row) throws -> Void) throws -> () throws -> Void
        {
            var isAnswered = false
            try send(sql, arguments) { result in
                isAnswered = true
                try result.each { row in
                    try visit(row)
                    return true
                }
            }
            return { [self] in if !isAnswered { try roundTrip() } }
        }

        func query(_ sql: SQL, _ arguments: [Value], isStream: Bool, _ visit: (Row) throws -> Bool) throws {
            guard isStream else {
                try send(sql, arguments)
                try roundTrip().last?.each(visit)
                return
            }
            if mode != .single {
                try send("SELECT set_config('statement_timeout', ?1, true)", [.text("\(settings.streamSeconds)s")])
            }
            try roundTrip()
            try pipeline.stream(sql, arguments, visit)
        }

        /// Runs text that isn't a constant: rendered DDL.
        func executeScript(_ text: String) throws {
            try roundTrip()
            try pipeline.outside { try pipeline.script(text) }
        }
    }
#endif
