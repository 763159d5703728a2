import Foundation
import TestKit
import Testing

@Suite("The command line")
struct CommandLineTests {
    @Test("a file that can't be opened is one line that says what to do, and exit 1")
    func databaseCannotBeOpened() async throws {
        try await World.with { world in
            let outcome = try await world.program.run(
                "migrate",
                "--database",
                world.folder.appending(path: "nowhere/carnet.sqlite").path
            )
            #expect(outcome.status == 1)
            #expect(outcome.errors.split(separator: "\n").count == 1)
            #expect(outcome.errors.contains("Check that its folder exists"))
        }
    }

    @Test(
        "a mistyped path isn't made into a database whose books hold",
        .enabled(if: TestEngine.current == .sqlite, "A server makes no databases.")
    )
    func noDatabase() async throws {
        try await World.with { world in
            let outcome = try await world.program.run("ledger", "verify")
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("--database"))
            #expect(!FileManager.default.fileExists(atPath: world.program.database))
        }
    }

    @Test("a file that is no database is named as such, and not touched")
    func notADatabase() async throws {
        try await World.with { world in
            let file = world.folder.appending(path: "letter.txt")
            let text = Data(String(repeating: "Dear Sir or Madam, ", count: 100).utf8)
            try text.write(to: file)
            let outcome = try await world.program.run("migrate", "--database", file.path)
            #expect(outcome.status == 1)
            #expect(outcome.errors.split(separator: "\n").count == 1)
            #expect(try Data(contentsOf: file) == text)
        }
    }

    @Test("a missing seeds folder is one line that says what to do, and exit 1")
    func missingSeeds() async throws {
        try await World.with { world in
            let outcome = try await world.program.run("seed", "--from", world.folder.appending(path: "none").path)
            #expect(outcome.status == 1)
            #expect(outcome.errors.split(separator: "\n").count == 1)
            #expect(outcome.errors.contains("--from"))
        }
    }

    @Test("a port in use is one line that says what to do, and exit 1")
    func portInUse() async throws {
        try await World.with { world in
            let server = try await Server.start(world.program)
            let port = try #require(server.base.port)
            let second = try await world.program.run("serve", "--port", "\(port)")
            #expect(second.status == 1)
            #expect(second.errors.contains("--port"))
            #expect(await server.stop() == 0)
        }
    }

    @Test("a key file that is missing or another database's is refused, and no new one is made")
    func keys() async throws {
        try await World.with { world in
            try #require(try await world.program.run("migrate").status == 0)
            let keys = world.program.keyFile
            try FileManager.default.moveItem(atPath: keys, toPath: keys + ".away")
            let missing = try await world.program.run("partner", "list")
            #expect(missing.status == 1)
            #expect(missing.errors.contains("CARNET_KEYS"))
            #expect(!FileManager.default.fileExists(atPath: keys))
            try await World.with { other in
                try #require(try await other.program.run("migrate").status == 0)
                try FileManager.default.copyItem(atPath: other.program.keyFile, toPath: keys)
            }
            let wrong = try await world.program.run("partner", "list")
            #expect(wrong.status == 1)
            #expect(wrong.errors.contains("another database"))
        }
    }

    @Test(
        "wrong usage is exit 64, and --help helps",
        arguments: [["roster", "import"], ["payroll", "export"], ["nonsense"]]
    )
    func usage(arguments: [String]) async throws {
        try await World.with { world in
            #expect(try await world.program.run(arguments).status == 64)
            let help = try await world.program.run(["--help"])
            #expect(help.status == 0)
            #expect(help.output.contains("carnet demo"))
        }
    }
}
