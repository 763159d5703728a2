import Foundation
import Kernel
import Logging
import Store
import StoreSQLite
import TestKit
import Testing

@Suite("One file")
struct OneFileTests {
    @Test("what a stopped program leaves is one file, which holds everything: whoever copies it has it all")
    func closed() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "carnet-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "carnet.sqlite").path
        let store = try open(path)
        try await store.migrate([Migration("test/0001", ["CREATE TABLE item (id {int} NOT NULL PRIMARY KEY) {strict}"])]
        )
        for number in 0..<20 {
            try await store.write { try $0.run("INSERT INTO item (id) VALUES (?1)", number) }
            // Readers of every kind, which outlive the writer when the store is closed.
            _ = try await store.read { try $0.first("SELECT 1 FROM item") { try $0[0] as Int } }
            _ = try await store.point { try $0.first("SELECT 1 FROM item") { try $0[0] as Int } }
        }
        try await store.close()
        #expect(!FileManager.default.fileExists(atPath: path + "-wal"))

        let copy = folder.appending(path: "copy.sqlite").path
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let copied = try open(copy)
        let found = try await copied.read { try $0.first("SELECT count(*) FROM item") { try $0[0] as Int } }
        #expect(found == 20)
        try await copied.close()
    }

    private func open(_ path: String) throws -> SQLiteStore {
        try SQLiteStore(path: path, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }
}
