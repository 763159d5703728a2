import Kernel
import Secrets
import Store

/// The database that is filled: empty at first, then under way, at last an ordinary one.
///
/// While a copy is under way, the table of migrations has one that no program knows. So every program, older ones too,
/// refuses the database as written by a newer version, before it reads or writes anything else.
struct CopyTarget {
    /// The migration that no program knows.
    static let mark = "copy/under-way"

    let store: any Store
    let name: String
    let migrations: [Migration]

    /// There are rows in it: perhaps an earlier run's, which has finished.
    struct NotEmpty: Error {
        let refusal: CommandFailure
    }

    /// Makes the schema in an empty database and marks it, or finds the mark that an interrupted copy has left.
    ///
    /// Throws `NotEmpty` where there are rows and no mark.
    func begin() async throws {
        guard try await !isUnderWay() else { return }
        try await store.read { try requireEmpty($0) }
        try await store.migrate(migrations)
        try await store.write { session in
            try requireEmpty(session)
            // What migrations and `carnet migrate` have inserted comes from the source, too.
            try session.run("DELETE FROM installation")
            try session.run("DELETE FROM change_set")
            try session.run("INSERT INTO migration (name, at) VALUES (?1, ?2)", Self.mark, session.now)
        }
    }

    /// Makes it an ordinary database.
    func finish() async throws {
        try await store.write { session in
            try session.runOne("DELETE FROM migration WHERE name = ?1", Self.mark)
            // A server that knows nothing of its tables yet plans badly.
            try session.run(SQL(sqlite: "SELECT 1", postgres: "ANALYZE"))
        }
    }

    private func isUnderWay() async throws -> Bool {
        try await store.read { session in
            let tables = Set(try session.tables().map(\.name))
            guard tables.contains("migration") else {
                guard tables.isEmpty else {
                    throw CommandFailure(
                        "\(name) isn't empty, and isn't a Carnet database. Name an empty one with --to."
                    )
                }
                return false
            }
            let applied = try session.migrationNames()
            guard applied.contains(Self.mark) else { return false }
            guard applied.subtracting([Self.mark]) == Set(migrations.map(\.name)) else {
                throw CommandFailure(
                    "The copy into \(name) was begun by another version of carnet. Go on with that one, or empty "
                        + "\(name) and start again."
                )
            }
            return true
        }
    }

    private func requireEmpty(_ session: Session) throws {
        for table in try session.tables() where !["migration", "installation"].contains(table.name) {
            let rows = try session.rows(of: table, limit: 2)
            let isImmediate =
                table.name == "change_set" && rows.lastKey(of: table) == [[UInt8](repeating: 0, count: 16)]
            guard rows.count == 0 || (rows.count == 1 && isImmediate) else {
                throw NotEmpty(
                    refusal: CommandFailure(
                        "\(name) isn't empty: there are rows in \(table.name). Name an empty database with --to."
                    )
                )
            }
        }
    }
}

extension Session {
    /// The migrations that were applied.
    func migrationNames() throws -> Set<String> { Set(try all("SELECT name FROM migration") { try $0[0] as String }) }
}
