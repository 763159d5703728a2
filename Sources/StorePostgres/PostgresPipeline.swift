#if PostgreSQL
    import CLibPQ
    import Glibc
    import Store

    /// A connection of libpq in pipeline mode, with its prepared statements: what is sent goes out together, and is
    /// answered by the next round trip. Used by one thread at a time.
    @safe final class PostgresPipeline {
        let handle: OpaquePointer
        /// What the server is told of a commit that must be on its disk (`synchronous_commit`).
        private(set) var durability = "on"
        /// By the address of the constant text. Statements are constants, so there is an end to them.
        private var statements: [UInt: Prepared] = [:]
        /// Combined statements, by the addresses of their constant texts.
        private var combinations: [[UInt]: Prepared] = [:]
        private var preparations = 0
        /// The statements that were sent and not answered yet.
        private var pending: [Sent] = []
        private var arguments = BinaryArguments()
        private var isStreaming = false
        private var hasLostStatements = false
        private var isSilent = false
        private let settings: PostgresSettings

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

        /// How many statements go out together at most.
        private static let batch = 500

        /// Connects; throws `StoreFailure.unreachable` or `.cannotOpen`.
        init(_ settings: PostgresSettings) throws {
            self.settings = settings
            unsafe handle = try openConnection(settings.uri)
            // From here on `deinit` closes it, also when this throws.
            durability = try prepareSession(settings)
            guard unsafe PQenterPipelineMode(handle) == 1 else { throw lost() }
        }

        deinit { unsafe PQfinish(handle) }

        /// Whether the server is there.
        var isConnected: Bool { unsafe !isSilent && PQstatus(handle) == CONNECTION_OK }

        /// Whether what comes next can't be told from what came before, or statements are no longer what they were.
        var isBroken: Bool { isStreaming || hasLostStatements }

        /// Whether as many statements wait for an answer as may.
        var isFull: Bool { pending.count >= Self.batch }

        /// Whether a statement waits for its answer that must change so many rows.
        var awaitsCount: Bool { pending.contains { $0.expected != nil } }

        // MARK: Statements

        /// Sends a statement; its answer is read by the next round trip.
        func send(
            _ sql: SQL,
            _ values: [Value],
            expecting expected: Int? = nil,
            _ take: ((PostgresResult) throws -> Void)? = nil
        ) throws {
            try send(prepared(sql), values, expecting: expected, take)
        }

        /// Sends several statements as one.
        func send(asOne statements: [(sql: SQL, arguments: [Value])]) throws {
            let key = statements.map { UInt(bitPattern: unsafe $0.sql.postgres.utf8Start) }
            let prepared =
                try combinations[key]
                ?? prepare(StatementText.combined(statements.map { ($0.sql.postgres, $0.arguments.count) }))
            combinations[key] = prepared
            try send(prepared, statements.flatMap(\.arguments), expecting: nil, nil)
        }

        private func send(
            _ prepared: Prepared,
            _ values: [Value],
            expecting expected: Int?,
            _ take: ((PostgresResult) throws -> Void)?
        ) throws {
            guard !isStreaming else { throw StoreFailure.engine(code: "", "a statement inside of another's rows") }
            // The server stops reading while nobody reads what it answers.
            if isFull { try roundTrip() }
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

        // MARK: Answers

        /// Reads the answers to everything that was sent.
        ///
        /// - Returns: the last one's, and how many rows all of them changed.
        @discardableResult
        func roundTrip() throws -> (last: PostgresResult?, changes: Int) {
            guard !pending.isEmpty else { return (nil, 0) }
            guard unsafe PQpipelineSync(handle) == 1 else { throw lost() }
            var failure: (any Error)?
            var changes = 0
            var last: PostgresResult?
            for sent in pending {
                guard let result = try nextResult() else { throw lost() }
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
                    if case .engine("0A000", _) = refusal { hasLostStatements = true }
                    if case .engine("26000", _) = refusal { hasLostStatements = true }
                }
                while try nextResult() != nil {}
            }
            pending.removeAll(keepingCapacity: true)
            try endBatch()
            if let failure { throw failure }
            return (last, changes)
        }

        /// Sends a statement, when everything before it is answered, and reads its result row by row, in flat memory.
        func stream(_ sql: SQL, _ arguments: [Value], _ visit: (Row) throws -> Bool) throws {
            try send(sql, arguments)
            pending.removeAll()
            guard unsafe PQpipelineSync(handle) == 1, unsafe PQsetSingleRowMode(handle) == 1 else { throw lost() }
            isStreaming = true
            var row: PostgresRow?
            var failure: (any Error)?
            var isWanted = true
            while let result = try nextResult() {
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

        /// Reads the answer to the end of a batch.
        private func endBatch() throws {
            guard let result = try nextResult(), result.status == PGRES_PIPELINE_SYNC else { throw lost() }
        }

        /// The next answer, or the end of one statement's answers.
        func nextResult() throws -> PostgresResult? {
            try awaitAnswer()
            return unsafe PostgresResult(PQgetResult(handle))
        }

        /// Waits until the next answer is there. The server ends statements that take too long; one that was stopped, or whose
        /// disk hangs, ends nothing, and its system still acknowledges what the network brings.
        private func awaitAnswer() throws {
            let longest = (isStreaming ? settings.streamSeconds : settings.statementSeconds) + settings.silenceSeconds
            var left = longest
            while unsafe PQisBusy(handle) == 1 {
                guard !isSilent else { throw Self.silent }
                var waited = unsafe pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
                let ready = unsafe poll(&waited, 1, 1000)
                if ready < 0, errno == EINTR { continue }
                // Each second anew: TLS may have read from the socket what nobody has taken yet.
                guard unsafe PQconsumeInput(handle) == 1 else { throw lost() }
                left = ready == 0 ? left - 1 : longest
                isSilent = left <= 0
            }
        }

        // MARK: Outside of the pipeline

        /// Leaves pipeline mode for what can't be done in it; everything that was sent must be answered.
        func outside<T>(_ body: () throws -> T) throws -> T {
            guard unsafe PQexitPipelineMode(handle) == 1 else { throw lost() }
            let outcome = Result { try body() }
            guard unsafe PQenterPipelineMode(handle) == 1 else { throw lost() }
            return try outcome.get()
        }

        /// Executes text that isn't a constant and waits, outside of the pipeline.
        func execute(_ text: String, _ expected: ExecStatusType...) throws {
            guard let result = unsafe PostgresResult(PQexec(handle, text)) else { throw lost() }
            guard expected.contains(where: { $0 == result.status }) else { throw result.failure }
        }

        /// Executes text with any number of statements, of which no rows are wanted.
        func script(_ text: String) throws {
            try execute(text, PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY)
        }

        private static let silent = StoreFailure.unreachable("the server keeps the connection and doesn't answer")

        func lost() -> StoreFailure {
            unsafe .unreachable(words(PQerrorMessage(handle)))
        }
    }
#endif
