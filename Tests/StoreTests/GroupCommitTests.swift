import Foundation
import Kernel
import Logging
import Store
import StoreSQLite
import Synchronization
import TestKit
import Testing

private let migrations = [
    Migration(
        "test/0001",
        [
            "CREATE TABLE item (id {int} NOT NULL PRIMARY KEY, name {text} UNIQUE, count {int} NOT NULL CONSTRAINT item_count CHECK (count >= 0)) {strict}",
            "CREATE TABLE filler (content {bytes} NOT NULL) {strict}",
        ]
    )
]

/// Who wrote, in that order; and how many still do.
private final class Traffic: Sendable {
    /// The slow writer is nil.
    let turns = Mutex<[Int?]>([])
    let left = Mutex(20)
}

/// How often closures have run.
private final class Runs: Sendable {
    let count = Mutex(0)
}

/// Takes a processor some hundredths of a second.
private let slow: SQL = """
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 50000)
    SELECT count(*) FROM numbers
    """

/// Twenty rows from number ?1 on, one after the other.
private let twentyItems: SQL = """
    INSERT INTO item (id, count)
    WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < 19)
    SELECT CAST(?1 AS BIGINT) + n, 0 FROM numbers ORDER BY n
    """

private struct Refused: Error, Equatable {}

@Suite("The writer")
struct GroupCommitTests {
    @Test("a thousand writes at once: those that fail leave nothing, the others stay")
    func oneFailsAlone() async throws {
        try await TestStore.with(migrations) { kit in
            let failed = await withTaskGroup(of: Bool.self, returning: Int.self) { group in
                for number in 0..<1000 {
                    group.addTask {
                        do {
                            try await kit.store.write { session in
                                try session.run("INSERT INTO item (id, count) VALUES (?1, 0)", number)
                                if number % 7 == 0 { throw Refused() }
                            }
                            return false
                        } catch { return true }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(failed == 143)
            let stored = try await kit.store.read { try $0.first("SELECT count(*) FROM item") { try $0[0] as Int } }
            #expect(stored == 857)
        }
    }

    @Test("who fails, before or after writing, neither undoes nor doubles what the others of the group do")
    func othersCountOnce() async throws {
        try await TestStore.with(migrations) { kit in
            try await kit.store.write { try $0.run("INSERT INTO item (id, count) VALUES (1, 0)") }
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<600 {
                    group.addTask {
                        try? await kit.store.write { session in
                            if number % 3 == 0 { throw Refused() }
                            try session.run("UPDATE item SET count = count + 1 WHERE id = 1")
                            if number % 60 == 1 { throw Refused() }
                        }
                    }
                }
            }
            let count = try await kit.store.read { try $0.first("SELECT count FROM item") { try $0[0] as Int } }
            #expect(count == 390)
        }
    }

    @Test(
        "who fails before writing costs the others of the group nothing: all run once",
        .enabled(if: TestEngine.current == .sqlite, "PostgreSQL has no groups")
    )
    func failureBeforeWriting() async throws {
        try await TestStore.with(migrations) { kit in
            let runs = Runs()
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<300 {
                    group.addTask {
                        try? await kit.store.write { session in
                            runs.count.withLock { $0 += 1 }
                            _ = try session.first("SELECT count(*) FROM item") { try $0[0] as Int }
                            if number % 2 == 0 { throw Refused() }
                            try session.run("INSERT INTO item (id, count) VALUES (?1, 0)", number)
                        }
                    }
                }
            }
            #expect(runs.count.withLock { $0 } == 300)
        }
    }

    @Test(
        "another program's writes get in while long work takes one transaction after the other",
        .enabled(if: TestEngine.current == .sqlite, "PostgreSQL has many writers")
    )
    func otherProgram() async throws {
        try await TestStore.with(migrations) { kit in
            let path = try #require((kit.store as? SQLiteStore)?.path)
            let other = try SQLiteStore(path: path, logger: Logger(label: "other"))
            let isDone = Mutex(false)
            let rounds = Mutex(0)
            async let work: Void = {
                while !isDone.withLock({ $0 }) {
                    try await kit.store.write { session in
                        rounds.withLock { $0 += 1 }
                        try session.run("INSERT INTO filler (content) VALUES (x'00')")
                        while session.mayGoOn { _ = try session.first(slow) { try $0[0] as Int } }
                    }
                }
            }()
            var written = 0
            while written < 4 || rounds.withLock({ $0 }) < 3 {
                try await other.write { [written] in
                    try $0.run("INSERT INTO item (id, count) VALUES (?1, 0)", written)
                }
                written += 1
            }
            isDone.withLock { $0 = true }
            try await work
            let (items, steps) = try await other.read { session in
                (
                    try session.first("SELECT count(*) FROM item") { try $0[0] as Int },
                    try session.first("SELECT count(*) FROM filler") { try $0[0] as Int } ?? 0
                )
            }
            #expect(items == written)
            #expect(steps > 1)
            try await other.close()
        }
    }

    @Test(
        "long work ends its transaction with the step under way when another program waits",
        .enabled(if: TestEngine.current == .sqlite, "PostgreSQL has many writers")
    )
    func waitingIsSeen() async throws {
        try await TestStore.with(migrations) { kit in
            let path = try #require((kit.store as? SQLiteStore)?.path)
            let other = try SQLiteStore(path: path, logger: Logger(label: "other"))
            var shortest = Duration.seconds(1)
            for number in 0..<10 {
                let (begun, begin) = AsyncStream.makeStream(of: Void.self)
                async let work: Duration = kit.store.write { session in
                    try session.run("INSERT INTO filler (content) VALUES (x'00')")
                    begin.finish()
                    return ContinuousClock().measure {
                        while session.mayGoOn { Thread.sleep(forTimeInterval: 0.001) }
                    }
                }
                for await _ in begun {}
                try await other.write { try $0.run("INSERT INTO item (id, count) VALUES (?1, 0)", number) }
                shortest = min(shortest, try await work)
            }
            // Without the sign each of the ten would last as long as it may.
            #expect(shortest < Session.longest)
            let alone = try await kit.store.write { session in
                ContinuousClock().measure { while session.mayGoOn { Thread.sleep(forTimeInterval: 0.001) } }
            }
            #expect(alone >= Session.longest / 2)
            try await other.close()
        }
    }

    @Test("a counter raised by 500 tasks at once loses nothing")
    func counter() async throws {
        try await TestStore.with(migrations) { kit in
            try await kit.store.write { try $0.run("INSERT INTO item (id, count) VALUES (1, 0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<500 {
                    group.addTask {
                        try await kit.store.write { try $0.run("UPDATE item SET count = count + 1 WHERE id = 1") }
                    }
                }
                try await group.waitForAll()
            }
            let stored = try await kit.store.point { try $0.first("SELECT count FROM item") { try $0[0] as Int } }
            #expect(stored == 500)
        }
    }

    @Test(
        "what is committed comes into the file while the writer goes on, and the log doesn't grow for ever",
        .enabled(if: TestEngine.current == .sqlite, "these are SQLite's files")
    )
    func checkpoints() async throws {
        try await TestStore.with(migrations) { kit in
            let sqlite = try #require(kit.store as? SQLiteStore)
            func bytes(_ path: String) throws -> Int {
                try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
            }
            // Each write is 2,000 pages, and the first checkpoint is due with the second.
            var writes = 0
            while try bytes(sqlite.path) < 4 << 20, writes < 200 {
                try await kit.store.write { try $0.run("INSERT INTO filler (content) VALUES (zeroblob(8000000))") }
                writes += 1
            }
            let (file, log) = (try bytes(sqlite.path), try bytes(sqlite.path + "-wal"))
            #expect(writes < 200, "\(file) bytes in the file, \(log) in the log")
        }
    }

    @Test("a slow writer doesn't starve the others: in between its writes, everybody else's turn comes")
    func slowWriter() async throws {
        try await TestStore.with(migrations) { kit in
            try await kit.store.write { session in
                for id in 0..<20 { try session.run("INSERT INTO item (id, count) VALUES (?1, 0)", id) }
            }
            let traffic = Traffic()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    while traffic.left.withLock({ $0 > 0 }) {
                        _ = try await kit.store.write { session in
                            traffic.turns.withLock { $0.append(nil) }
                            return try session.first(slow) { try $0[0] as Int }
                        }
                    }
                }
                for id in 0..<20 {
                    group.addTask {
                        for _ in 0..<30 {
                            try await kit.store.write { session in
                                traffic.turns.withLock { $0.append(id) }
                                try session.run("UPDATE item SET count = count + 1 WHERE id = ?1", id)
                            }
                        }
                        traffic.left.withLock { $0 -= 1 }
                    }
                }
                try await group.waitForAll()
            }
            // Whoever waits is overtaken once by what is under way; more only when it was slow to come again.
            let slowTurns = traffic.turns.withLock { $0.count { $0 == nil } }
            #expect(slowTurns < 4 * 30, "the others had to wait for \(slowTurns) of its writes to do 30 of theirs")
            let counts = try await kit.store.read { try $0.all("SELECT count FROM item") { try $0[0] as Int } }
            #expect(counts == Array(repeating: 30, count: 20))
        }
    }

    @Test(
        "a member that ends the whole transaction doesn't take the others with it",
        .enabled(if: TestEngine.current == .sqlite, "PostgreSQL's transactions don't share commits")
    )
    func wholeTransactionEnds() async throws {
        let breaking = Migration(
            "test/0002",
            [
                """
                CREATE TRIGGER item_break BEFORE INSERT ON item WHEN NEW.name = 'break'
                BEGIN SELECT RAISE(ROLLBACK, 'broken'); END
                """
            ]
        )
        try await TestStore.with(migrations + [breaking]) { kit in
            let outcomes = await withTaskGroup(of: Bool.self, returning: [Bool].self) { group in
                for number in 0..<200 {
                    group.addTask {
                        do {
                            try await kit.store.write { session in
                                let name = number % 50 == 0 ? "break" : "item \(number)"
                                try session.run("INSERT INTO item (id, name, count) VALUES (?1, ?2, 0)", number, name)
                            }
                            return true
                        } catch { return false }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { !$0 } == 4)
            let stored = try await kit.store.read { try $0.first("SELECT count(*) FROM item") { try $0[0] as Int } }
            #expect(stored == 196)
        }
    }

    @Test("after a failed statement the session refuses every further one, and nothing of it stays")
    func failedSession() async throws {
        try await TestStore.with(migrations) { kit in
            await #expect(throws: StoreFailure.sessionFailed) {
                try await kit.store.write { session in
                    try session.run("INSERT INTO item (id, count) VALUES (1, 0)")
                    _ = try? session.runCounting("INSERT INTO item (id, count) VALUES (1, 0)")
                    try session.run("INSERT INTO item (id, count) VALUES (2, 0)")
                }
            }
            let stored = try await kit.store.read { try $0.first("SELECT count(*) FROM item") { try $0[0] as Int } }
            #expect(stored == 0)
        }
    }

    @Test("whoever overlooks that a statement failed is told so, and nothing of it stays")
    func overlookedFailure() async throws {
        try await TestStore.with(migrations) { kit in
            await #expect(throws: StoreFailure.sessionFailed) {
                try await kit.store.write { session in
                    try session.run("INSERT INTO item (id, count) VALUES (1, 0)")
                    _ = try? session.runCounting("INSERT INTO item (id, count) VALUES (1, 0)")
                }
            }
            let stored = try await kit.store.read { try $0.first("SELECT count(*) FROM item") { try $0[0] as Int } }
            #expect(stored == 0)
        }
    }

    @Test("a statement of many rows that fails at one of them leaves none, and takes nobody with it")
    func manyRowsFailAlone() async throws {
        try await TestStore.with(migrations) { kit in
            try await kit.store.write { try $0.run("INSERT INTO item (id, count) VALUES (50, 0)") }
            let failed = await withTaskGroup(of: Bool.self, returning: Int.self) { group in
                for first in stride(from: 1, to: 2000, by: 20) {
                    group.addTask {
                        do {
                            try await kit.store.write { try $0.run(twentyItems, first) }
                            return false
                        } catch { return error as? StoreFailure != .notUnique(constraint: "item.id") }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(failed == 0)
            let stored = try await kit.store.read { try $0.first("SELECT count(*) FROM item") { try $0[0] as Int } }
            #expect(stored == 99 * 20 + 1)
        }
    }

    @Test("constraints are named")
    func constraintNames() async throws {
        try await TestStore.with(migrations) { kit in
            try await kit.store.write { try $0.run("INSERT INTO item (id, name, count) VALUES (1, 'a', 0)") }
            await #expect(throws: StoreFailure.notUnique(constraint: "item.name")) {
                try await kit.store.write { try $0.run("INSERT INTO item (id, name, count) VALUES (2, 'a', 0)") }
            }
            await #expect(throws: StoreFailure.constraint("item_count")) {
                try await kit.store.write { try $0.run("UPDATE item SET count = -1") }
            }
        }
    }

    @Test("a caller that is cancelled doesn't undo a write that has begun")
    func cancellation() async throws {
        try await TestStore.with(migrations) { kit in
            let task = Task {
                try await kit.store.write { try $0.run("INSERT INTO item (id, count) VALUES (1, 0)") }
            }
            task.cancel()
            _ = try? await task.value
            let stored = try await kit.store.read { try $0.first("SELECT count(*) FROM item") { try $0[0] as Int } }
            #expect(stored == 1)
        }
    }

    @Test(
        "every commit is synced: the writer's synchronous is FULL, and the journal is the write-ahead log",
        .enabled(if: TestEngine.current == .sqlite, "these are SQLite's settings")
    )
    func durability() async throws {
        try await TestStore.with(migrations) { kit in
            let mode = try await kit.store.write { session in
                (
                    try session.first("PRAGMA synchronous") { try $0[0] as Int },
                    try session.first("PRAGMA journal_mode") { try $0[0] as String },
                    try session.first("PRAGMA foreign_keys") { try $0[0] as Bool }
                )
            }
            #expect(mode.0 == 2)
            #expect(mode.1 == "wal")
            #expect(mode.2 == true)
        }
    }
}
