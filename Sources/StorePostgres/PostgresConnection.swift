#if PostgreSQL
    import CLibPQ
    import Store

    /// One connection with its prepared statements, used by one thread at a time.
    ///
    /// It works in libpq's pipeline mode: what needs no answer (BEGIN, locks, statements run for their effect) goes out
    /// together with the next statement that does, so a transaction of a dozen statements takes a handful of round trips.
    @safe final class PostgresConnection: EngineConnection {
        let handle: OpaquePointer
        private let settings: PostgresSettings
        /// By the address of the constant text. Statements are constants, so there is an end to them.
        private var statements: [UInt: Prepared] = [:]
        private var preparations = 0
        /// The statements that were sent and not answered yet.
        private var pending: [Sent] = []
        private var arguments = BinaryArguments()
        private var mode = Mode.single
        /// What this transaction has locked.
        private var locked: Set<LockKey> = []
        /// What is to be locked before the next statement; two go out as one.
        private var locking: [Value] = []
        /// Whether statements may wait to be combined.
        private var isGathering = false
        /// Those that are to be executed as one, before whatever is sent next.
        private var gathered: [(sql: SQL, arguments: [Value])] = []
        /// Combined statements, by the addresses of their constant texts.
        private var combinations: [[UInt]: Prepared] = [:]
        /// What the server is told of a commit that must be on its disk (`synchronous_commit`).
        private var durability = "on"
        private var begun = ContinuousClock.now
        private var isStreaming = false
        private var isCondemned = false
        /// Whether a COMMIT has left whose answer hasn't come.
        private(set) var isCommitUnderWay = false

        /// What is to be done with an answer when it comes.
        private struct Sent {
            /// How many rows the statement must change.
            var expected: Int?
            /// Takes the result.
            var take: ((PostgresResult) throws -> Void)?
        }

        /// A prepared statement and the types that the server has inferred for its parameters.
        private struct Prepared {
            let name: String
            let types: [Oid]
        }

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
            unsafe handle = try openConnection(settings.uri)
            // From here on `deinit` closes it, also when this throws.
            try prepareSession()
        }

        deinit { unsafe PQfinish(handle) }

        /// Whether the server is gone, or what was said last can't be trusted any more.
        var isBroken: Bool {
            unsafe PQstatus(handle) == CONNECTION_BAD || isCommitUnderWay || isStreaming || isCondemned
        }

        /// Here nobody waits for the only writer; a transaction has an end all the same.
        var mayGoOn: Bool { begun.duration(to: .now) < Session.longest }

        private func prepareSession() throws {
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
                SET default_transaction_read_only = off;
                """
            )
            // Commits don't wait for the disk one by one: `flush` does, for many at once.
            durability = try setting("synchronous_commit")
            if durability == "off" { durability = "on" }
            try script("SET synchronous_commit = off")
            guard unsafe PQenterPipelineMode(handle) == 1 else { throw lost() }
        }

        private func setting(_ name: String) throws -> String {
            guard let result = unsafe PostgresResult(PQexec(handle, "SHOW " + name)) else { throw lost() }
            guard result.status == PGRES_TUPLES_OK else { throw result.failure }
            return unsafe result.withBytes(0, 0) { unsafe String(decoding: $0, as: UTF8.self) }
        }

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
            case .snapshot: try send("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", [], expecting: nil)
            case .transaction: try send("BEGIN", [], expecting: nil)
            }
        }

        /// Commits; the server has it, though not yet on its disk: `flush` follows.
        func commit() throws {
            guard mode != .single else {
                try roundTrip()
                return
            }
            // A count that isn't as expected is no error to the server: it must be known before it commits.
            if pending.contains(where: { $0.expected != nil }) { try roundTrip() }
            try send("COMMIT", [], expecting: nil)
            isCommitUnderWay = mode == .transaction
            do { try roundTrip() } catch {
                // An answer, though a refusal: the outcome is known.
                if unsafe PQstatus(handle) == CONNECTION_OK { isCommitUnderWay = false }
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
                [.text(durability)],
                expecting: nil
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
                try send("ROLLBACK", [], expecting: nil)
                try roundTrip()
            } catch { isCondemned = true }
        }

        // MARK: Statements

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
            case 1: try send("SELECT pg_advisory_xact_lock(?1)", keys, expecting: nil)
            default: try send("SELECT pg_advisory_xact_lock(?1), pg_advisory_xact_lock(?2)", keys, expecting: nil)
            }
        }

        func execute(_ sql: SQL, _ arguments: [Value], expecting expected: Int?) throws {
            guard isGathering, expected == nil else { return try send(sql, arguments, expecting: expected) }
            try sendLocks()
            gathered.append((sql, arguments))
            if gathered.count == Self.combined { try sendGathered() }
        }

        /// How many statements are made one at most: there is an end to their combinations.
        private static let combined = 8

        func together(_ isWanted: Bool) throws {
            isGathering = isWanted
            try sendGathered()
        }

        private func sendGathered() throws {
            guard !gathered.isEmpty else { return }
            let statements = gathered
            gathered.removeAll(keepingCapacity: true)
            let key = statements.map { UInt(bitPattern: unsafe $0.sql.postgres.utf8Start) }
            let prepared =
                try combinations[key]
                ?? prepare(
                    StatementText.combined(statements.map { ($0.sql.postgres, $0.arguments.count) })
                )
            combinations[key] = prepared
            try send(prepared, statements.flatMap(\.arguments), expecting: nil)
        }

        func count(_ sql: SQL, _ arguments: [Value]) throws -> Int {
            try send(sql, arguments, expecting: nil)
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
                if isCounted { try send(sql, values, expecting: nil) } else { try execute(sql, values, expecting: nil) }
                values.removeAll(keepingCapacity: true)
                if pending.count >= Self.batch { changed += try roundTrip().changes }
            }
            if isCounted { changed += try roundTrip().changes }
            return changed
        }

        /// How many statements go out together at most.
        private static let batch = 500

        func ask(_ sql: SQL, _ arguments: [Value], _ visit: @escaping (Row) throws -> Void) throws -> () throws -> Void
        {
            var isAnswered = false
            try send(sql, arguments, expecting: nil) { result in
                isAnswered = true
                try result.each { row in
                    try visit(row)
                    return true
                }
            }
            return { [self] in if !isAnswered { try roundTrip() } }
        }

        func query(_ sql: SQL, _ arguments: [Value], isStream: Bool, _ visit: (Row) throws -> Bool) throws {
            guard !isStream else { return try stream(sql, arguments, visit) }
            try send(sql, arguments, expecting: nil)
            try roundTrip().last?.each(visit)
        }

        /// Reads a result row by row, in flat memory.
        private func stream(_ sql: SQL, _ arguments: [Value], _ visit: (Row) throws -> Bool) throws {
            if mode != .single {
                try send(
                    "SELECT set_config('statement_timeout', ?1, true)",
                    [.text("\(settings.streamSeconds)s")],
                    expecting: nil
                )
            }
            try roundTrip()
            try send(sql, arguments, expecting: nil)
            pending.removeAll()
            guard unsafe PQpipelineSync(handle) == 1, unsafe PQsetSingleRowMode(handle) == 1 else { throw lost() }
            isStreaming = true
            var row: PostgresRow?
            var failure: (any Error)?
            var isWanted = true
            while let result = nextResult() {
                switch result.status {
                case PGRES_SINGLE_TUPLE where isWanted:
                    let current = row ?? PostgresRow(result)
                    row = current
                    current.stand(on: 0, of: result)
                    do { isWanted = try visit(Row(current)) } catch {
                        failure = error
                        isWanted = false
                    }
                case PGRES_SINGLE_TUPLE, PGRES_TUPLES_OK: break
                default: failure = result.failure
                }
            }
            try endBatch()
            isStreaming = false
            if let failure { throw failure }
        }

        /// Runs text that isn't a constant: settings and rendered DDL.
        func executeScript(_ text: String) throws {
            try roundTrip()
            try outsideOfPipeline { try script(text) }
        }

        private func script(_ text: String) throws {
            try execute(text, PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY)
        }

        /// Executes text and waits, outside of the pipeline.
        func execute(_ text: String, _ expected: ExecStatusType...) throws {
            guard let result = unsafe PostgresResult(PQexec(handle, text)) else { throw lost() }
            guard expected.contains(where: { $0 == result.status }) else { throw result.failure }
        }

        func outsideOfPipeline<T>(_ body: () throws -> T) throws -> T {
            guard unsafe PQexitPipelineMode(handle) == 1 else { throw lost() }
            let outcome = Result { try body() }
            guard unsafe PQenterPipelineMode(handle) == 1 else { throw lost() }
            return try outcome.get()
        }

        // MARK: The pipeline

        /// Sends a statement; its answer is read by the next round trip.
        private func send(
            _ sql: SQL,
            _ values: [Value],
            expecting expected: Int?,
            _ take: ((PostgresResult) throws -> Void)? = nil
        ) throws {
            try sendLocks()
            try sendGathered()
            try send(prepared(sql), values, expecting: expected, take)
        }

        private func send(
            _ prepared: Prepared,
            _ values: [Value],
            expecting expected: Int?,
            _ take: ((PostgresResult) throws -> Void)? = nil
        ) throws {
            guard !isStreaming else { throw StoreFailure.engine(code: "", "a statement inside of another's rows") }
            // The server stops reading while nobody reads what it answers.
            if pending.count >= Self.batch { try roundTrip() }
            guard prepared.types.count == values.count else {
                throw StoreFailure.engine(code: "", "\(values.count) values for \(prepared.types.count) places")
            }
            arguments.removeAll()
            for (value, type) in zip(values, prepared.types) { try arguments.append(value, as: type) }
            let sent = unsafe arguments.bytes.withUnsafeBytes { bytes in
                unsafe withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: values.count + 1) {
                    pointers in
                    for (index, offset) in arguments.offsets.enumerated() {
                        unsafe pointers[index] =
                            offset < 0
                            ? nil : bytes.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
                    }
                    return unsafe PQsendQueryPrepared(
                        handle,
                        prepared.name,
                        CInt(values.count),
                        pointers.baseAddress,
                        arguments.lengths,
                        arguments.formats,
                        1
                    )
                }
            }
            guard sent == 1 else { throw lost() }
            pending.append(Sent(expected: expected, take: take))
        }

        /// The statement, prepared at its first use.
        private func prepared(_ sql: SQL) throws -> Prepared {
            let key = UInt(bitPattern: unsafe sql.postgres.utf8Start)
            if let known = statements[key] { return known }
            let made = try prepare(StatementText.numbered(sql.postgres))
            statements[key] = made
            return made
        }

        /// Prepares a statement; then the server also says what types its parameters have.
        private func prepare(_ text: String) throws -> Prepared {
            preparations += 1
            let name = "s\(preparations)"
            guard unsafe PQsendPrepare(handle, name, text, 0, nil) == 1,
                unsafe PQsendDescribePrepared(handle, name) == 1
            else { throw lost() }
            pending += [Sent(), Sent()]
            return Prepared(name: name, types: try roundTrip().last?.parameterTypes ?? [])
        }

        /// Reads the answers to everything that was sent.
        ///
        /// - Returns: the last one's, and how many rows all of them changed.
        @discardableResult
        func roundTrip() throws -> (last: PostgresResult?, changes: Int) {
            try sendLocks()
            try sendGathered()
            guard !pending.isEmpty else { return (nil, 0) }
            guard unsafe PQpipelineSync(handle) == 1 else { throw lost() }
            var failure: (any Error)?
            var changes = 0
            var last: PostgresResult?
            for sent in pending {
                guard let result = nextResult() else { throw lost() }
                last = result
                switch result.status {
                case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
                    let rows = result.changes
                    changes += rows
                    if let expected = sent.expected, rows != expected { failure = failure ?? StoreFailure.overtaken }
                    do { try sent.take?(result) } catch { failure = failure ?? error }
                case PGRES_PIPELINE_ABORTED: break
                default:
                    let refusal = result.failure
                    failure = failure ?? refusal
                    // Its prepared statements are of no use any more.
                    if case .engine("0A000", _) = refusal { isCondemned = true }
                    if case .engine("26000", _) = refusal { isCondemned = true }
                }
                while nextResult() != nil {}
            }
            pending.removeAll(keepingCapacity: true)
            try endBatch()
            if let failure { throw failure }
            return (last, changes)
        }

        /// Reads the answer to the end of a batch.
        private func endBatch() throws {
            guard let result = nextResult(), result.status == PGRES_PIPELINE_SYNC else { throw lost() }
        }

        /// The next answer, or the end of one statement's answers.
        func nextResult() -> PostgresResult? { unsafe PostgresResult(PQgetResult(handle)) }

        /// Whether the elements of a statement are rows to be copied.
        private func isCopy(_ sql: SQL) -> Bool {
            unsafe sql.postgres.utf8Start.pointee == UInt8(ascii: "C") && sql.postgres.description.hasPrefix("COPY ")
        }

        func lost() -> StoreFailure {
            unsafe .unreachable(words(PQerrorMessage(handle)))
        }
    }
#endif
