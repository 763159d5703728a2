import Foundation
import Glibc
import Kernel
import Logging
import Store
import TestKit
import Testing

@testable import carnet

/// A database that moves, or has moved: the program on it, and a look at all that it holds.
struct House {
    let program: Program

    /// A file of its own in the test's folder, which gets its keys beside it.
    static func file(_ name: String, in world: World) -> House {
        House(program: Program(database: world.folder.appending(path: name).path, keys: nil, folder: world.folder))
    }

    /// The same keys, another database: on the engine of this run unless it is named.
    func neighbour(at database: String) -> House {
        House(program: Program(database: database, keys: program.keyFile, folder: program.folder))
    }

    /// The command that moves everything to there.
    func arguments(to other: House) -> [String] {
        ["copy", "--from", program.database, "--to", other.program.database, "--json"]
    }

    /// Moves everything, as one run does.
    func move(to other: House) async throws -> Program.Outcome { try await other.program.run(arguments(to: other)) }

    /// Begins to move, and is killed after that time; true when it was still at work.
    func move(to other: House, killedAfter milliseconds: Int) async throws -> Bool {
        let process = other.program.process(arguments(to: other))
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.start()
        // What is cut short is another process, which has no clock of ours.
        try await Task.sleep(for: .milliseconds(milliseconds))
        kill(process.processIdentifier, SIGKILL)
        await process.end()
        return process.terminationReason == .uncaughtSignal
    }

    /// Works on the database itself.
    func open<T>(_ body: (any Store) async throws -> T) async throws -> T {
        let store = try DatabaseAddress(program.database).open(
            surroundings: Surroundings(),
            connections: 2,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
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

    /// Every row of every table, but for when the schema was made.
    func contents() async throws -> [String: Data] {
        try await open { store in
            try await store.read { session in
                var contents: [String: Data] = [:]
                for table in try session.tables() where table.name != "migration" {
                    contents[table.name] = Data(try session.rows(of: table, limit: 10_000_000).bytes)
                }
                return contents
            }
        }
    }

    /// How many rows there are.
    func rows() async throws -> Int {
        try await open { store in
            try await store.read { session in
                try session.tables().filter { $0.name != "migration" }.reduce(0) { $0 + (try session.count(of: $1)) }
            }
        }
    }

    /// Changes something behind the program's back.
    func tamper(_ sql: SQL) async throws {
        try await open { store in try await store.write { session in try session.run(sql) } }
    }
}
