public import Foundation
public import Kernel
import Logging
public import Secrets
public import Store
import StoreSQLite

/// A database of its own for one test: a file in a temporary folder, gone when the closure returns.
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
    public static func with<T>(
        _ migrations: [Migration],
        seed: UInt64 = 1,
        _ body: (TestStore) async throws -> T
    ) async throws -> T {
        let folder = FileManager.default.temporaryDirectory.appending(path: "carnet-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let clock = TestClock(.testStart)
        let random = SeededRandom(seed: seed)
        let store = try SQLiteStore(
            path: folder.appending(path: "test.sqlite").path,
            surroundings: Surroundings(time: clock, random: random),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await store.migrate(ChangeSet.migrations + migrations)
        let keys = try Keys.create(path: folder.appending(path: "test.keys").path, random: random)
        let kit = TestStore(store: store, clock: clock, vault: Vault(keys: keys, random: random), folder: folder)
        do {
            let result = try await body(kit)
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
