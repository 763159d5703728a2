import Foundation
import Kernel
import Logging
import Store
import StoreSQLite
import Synchronization
import TestKit
import Testing

@testable import carnet

/// The walk itself, on tables of its own: from a file to the engine of this run.
@Suite("The walk of a copy")
struct CopyWalkTests {
    private static let tree = [
        Migration(
            "test/0001",
            [
                "CREATE TABLE tree (id {int} NOT NULL PRIMARY KEY, graft {int} REFERENCES tree (id)) {strict}",
                """
                CREATE TABLE leaf (tree {int} NOT NULL REFERENCES tree (id), name {text} NOT NULL, data {bytes},
                    PRIMARY KEY (tree, name)) {strict}
                """,
            ]
        )
    ]

    @Test("a row may refer to one far behind it: the slice grows until both are in it")
    func laterRows() async throws {
        try await walk(slice: 2) { session in
            try session.run("INSERT INTO tree (id) VALUES (9)")
            try session.runEach("INSERT INTO tree (id, graft) VALUES (?1, 9)", 1...8) { $1 = [.integer($0)] }
        }
    }

    @Test("slices that end where the table ends, and values of every kind, come out as they went in")
    func everyKind() async throws {
        try await walk(slice: 3) { session in
            try session.runEach("INSERT INTO tree (id) VALUES (?1)", [Int64.min, -1, 0, 1, 255, .max]) {
                $1 = [.integer($0)]
            }
            let names = ["", "a", "ă", "a\u{306}", "🌳", "Z"]
            try session.runEach("INSERT INTO leaf (tree, name, data) VALUES (0, ?1, ?2)", names) { name, values in
                values = [.text(name), name.isEmpty ? .null : .bytes(name == "a" ? [] : [0, 255] + Array(name.utf8))]
            }
        }
    }

    @Test("nobody else writes a source that is held")
    func held() async throws {
        try await TestStore.with(Self.tree) { test in
            let source = CopySource(store: test.store, name: "source", migrations: [])
            let release = Release()
            let store = test.store
            let writing = try await source.holding {
                let writing = Task {
                    try await store.write { session in
                        _ = try session.runCounting("INSERT INTO tree (id) VALUES (1)")
                        return release.isOver.withLock { $0 }
                    }
                }
                for _ in 0..<20 {
                    let trees = try await store.read { session in try session.first("SELECT 1 FROM tree") { _ in true }
                    }
                    #expect(trees == nil)
                }
                release.isOver.withLock { $0 = true }
                return writing
            }
            let wasReleased = try await writing.value
            #expect(wasReleased)
        }
    }

    /// Fills a file, walks it into a database of this run's engine twice, and compares.
    private func walk(slice: Int, filling fill: @escaping @Sendable (Session) throws -> Void) async throws {
        try await TestStore.with(Self.tree) { test in
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let file = try SQLiteStore(path: test.folder.appending(path: "source.sqlite").path, logger: logger)
            try await file.migrate(StoreSchema.migrations + Self.tree)
            try await file.write(fill)
            let source = CopySource(store: file, name: "source", migrations: [])
            let target = CopyTarget(store: test.store, name: "target", migrations: [])
            let walk = try await CopyWalk(from: source, to: target, slice: slice)
            try await walk.pass(.copying)
            try await walk.pass(.copying)
            try await walk.pass(.comparing)
            for table in walk.tables {
                let rows = try await file.read { try $0.rows(of: table, limit: 100) }
                let copied = try await test.store.read { try $0.rows(of: table, limit: 100) }
                #expect(rows.bytes == copied.bytes)
            }
            try await file.close()
        }
    }
}

/// Whether the source is given back.
private final class Release: Sendable {
    let isOver = Mutex(false)
}
