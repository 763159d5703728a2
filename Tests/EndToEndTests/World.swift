import Foundation
import Testing

/// A temporary folder with a database, an outbox and the program that works on them.
struct World {
    let folder: URL
    let program: Program
    let outbox: Outbox

    static func with<T>(_ body: (World) async throws -> T) async throws -> T {
        let folder = FileManager.default.temporaryDirectory.appending(path: "carnet-e2e-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let outbox = folder.appending(path: "outbox")
        let program = Program(database: folder.appending(path: "carnet.sqlite"), outbox: outbox)
        return try await body(World(folder: folder, program: program, outbox: Outbox(folder: outbox)))
    }
}
