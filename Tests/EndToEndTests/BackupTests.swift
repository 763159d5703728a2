import Foundation
import TestKit
import Testing

@Suite("Backups", .enabled(if: TestEngine.current == .sqlite, "A server has its own tools."))
struct BackupTests {
    @Test("made while desks work, it holds all that was answered before, and is a database again with its keys")
    func underLoad() async throws {
        try await World.with { world in
            let location = try await Practice.setUp(world)
            let server = try await Server.start(world.program)
            let practice = try await Practice.open(world, at: location, members: 4) { server }
            let orders = try await practice.orders(each: 10, server)
            var before: [String] = []
            for order in orders.prefix(20) {
                before.append(try #require(try await practice.send(order, to: server).json["id"]?.text))
            }
            let file = world.folder.appending(path: "kept.sqlite").path
            async let backup = world.program.run("backup", file, "--json")
            for order in orders.dropFirst(20) {
                let answer = try await practice.send(order, to: server)
                #expect(answer.status == 201)
            }
            let kept = try await backup
            try #require(kept.status == 0, "\(kept.errors)")
            #expect(try kept.json["bytes"]?.number ?? 0 > 100_000)
            #expect(try kept.json["entries"]?.number ?? 0 >= before.count)
            #expect(try kept.json["keys"]?.text == world.program.keyFile)
            #expect(try mode(of: file) == 0o600)
            #expect(await server.stop() == 0)

            let new = House(program: world.program).neighbour(at: world.folder.appending(path: "new.sqlite").path)
            let restored = try await new.program.run("restore", file)
            try #require(restored.status == 0, "\(restored.errors)")
            #expect(restored.output.contains("The books in it hold"))
            let again = try await Server.start(new.program)
            #expect(Set(try await practice.visits(again)).isSuperset(of: before))
            #expect(await again.stop() == 0)
            #expect(try leftovers(in: world.folder).isEmpty)
        }
    }

    @Test("what is there is never written over, and what is no backup leaves nothing behind")
    func refusals() async throws {
        try await World.with { world in
            try #require(try await world.program.run("migrate").status == 0)
            let file = world.folder.appending(path: "kept.sqlite").path
            try #require(try await world.program.run("backup", file).status == 0)
            let kept = try Data(contentsOf: URL(filePath: file))
            let twice = try await world.program.run("backup", file)
            #expect(twice.status == 1)
            #expect(twice.errors.contains("There is a \(file) already"))
            #expect(try Data(contentsOf: URL(filePath: file)) == kept)
            let over = try await world.program.run("restore", file)
            #expect(over.status == 1)
            #expect(over.errors.contains("There is a \(world.program.database) already"))

            let new = House(program: world.program).neighbour(at: world.folder.appending(path: "new.sqlite").path)
            let letter = world.folder.appending(path: "letter.txt")
            try Data(String(repeating: "Dear Sir or Madam, ", count: 100).utf8).write(to: letter)
            for other in [letter.path, world.folder.appending(path: "nowhere.sqlite").path] {
                let refused = try await new.program.run("restore", other)
                #expect(refused.status == 1)
                #expect(refused.errors.split(separator: "\n").count == 1)
                #expect(!FileManager.default.fileExists(atPath: new.program.database))
            }
            let nowhere = try await world.program.run("backup", world.folder.appending(path: "no/folder.sqlite").path)
            #expect(nowhere.status == 1)
            #expect(nowhere.errors.contains("No such file or directory"))
            #expect(try leftovers(in: world.folder).isEmpty)
        }
    }

    @Test("of several that write one file at once, one does, and it is whole")
    func atOnce() async throws {
        try await World.with { world in
            try #require(try await world.program.run("migrate").status == 0)
            let file = world.folder.appending(path: "kept.sqlite").path
            let outcomes = try await withThrowingTaskGroup(of: Program.Outcome.self) { group in
                for _ in 0..<6 { group.addTask { try await world.program.run("backup", file) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0.status == 0 } == 1, "\(outcomes.map(\.errors))")
            #expect(try await world.program.run("ledger", "verify", "--database", file).status == 0)
            #expect(try leftovers(in: world.folder).isEmpty)
        }
    }

    @Test("a name is a file's name, and a link to nothing is somebody's")
    func names() async throws {
        try await World.with { world in
            try #require(try await world.program.run("migrate").status == 0)
            let process = world.program.process(["backup", "file:kept.sqlite"])
            process.currentDirectoryURL = world.folder
            process.standardOutput = FileHandle.nullDevice
            try process.start()
            await process.end()
            #expect(process.terminationStatus == 0)
            let kept = world.folder.appending(path: "file:kept.sqlite").path
            #expect(try mode(of: kept) == 0o600)
            #expect(try #require(FileManager.default.contents(atPath: kept)).count > 100_000)

            let dangling = world.folder.appending(path: "link.sqlite").path
            try FileManager.default.createSymbolicLink(atPath: dangling, withDestinationPath: "/nowhere/carnet.sqlite")
            #expect(try await world.program.run("backup", dangling).errors.contains("There is a \(dangling) already"))
            let server = try await world.program.run("restore", "postgres://carnet:hunter2@db/carnet")
            #expect(server.status == 1)
            #expect(!server.errors.contains("hunter2"))
            #expect(try leftovers(in: world.folder).isEmpty)
        }
    }

    @Test("with other keys, or without any, nothing is kept or restored")
    func keys() async throws {
        try await World.with { world in
            try #require(try await world.program.run("migrate").status == 0)
            let file = world.folder.appending(path: "kept.sqlite").path
            try #require(try await world.program.run("backup", file).status == 0)
            let other = House.file("other.sqlite", in: world)
            try #require(try await other.program.run("migrate").status == 0)
            var keyless = world.program
            keyless.keys = other.program.keyFile
            let second = world.folder.appending(path: "second.sqlite").path
            #expect(try await keyless.run("backup", second).errors.contains(other.program.keyFile))
            var program = world.program
            program.database = world.folder.appending(path: "new.sqlite").path
            for keys in [other.program.keyFile, world.folder.appending(path: "no.keys").path] {
                program.keys = keys
                let refused = try await program.run("restore", file)
                #expect(refused.status == 1)
                #expect(refused.errors.contains(keys), "\(refused.errors)")
                #expect(!FileManager.default.fileExists(atPath: program.database))
            }
            #expect(try leftovers(in: world.folder).isEmpty)
        }
    }

    private func mode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    /// What a copy under way has left.
    private func leftovers(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains(".partial") }
    }
}
