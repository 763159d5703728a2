import Foundation
import Kernel
import Logging
import Secrets
import Store
import StorePostgres
import StoreSQLite
import TestKit

/// The engines that are measured.
enum Engine: String, CaseIterable {
    case sqlite
    case postgres

    var name: String {
        switch self {
        case .sqlite: "SQLite"
        case .postgres: "PostgreSQL"
        }
    }
}

/// A temporary folder, the program, and a network with one employer on a database of its own.
struct World {
    let folder: URL
    let options: Bench.Options
    /// The server, where the engine is one: with every commit synced, unlike that of the tests.
    let server: TestServer?

    static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "carnet")
    static let seeds = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "seeds")

    var roster: URL { folder.appending(path: "roster.csv") }

    /// The path or the address of the database.
    var database: String { server?.uri(of: "postgres") ?? folder.appending(path: "carnet.sqlite").path }

    private var keys: String { folder.appending(path: "carnet.keys").path }

    /// What the program gets to know of it.
    var environment: [String: String] {
        [
            "CARNET_DATABASE": database, "CARNET_KEYS": keys, "CARNET_LOG_LEVEL": "error",
            "CARNET_OUTBOX": "directory:\(folder.path)/outbox",
            // Two for each of the server's cores, as docs/OPERATIONS.md has it.
            "CARNET_CONNECTIONS": "\(2 * ProcessInfo.processInfo.activeProcessorCount)",
        ]
    }

    static func with(_ options: Bench.Options, on engine: Engine, _ body: (World) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "carnet-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let server =
            engine == .postgres
            ? try TestServer.start(options: [
                "fsync=on", "full_page_writes=on", "shared_buffers=1GB", "max_wal_size=4GB",
            ]) : nil
        defer { try? server?.stop() }
        let world = World(folder: folder, options: options, server: server)
        try world.carnet("seed", "--from", seeds.path)
        try world.carnet("employer", "add", "--code", "BENCH", "--name", "Bench SRL")
        try world.carnet(
            "agreement",
            "add",
            "--employer",
            "BENCH",
            "--from",
            "2026-01-01",
            "--package",
            "primary=4500,3500",
            "--package",
            "principal=8900,7500",
            "--package",
            "premium=14900,12900"
        )
        _ = try Child.run(program, ["roster", "generate", "--rows", "\(options.rows)"], output: world.roster)
        try await body(world)
    }

    /// Runs a command on the world's database.
    @discardableResult
    func carnet(_ arguments: String...) throws -> Child.Usage {
        try Child.run(
            Self.program,
            arguments,
            environment: environment,
            output: folder.appending(path: "output.txt")
        )
    }

    /// Runs one of PostgreSQL's own programs on the world's server, on a database of its name.
    func client(_ program: String, _ arguments: [String], output: String) throws -> Child.Usage {
        guard let server else { throw BenchFailure("there is no server") }
        return try Child.run(
            URL(filePath: server.client(program)),
            ["-h", server.folder, "-U", "carnet"] + arguments,
            output: folder.appending(path: output)
        )
    }

    /// Opens the world's database.
    func store() throws -> any Store {
        guard server != nil else { return try file(at: URL(filePath: database)) }
        #if PostgreSQL
            var logger = Logger(label: "bench")
            logger.logLevel = .error
            return try PostgresStore(PostgresSettings(uri: database), logger: logger)
        #else
            throw BenchFailure("build the bench with --traits PostgreSQL")
        #endif
    }

    /// Opens another file.
    func file(at url: URL) throws -> any Store {
        var logger = Logger(label: "bench")
        logger.logLevel = .error
        return try SQLiteStore(path: url.path, logger: logger)
    }

    /// Its keys.
    func vault() throws -> Vault { Vault(keys: try Keys.load(path: keys)) }
}
