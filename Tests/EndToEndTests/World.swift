import Foundation
import TestKit
import Testing

/// A temporary folder with an outbox, a database on the engine of this run, and the program that works on them.
struct World {
    let folder: URL
    let program: Program
    /// The name of the database, where it is on a server.
    let database: String?
    let outbox: Outbox

    static func with<T>(_ body: (World) async throws -> T) async throws -> T {
        switch TestEngine.current {
        case .sqlite:
            return try await withFolder { folder in
                try await body(
                    World(
                        folder,
                        Program(database: folder.appending(path: "carnet.sqlite").path, keys: nil, folder: folder),
                        nil
                    )
                )
            }
        case .postgres:
            return try await with(server: try TestServer.shared(), body)
        }
    }

    /// With a database of its own on that server.
    static func with<T>(server: TestServer, _ body: (World) async throws -> T) async throws -> T {
        try await withFolder { folder in
            let name = "world_\(UUID().uuidString)"
            try server.create(name)
            defer { try? server.drop(name) }
            let keys = folder.appending(path: "carnet.keys").path
            return try await body(
                World(folder, Program(database: server.uri(of: name), keys: keys, folder: folder), name)
            )
        }
    }

    init(_ folder: URL, _ program: Program, _ database: String?) {
        self.folder = folder
        self.program = program
        self.database = database
        outbox = Outbox(folder: program.outbox)
    }

    private static func withFolder<T>(_ body: (URL) async throws -> T) async throws -> T {
        let folder = FileManager.default.temporaryDirectory.appending(path: "carnet-e2e-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }
}
