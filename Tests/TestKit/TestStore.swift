public import Foundation
public import Kernel
import Logging
public import Secrets
public import Store
import StorePostgres
public import StoreSQLite

/// A database of its own for one test, on the engine of this run; gone when the closure returns.
public struct TestStore: Sendable {
    /// The store, migrated.
    public let store: any Store
    /// A clock that only the test moves.
    public let clock: TestClock
    /// Keys and field encryption.
    public let vault: Vault
    /// The temporary folder.
    public let folder: URL

    /// Runs a test on a database with those migrations; the clock stands at 2026-11-20 10:00 in Bucharest.
    ///
    /// - Parameter queueLimit: how many writes may wait.
    public static func with<T>(
        _ migrations: [Migration],
        seed: UInt64 = 1,
        queueLimit: Int = SQLiteStore.queueLimit,
        _ body: (TestStore) async throws -> T
    ) async throws -> T {
        let folder = FileManager.default.temporaryDirectory.appending(path: "carnet-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let clock = TestClock(.testStart)
        let random = SeededRandom(seed: seed)
        let keys = try Keys.create(path: folder.appending(path: "test.keys").path, random: random)
        let surroundings = Surroundings(time: clock, random: random)
        return try await withStore(StoreSchema.migrations + migrations, surroundings, queueLimit, folder) { store in
            try await body(
                TestStore(store: store, clock: clock, vault: Vault(keys: keys, random: random), folder: folder)
            )
        }
    }

    private static func withStore<T>(
        _ migrations: [Migration],
        _ surroundings: Surroundings,
        _ queueLimit: Int,
        _ folder: URL,
        _ body: (any Store) async throws -> T
    ) async throws -> T {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        switch TestEngine.current {
        case .sqlite:
            return try await turns.with {
                let path = folder.appending(path: "test.sqlite").path
                let store = try SQLiteStore(
                    path: path,
                    surroundings: surroundings,
                    queueLimit: queueLimit,
                    logger: logger
                )
                return try await closing(store) {
                    try await store.migrate(migrations)
                    return try await body(store)
                }
            }
        case .postgres:
            #if PostgreSQL
                return try await TestDatabases.with(migrations) { uri in
                    var settings = PostgresSettings(uri: uri)
                    settings.queueLimit = queueLimit
                    let store = try PostgresStore(settings, surroundings: surroundings, logger: logger)
                    return try await closing(store) { try await body(store) }
                }
            #else
                preconditionFailure("Build the tests with --traits PostgreSQL to run them on PostgreSQL.")
            #endif
        }
    }

    /// How many files are open at once: Foundation's `Process.run` on Linux lists the open files of the whole program, and
    /// reads past the list's end when there are some 1,360 of them.
    private static let turns = Turns(24)

    private static func closing<T>(_ store: any Store, _ body: () async throws -> T) async throws -> T {
        do {
            let result = try await body()
            try await store.close()
            return result
        } catch {
            try await store.close()
            throw error
        }
    }
}

extension Instant {
    /// 2026-11-20 10:00 in Bucharest, a Friday.
    public static let testStart = Instant(seconds: 1_795_161_600)
}
