#if PostgreSQL
    import Foundation
    import Kernel
    import Logging
    import Store
    import StorePostgres
    import Synchronization
    import TestKit
    import Testing

    private let migrations = [
        Migration(
            "test/0001",
            [
                "CREATE TABLE item (id {int} NOT NULL PRIMARY KEY, name {text} UNIQUE, count {int} NOT NULL CHECK (count >= 0)) {strict}"
            ]
        )
    ]

    /// How often a closure ran.
    private final class Tries: Sendable {
        let count = Atomic(0)
    }

    /// The numbers whose writes were answered.
    private final class Acknowledged: Sendable {
        let numbers = Mutex<Set<Int>>([])
    }

    @Suite("PostgreSQL's faults", .enabled(if: TestEngine.current == .postgres))
    struct PostgresFaultTests {
        /// A store on a server of its own, which a test may break.
        private func withServer(
            options: [String] = [],
            _ adjust: (inout PostgresSettings) -> Void = { _ in },
            _ body: (TestServer, PostgresStore) async throws -> Void
        ) async throws {
            let server = try TestServer.start(options: options)
            defer { try? server.stop() }
            try await withStore(at: server.uri(of: "postgres"), adjust) { try await body(server, $0) }
        }

        /// A store on a database of its own.
        private func withStore(
            _ adjust: (inout PostgresSettings) -> Void = { _ in },
            _ body: (PostgresStore) async throws -> Void
        ) async throws {
            let server = try TestServer.shared()
            let name = "faults\(Self.databases.add(1, ordering: .relaxed).newValue)"
            try server.create(name)
            defer { try? server.drop(name) }
            try await withStore(at: server.uri(of: name), adjust, body)
        }

        private static let databases = Atomic(0)

        private func withStore(
            at uri: String,
            _ adjust: (inout PostgresSettings) -> Void,
            _ body: (PostgresStore) async throws -> Void
        ) async throws {
            var settings = PostgresSettings(uri: uri)
            adjust(&settings)
            let store = try PostgresStore(settings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            try await store.migrate(migrations)
            try await body(store)
            try await store.close()
        }

        private func ids(_ store: PostgresStore) async throws -> [Int] {
            try await store.read { try $0.all("SELECT id FROM item ORDER BY id") { try $0[0] as Int } }
        }

        @Test("nobody is answered before the server has it on its disk, though commits share a flush")
        func flushed() async throws {
            // Nothing else flushes for ten seconds.
            try await withServer(options: ["wal_writer_delay=10000"]) { server, store in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<40 {
                        group.addTask {
                            let place = try await store.write { session in
                                try session.run("INSERT INTO item (id, count) VALUES (?1, 0)", number)
                                return try session.first("SELECT CAST(pg_current_wal_insert_lsn() AS text)") { row in
                                    try row[0] as String
                                } ?? ""
                            }
                            let isFlushed = try server.query(
                                "postgres",
                                "SELECT pg_current_wal_flush_lsn() > pg_lsn '\(place)'"
                            )
                            #expect(isFlushed == "t", "item \(number)")
                        }
                    }
                    try await group.waitForAll()
                }
                try server.restart()
                let found = try await ids(store)
                #expect(found == Array(0..<40))
            }
        }

        @Test("a connection that is cut in the middle of a transaction: it is run again on another, and counts once")
        func cutInTheMiddle() async throws {
            try await withStore { store in
                let tries = Tries()
                try await store.write { session in
                    try session.run("INSERT INTO item (id, count) VALUES (1, 0)")
                    if tries.count.add(1, ordering: .relaxed).newValue < 3 {
                        _ = try session.first("SELECT pg_terminate_backend(pg_backend_pid())") { try $0[0] as Bool }
                    }
                    try session.run("INSERT INTO item (id, count) VALUES (2, 0)")
                }
                #expect(tries.count.load(ordering: .relaxed) == 3)
                let stored = try await ids(store)
                #expect(stored == [1, 2])
            }
        }

        @Test("a stream whose connection is cut while it waits to be taken ends, and the next has its turn")
        func cutStream() async throws {
            try await withStore { store in
                // No more than the connection buffers: a backend that waits to send holds up every DROP DATABASE.
                func numbers() async -> SnapshotStream<Int> {
                    await SnapshotStream(of: store, ahead: 1) { session, hand in
                        try session.each("SELECT x FROM generate_series(1, 1000) x") { try hand(try $0[0]) }
                    }
                }
                let cut = await numbers()
                for try await number in cut.parts {
                    #expect(number == 1)
                    let others = try await store.write { session in
                        try session.all(
                            """
                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                            WHERE datname = current_database() AND pid <> pg_backend_pid()
                            """
                        ) { try $0[0] as Bool }
                    }
                    #expect(others == [true])
                    break
                }
                await cut.end()
                let next = await numbers()
                for try await number in next.parts {
                    #expect(number == 1)
                    break
                }
                await next.end()
            }
        }

        @Test("a server that crashes in the middle of a transaction: it is run again once the server is back")
        func crashInTheMiddle() async throws {
            try await withServer { server, store in
                let tries = Tries()
                try await store.write { session in
                    try session.run("INSERT INTO item (id, count) VALUES (1, 0)")
                    _ = try session.first("SELECT count(*) FROM item") { try $0[0] as Int }
                    if tries.count.add(1, ordering: .relaxed).newValue == 1 { try server.restart() }
                    try session.run("INSERT INTO item (id, count) VALUES (2, 0)")
                }
                #expect(tries.count.load(ordering: .relaxed) == 2)
                let stored = try await ids(store)
                #expect(stored == [1, 2])
            }
        }

        @Test(
            "a server that restarts under load: what was acknowledged is there once, and the rest completes when asked again"
        )
        func restartUnderLoad() async throws {
            try await withServer { server, store in
                let acknowledged = Acknowledged()
                @Sendable
                func insert(_ number: Int) async {
                    do {
                        try await store.write { session in
                            try session.run(
                                "INSERT INTO item (id, count) VALUES (?1, 0) ON CONFLICT DO NOTHING",
                                number
                            )
                        }
                        acknowledged.numbers.withLock { _ = $0.insert(number) }
                    } catch {}
                }
                await withTaskGroup(of: Void.self) { group in
                    for worker in 0..<16 {
                        group.addTask { for number in 0..<100 { await insert(worker * 100 + number) } }
                    }
                    group.addTask { try? server.restart() }
                }
                let before = Set(try await ids(store))
                #expect(acknowledged.numbers.withLock { $0 }.isSubset(of: before))
                for number in 0..<1600 where !acknowledged.numbers.withLock({ $0.contains(number) }) {
                    await insert(number)
                }
                let stored = try await ids(store)
                #expect(stored == Array(0..<1600))
            }
        }

        @Test(
            "a server that stays away: refused with when to try again, after the waiting time and not before the others"
        )
        func away() async throws {
            try await withServer {
                $0.waitSeconds = 0.5
            } _: { server, store in
                try server.stop()
                await #expect { try await store.write { try $0.run("DELETE FROM item") } } throws: { error in
                    guard case .unreachable = error as? StoreFailure else { return false }
                    return (error as? any Failure)?.kind == .unavailable(retryAfterSeconds: 2)
                }
            }
        }

        @Test("all connections taken: whoever waits too long is refused as busy, and the others go on")
        func exhausted() async throws {
            try await withStore {
                $0.connections = 2
                $0.waitSeconds = 0.3
            } _: { store in
                let outcomes = await withTaskGroup(of: StoreFailure?.self, returning: [StoreFailure?].self) { group in
                    for _ in 0..<6 {
                        group.addTask {
                            do {
                                try await store.write { session in
                                    _ = try session.first("SELECT pg_sleep(1)::text") { try $0[0] as String }
                                }
                                return nil
                            } catch { return error as? StoreFailure }
                        }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                #expect(outcomes.count { $0 == nil } == 2)
                #expect(outcomes.count { $0 == .busy } == 4)
            }
        }

        @Test("a statement that takes too long is ended, and its connection serves the next")
        func statementTimeout() async throws {
            try await withStore {
                $0.connections = 1
                $0.statementSeconds = 1
            } _: { store in
                await #expect(throws: StoreFailure.busy) {
                    try await store.write { session in
                        _ = try session.first("SELECT pg_sleep(10)::text") { try $0[0] as String }
                    }
                }
                try await store.write { try $0.run("INSERT INTO item (id, count) VALUES (1, 0)") }
                let stored = try await ids(store)
                #expect(stored == [1])
            }
        }

        @Test("a server that keeps the connection and doesn't answer is given up after a while, and others are served")
        func silent() async throws {
            // A server of its own: whoever makes or drops a database waits for each backend.
            try await withServer {
                $0.statementSeconds = 1
                $0.silenceSeconds = 1
            } _: { _, store in
                let stuck = Mutex<[pid_t]>([])
                let outcome = await Task {
                    try await store.write { session in
                        let backend = try session.first("SELECT pg_backend_pid()") { pid_t(try $0[0] as Int) } ?? 0
                        if stuck.withLock({ $0.isEmpty }) {
                            stuck.withLock { $0.append(backend) }
                            kill(backend, SIGSTOP)
                        }
                        _ = try session.first("SELECT 1") { _ in true }
                        try session.run("INSERT INTO item (id, count) VALUES (1, 0)")
                    }
                }.result
                // Before anything is thrown: it would stay so.
                for backend in stuck.withLock({ $0 }) { kill(backend, SIGCONT) }
                try outcome.get()
                #expect(try await ids(store) == [1])
            }
        }

        @Test("a plan doesn't depend on which values the statistics know")
        func plans() async throws {
            try await withStore { store in
                let mode = try await store.read { session in
                    try session.first("SELECT current_setting('plan_cache_mode')") { try $0[0] as String }
                }
                #expect(mode == "force_generic_plan")
            }
        }

        @Test("transactions that lock each other out are run again until both are through")
        func deadlocks() async throws {
            try await withServer(options: ["deadlock_timeout=20ms"]) { _, store in
                try await store.write { session in
                    for id in 1...4 { try session.run("INSERT INTO item (id, count) VALUES (?1, 0)", id) }
                }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for task in 0..<12 {
                        group.addTask {
                            let order = task % 2 == 0 ? [1, 2, 3, 4] : [4, 3, 2, 1]
                            try await store.write { session in
                                for id in order {
                                    try session.runOne("UPDATE item SET count = count + 1 WHERE id = ?1", id)
                                    _ = try session.first("SELECT count FROM item WHERE id = ?1", id) {
                                        try $0[0] as Int
                                    }
                                }
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                let counts = try await store.read { try $0.all("SELECT count FROM item") { try $0[0] as Int } }
                #expect(counts == [12, 12, 12, 12])
            }
        }

        @Test("who loses the race for a unique value is run again and sees the winner's")
        func uniqueRace() async throws {
            try await withStore { store in
                let found = try await withThrowingTaskGroup(of: Int.self, returning: Set<Int>.self) { group in
                    for task in 0..<30 {
                        group.addTask {
                            try await store.write { session in
                                if let known = try session.first(
                                    "SELECT id FROM item WHERE name = 'one'",
                                    read: { try $0[0] as Int }
                                ) {
                                    return known
                                }
                                try session.run("INSERT INTO item (id, name, count) VALUES (?1, 'one', 0)", task)
                                return task
                            }
                        }
                    }
                    return try await group.reduce(into: []) { $0.insert($1) }
                }
                #expect(found.count == 1)
            }
        }

        @Test("a lock keeps others waiting until the transaction ends")
        func locks() async throws {
            try await withStore { store in
                try await store.write { try $0.run("INSERT INTO item (id, count) VALUES (1, 0)") }
                let person = PersonID(bits: 7)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<100 {
                        group.addTask {
                            try await store.write { session in
                                try session.lock(person)
                                let count =
                                    try session.first("SELECT count FROM item WHERE id = 1") { try $0[0] as Int } ?? 0
                                try session.run("UPDATE item SET count = ?1 WHERE id = 1", count + 1)
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                let count = try await store.point { try $0.first("SELECT count FROM item") { try $0[0] as Int } }
                #expect(count == 100)
            }
        }

        @Test("a count that isn't as expected undoes the transaction, also when it was known only at the end")
        func expectations() async throws {
            try await withStore { store in
                await #expect(throws: StoreFailure.overtaken) {
                    try await store.write { session in
                        try session.run("INSERT INTO item (id, count) VALUES (1, 0)")
                        try session.runOne("UPDATE item SET count = 1 WHERE id = 99")
                    }
                }
                let stored = try await ids(store)
                #expect(stored.isEmpty)
            }
        }

        @Test("rows are copied in one stream; one that is refused takes all of them back")
        func copying() async throws {
            let copy = SQL(
                sqlite: "INSERT INTO item (id, name, count) VALUES (?1, ?2, ?3)",
                postgres: "COPY item (id, name, count) FROM STDIN (FORMAT binary)"
            )
            try await withStore { store in
                try await store.write { session in
                    try session.runEach(copy, 0..<50_000) { $1 = [$0.value, "name \($0)".value, 1.value] }
                    try session.run("UPDATE item SET name = NULL WHERE id = 7")
                }
                await #expect(throws: StoreFailure.notUnique(constraint: "item.id")) {
                    try await store.write { session in
                        try session.runEach(copy, [60_000, 3]) { $1 = [$0.value, .null, 1.value] }
                    }
                }
                let seen = try await store.read { session in
                    var sum = 0
                    try session.each("SELECT id FROM item ORDER BY id") { sum += try $0[0] as Int }
                    return sum
                }
                #expect(seen == 49_999 * 25_000)
            }
        }

        @Test("a reader sees one snapshot, whatever is committed meanwhile")
        func snapshot() async throws {
            try await withStore { store in
                let (before, after) = try await store.read { session in
                    let before = try session.first("SELECT count(*) FROM item") { try $0[0] as Int }
                    let isWritten = DispatchSemaphore(value: 0)
                    Task {
                        try await store.write { try $0.run("INSERT INTO item (id, count) VALUES (1, 0)") }
                        isWritten.signal()
                    }
                    isWritten.wait()
                    return (before, try session.first("SELECT count(*) FROM item") { try $0[0] as Int })
                }
                #expect(before == 0)
                #expect(after == 0)
                let stored = try await ids(store)
                #expect(stored == [1])
            }
        }

        @Test("a server that only reads, as a standby does, is a refusal that keeps nothing")
        func readOnly() async throws {
            try await withStore { store in
                await #expect(throws: StoreFailure.readOnly) {
                    try await store.write { session in
                        try session.run("INSERT INTO item (id, count) VALUES (1, 0)")
                        try session.run("SET LOCAL transaction_read_only = on")
                        try session.run("INSERT INTO item (id, count) VALUES (2, 0)")
                    }
                }
                try await store.write { try $0.run("INSERT INTO item (id, count) VALUES (3, 0)") }
                let stored = try await ids(store)
                #expect(stored == [3])
            }
        }

        @Test("a database that its operator has frozen isn't written")
        func frozen() async throws {
            try await withServer { server, store in
                try await store.write { try $0.run("INSERT INTO item (id, count) VALUES (1, 0)") }
                _ = try server.query("postgres", "ALTER SYSTEM SET default_transaction_read_only = on")
                _ = try server.query("postgres", "SELECT pg_reload_conf()")
                let later = try PostgresStore(
                    PostgresSettings(uri: server.uri(of: "postgres")),
                    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
                )
                await #expect(throws: StoreFailure.readOnly) {
                    try await later.write { try $0.run("INSERT INTO item (id, count) VALUES (2, 0)") }
                }
                // What only reads goes on, from the start of a program.
                try await later.migrate(migrations)
                let stored = try await ids(later)
                #expect(stored == [1])
                try await later.close()
            }
        }

        @Test(
            "a full disk is a refusal that undoes the transaction, and it goes on once there is room",
            .enabled(if: geteuid() == 0, "mounting a small disk takes root")
        )
        func diskFull() async throws {
            let disk = try SmallDisk(megabytes: 16)
            defer { disk.remove() }
            try await withServer { server, store in
                try disk.becomeTablespace(of: server)
                try await store.write { session in
                    try session.run("CREATE TABLE large (id bigint NOT NULL, data text NOT NULL) TABLESPACE small")
                }
                let fill = SQL(
                    sqlite: "",
                    postgres: "INSERT INTO large SELECT n, repeat(md5(n::text), 30) FROM generate_series(1, ?1) AS n"
                )
                try await store.write { try $0.run(fill, 1000) }
                await #expect(throws: StoreFailure.full) {
                    try await store.write { session in
                        try session.run("INSERT INTO item (id, count) VALUES (1, 0)")
                        try session.run(fill, 100_000)
                    }
                }
                let undone = try await ids(store)
                #expect(undone.isEmpty)
                try await store.write { try $0.run("INSERT INTO item (id, count) VALUES (2, 0)") }
                try disk.grow(megabytes: 64)
                try await store.write { try $0.run(fill, 1000) }
                let stored = try await ids(store)
                #expect(stored == [2])
            }
        }
    }
#endif
