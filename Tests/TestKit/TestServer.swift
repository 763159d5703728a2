import Foundation
import Synchronization

/// The PostgreSQL that the tests of one process share: started at the first test that needs it, gone with the process.
public struct TestServer: Sendable {
    /// The folder of its socket and its data.
    public let folder: String

    /// Starts a server that lasts as long as this process; options are PostgreSQL's own, such as `fsync=on`.
    public static func start(options: [String] = []) throws -> TestServer {
        let pid = String(ProcessInfo.processInfo.processIdentifier)
        return TestServer(folder: try Command.run(script, ["start", pid] + options))
    }

    /// The one that all tests share unless they break it.
    public static func shared() throws -> TestServer {
        try known.withLock { known in
            if let server = known { return server }
            let server = try start()
            known = server
            return server
        }
    }

    private static let known = Mutex<TestServer?>(nil)
    private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "postgres").path

    /// How to reach a database of it.
    public func uri(of database: String) -> String {
        "postgres://carnet@/\(database)?host=\(folder)"
    }

    /// One of PostgreSQL's own programs. Those that Debian puts on the path are wrappers, ten times as slow to start.
    public func client(_ program: String) -> String {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: Self.versions)) ?? []
        guard let newest = folders.compactMap(Int.init).max() else { return program }
        return "\(Self.versions)/\(newest)/bin/\(program)"
    }

    private static let versions = "/usr/lib/postgresql"

    /// Makes a database, empty or as a copy of another one that nobody uses.
    public func create(_ database: String, from template: String = "template0") throws {
        _ = try Command.run(client("createdb"), ["-h", folder, "-U", "carnet", "-T", template, database])
    }

    /// Removes a database, whoever uses it.
    public func drop(_ database: String) throws {
        _ = try Command.run(client("dropdb"), ["-h", folder, "-U", "carnet", "--force", database])
    }

    /// Runs a statement and returns its rows, one a line.
    public func query(_ database: String, _ statement: String) throws -> String {
        try Command.run(client("psql"), ["-h", folder, "-U", "carnet", "-d", database, "-qAtX", "-c", statement])
    }

    /// Restarts it as a crash would.
    public func restart() throws { _ = try Command.run(Self.script, ["restart", folder]) }

    /// Stops it for good.
    public func stop() throws { _ = try Command.run(Self.script, ["stop", folder]) }
}
