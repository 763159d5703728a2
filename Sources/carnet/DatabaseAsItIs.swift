import Glibc
import Kernel
import Logging
import Store

extension Settings {
    /// Opens the database without bringing its schema up to date or asking for its keys, and closes it again.
    func withDatabaseAsItIs<T>(_ body: (any Store) async throws -> T) async throws -> T {
        // What the database holds is nobody's but its user's.
        umask(0o077)
        let store = try database.open(
            surroundings: Surroundings(),
            connections: connections,
            logger: ProgramLog.logger(self, .warning)
        )
        do {
            let result = try await body(store)
            try await store.close()
            return result
        } catch {
            try await store.close()
            throw error
        }
    }
}

extension Store {
    /// Throws what to do where a database isn't Carnet's, or not of this version.
    ///
    /// - Parameters:
    ///   - name: of the database.
    ///   - option: by which another can be named.
    func requireSchema(_ migrations: [Migration], of name: String, option: String) async throws {
        if try await requireCarnet(migrations, of: name, option: option) != Set(migrations.map(\.name)) {
            throw CommandFailure(
                "The schema of \(name) is older than this carnet. Run first: carnet migrate --database \(name)"
            )
        }
    }

    /// Throws what to do where a database isn't Carnet's, or of a newer version; returns the migrations that it has.
    @discardableResult
    func requireCarnet(_ migrations: [Migration], of name: String, option: String) async throws -> Set<String> {
        let applied = try await read { session in
            try session.tables().contains { $0.name == "migration" } ? try session.migrationNames() : []
        }
        let newer = applied.subtracting(migrations.map(\.name)).min()
        if let newer { throw StoreFailure.schemaNewer(migration: newer) }
        if applied.isEmpty { throw CommandFailure("\(name) isn't a Carnet database. Name another with \(option).") }
        return applied
    }
}
