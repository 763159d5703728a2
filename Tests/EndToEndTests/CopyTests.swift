import Foundation
import Glibc
import Store
import TestKit
import Testing

@testable import carnet

/// From a file to a database on the engine of this run, and back to a file.
@Suite("Moving house")
struct CopyTests {
    @Test("everything moves there and back, and the copy gives the same answers")
    func sameAnswers() async throws {
        try await World.with { world in
            let old = House.file("old.sqlite", in: world)
            let month = String(Date().ISO8601Format().prefix(7))
            try await live(in: old, world, month: month)
            let sealed = try await old.program.run("ledger", "seal")
            try #require(sealed.status == 0, "\(sealed.errors)")
            let new = old.neighbour(at: world.program.database)
            // A schema, and nothing in it, is empty.
            try #require(try await new.program.run("migrate").status == 0)

            let moved = try await old.move(to: new)
            try #require(moved.status == 0, "\(moved.errors)")
            let report = try moved.json
            #expect(report["tables"]?.number ?? 0 > 50)
            #expect(report["rows"]?.number == (try await old.rows()))
            #expect(report["rowsPerSecond"]?.number ?? 0 > 0)
            #expect(report["seconds"] != nil)
            #expect(report["entries"]?.number ?? 0 >= 3)
            #expect(report["keys"]?.text == old.program.keyFile)
            #expect(report["wasComplete"]?.bool == false)
            #expect(try await new.contents() == (try await old.contents()))
            // Said again, it finds nothing to do.
            let again = try await old.move(to: new)
            try #require(again.status == 0, "\(again.errors)")
            #expect(try again.json["wasComplete"]?.bool == true)
            #expect(try again.json["rows"]?.number == report["rows"]?.number)

            // What was sealed there is proven here.
            let root = sealed.output.trimmingCharacters(in: .newlines)
            let proven = try await new.program.run("ledger", "verify", "--seal", root)
            #expect(proven.status == 0, "\(proven.errors)")

            let answers = try await answers(of: old, world, month: month)
            #expect(answers.count == 8)
            #expect(try await self.answers(of: new, world, month: month) == answers)

            let back = old.neighbour(at: world.folder.appending(path: "back.sqlite").path)
            let contents = try await new.contents()
            let movedBack = try await new.move(to: back)
            try #require(movedBack.status == 0, "\(movedBack.errors)")
            #expect(try await back.contents() == contents)
        }
    }

    @Test(
        "killed at any moment, again and again, it goes on where it stopped; until it is done nothing else works there"
    )
    func killed() async throws {
        try await World.with { world in
            let old = House.file("old.sqlite", in: world)
            try await fill(old, rows: 6_000, world)
            let new = old.neighbour(at: world.program.database)
            var kills = 0
            for milliseconds in (0..<8).map({ _ in Int.random(in: 100...1_500) }) {
                if try await old.move(to: new, killedAfter: milliseconds) { kills += 1 }
            }
            #expect(kills > 0)
            let done = try await old.move(to: new)
            try #require(done.status == 0, "\(done.errors)")
            #expect(try done.json["rows"]?.number == (try await old.rows()))
            #expect(try await new.contents() == (try await old.contents()))
            #expect(try await new.program.run("ledger", "verify").status == 0)
        }
    }

    @Test("while a copy is under way every command refuses the target in one line, and the same copy finishes it")
    func underWay() async throws {
        try await World.with { world in
            let old = House.file("old.sqlite", in: world)
            try await seed(old)
            let new = old.neighbour(at: world.program.database)
            try #require(try await old.move(to: new).status == 0)
            try await new.tamper("INSERT INTO migration (name, at) VALUES ('copy/under-way', 0)")
            try await new.tamper("DELETE FROM opening_hours")
            try await new.tamper("DELETE FROM package_alias WHERE folded > 'm'")
            for arguments in [["serve", "--port", "0"], ["ledger", "verify"], ["migrate"], ["partner", "list"]] {
                let refused = try await new.program.run(arguments)
                #expect(refused.status == 1)
                #expect(refused.errors.split(separator: "\n").count == 1)
                #expect(refused.errors.contains("running the same `carnet copy` again"))
            }
            let third = old.neighbour(at: world.folder.appending(path: "third.sqlite").path)
            let refused = try await new.move(to: third)
            #expect(refused.status == 1)
            #expect(refused.errors.contains("A copy into this database is under way"))

            let finished = try await old.move(to: new)
            try #require(finished.status == 0, "\(finished.errors)")
            #expect(try await new.contents() == (try await old.contents()))
            #expect(try await new.program.run("partner", "list").status == 0)
        }
    }

    @Test(
        "a source that was changed between two runs is refused, whatever was changed",
        arguments: [
            "UPDATE package SET name_en = name_en || '.' WHERE code = 'primary'",
            "DELETE FROM opening_hours WHERE position = 0",
            "INSERT INTO category (code, name_ro, name_en) VALUES ('aaa', 'a', 'a')",
        ] as [SQL]
    )
    func changed(change: SQL) async throws {
        try await World.with { world in
            let old = House.file("old.sqlite", in: world)
            try await seed(old)
            let new = old.neighbour(at: world.program.database)
            try #require(try await old.move(to: new).status == 0)
            try await new.tamper("INSERT INTO migration (name, at) VALUES ('copy/under-way', 0)")
            try await old.tamper(change)
            let refused = try await old.move(to: new)
            #expect(refused.status == 1)
            #expect(refused.errors.components(separatedBy: "Error:").count == 2)
            #expect(refused.errors.contains("Empty the target and start again"))
            #expect(try await new.program.run("partner", "list").status == 1)
        }
    }

    @Test("a target that isn't empty is refused, and stays as it was")
    func notEmpty() async throws {
        try await World.with { world in
            let old = House.file("old.sqlite", in: world)
            try await seed(old)
            let other = old.neighbour(at: world.program.database)
            try await seed(other)
            let before = try await other.contents()
            let refused = try await old.move(to: other)
            #expect(refused.status == 1)
            #expect(refused.errors.split(separator: "\n").count == 1)
            #expect(refused.errors.contains("isn't empty"))
            #expect(try await other.contents() == before)
        }
    }

    @Test("a source that is the target, of another schema, of other keys or none at all is refused in one line")
    func wrongSources() async throws {
        try await World.with { world in
            let old = House.file("old.sqlite", in: world)
            let new = old.neighbour(at: world.program.database)
            func expectRefusal(naming words: String) async throws {
                let refused = try await old.move(to: new)
                #expect(refused.status == 1)
                #expect(refused.errors.split(separator: "\n").count == 1)
                #expect(refused.errors.contains(words), "\(refused.errors)")
            }
            try await expectRefusal(naming: "There is no database")
            try await seed(old)
            let link = old.neighbour(at: world.folder.appending(path: "link.sqlite").path)
            try FileManager.default.createSymbolicLink(
                atPath: link.program.database,
                withDestinationPath: old.program.database
            )
            #expect(try await old.move(to: link).errors.contains("the same database"))

            let keys = old.program.keyFile
            try FileManager.default.moveItem(atPath: keys, toPath: keys + ".away")
            try await expectRefusal(naming: keys)
            let other = House.file("other.sqlite", in: world)
            try #require(try await other.program.run("migrate").status == 0)
            try FileManager.default.copyItem(atPath: other.program.keyFile, toPath: keys)
            try await expectRefusal(naming: "another database")
            try FileManager.default.removeItem(atPath: keys)
            try FileManager.default.moveItem(atPath: keys + ".away", toPath: keys)

            try await old.tamper("INSERT INTO migration (name, at) VALUES ('desk/9999', 0)")
            try await expectRefusal(naming: "desk/9999")
            try await old.tamper("DELETE FROM migration WHERE name IN ('desk/9999', 'desk/0001')")
            try await expectRefusal(naming: "carnet migrate --database \(old.program.database)")
        }
    }

    @Test(
        "a full disk is one line; with room the same command goes on",
        .enabled(if: geteuid() == 0, "mounting takes root")
    )
    func fullDisk() async throws {
        try await World.with { world in
            let old = House.file("old.sqlite", in: world)
            try await fill(old, rows: 6_000, world)
            let disk = try SmallDisk(megabytes: 10)
            defer { disk.remove() }
            let new = old.neighbour(at: disk.folder.appending(path: "new.sqlite").path)
            let full = try await old.move(to: new)
            #expect(full.status == 1)
            #expect(full.errors.contains("The disk is full"))
            try disk.grow(megabytes: 200)
            let finished = try await old.move(to: new)
            try #require(finished.status == 0, "\(finished.errors)")
            #expect(try await new.contents() == (try await old.contents()))
        }
    }

    @Test(
        "a server that crashes in the middle loses nothing and doubles nothing",
        .enabled(if: TestEngine.current == .postgres, "There is no server.")
    )
    func crashedServer() async throws {
        let server = try TestServer.start()
        try await World.with(server: server) { world in
            let old = House.file("old.sqlite", in: world)
            try await fill(old, rows: 6_000, world)
            let new = old.neighbour(at: world.program.database)
            async let first = old.move(to: new)
            let database = try #require(world.database)
            // What is met in the middle is another process, which has no clock of ours.
            while (try? server.query(database, "SELECT 1 FROM person LIMIT 1")) != "1" {
                try await Task.sleep(for: .milliseconds(10))
            }
            try server.restart()
            // A connection that was cut during a commit ends the run; otherwise it goes on by itself.
            let interrupted = try await first
            if interrupted.status != 0 {
                #expect(interrupted.errors.contains("it goes on where it stopped"), "\(interrupted.errors)")
                let second = try await old.move(to: new)
                try #require(second.status == 0, "\(second.errors)")
            }
            #expect(try await new.contents() == (try await old.contents()))
        }
        try server.stop()
    }

    // MARK: What moves

    private func seed(_ house: House) async throws {
        let outcome = try await house.program.run("seed")
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    /// An employer of that many people.
    private func fill(_ house: House, rows: Int, _ world: World) async throws {
        try await seed(house)
        let roster = world.folder.appending(path: "roster.csv")
        let generated = try await house.program.run("roster", "generate", "--rows", "\(rows)")
        try Data(generated.output.utf8).write(to: roster)
        for arguments in [
            ["employer", "add", "--code", "BIG", "--name", "Big SRL"],
            [
                "agreement", "add", "--employer", "BIG", "--from", "2020-01-01", "--package", "primary=4500,3500",
                "--package", "principal=8900,7500", "--package", "premium=14900,12900",
            ],
            ["roster", "import", roster.path, "--employer", "BIG", "--apply"],
        ] {
            let outcome = try await house.program.run(arguments)
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
    }

    /// Everything that the demo shows, a visit that stays, and a closed month.
    private func live(in house: House, _ world: World, month: String) async throws {
        let process = house.program.process([
            "demo", "--serve", "--port", "0", "--output", world.folder.appending(path: "Reports").path,
        ])
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.start()
        var text = ""
        while !text.contains("# --- end") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { break }
            text += String(decoding: data, as: UTF8.self)
        }
        let begin = try #require(text.range(of: "# --- begin")?.upperBound)
        let end = try #require(text.range(of: "# --- end")?.lowerBound)
        let lines = String(text[begin..<end])
        // Once with the visit cancelled, and once without.
        let kept = lines.split(separator: "\n").filter { !$0.contains("/cancellation") }.joined(separator: "\n")
        for lines in [lines, kept] { _ = try await bash(lines) }
        process.terminate()
        await process.end()
        let closed = try await house.program.run(
            ["payroll", "export", "--employer", "ACME", "--month", month, "--close"]
                + ["--output", world.folder.appending(path: "Closed").path]
        )
        try #require(closed.status == 0, "\(closed.errors)")
    }

    private func bash(_ lines: String) async throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", lines]
        process.currentDirectoryURL = Program.root
        let output = Pipe()
        process.standardOutput = output
        try process.start()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        await process.end()
        return String(decoding: data, as: UTF8.self)
    }

    /// What operators, HR and a member see.
    private func answers(of house: House, _ world: World, month: String) async throws -> [String] {
        let program = house.program
        var answers: [String] = []
        for arguments in [
            ["ledger", "verify", "--json"], ["employer", "show", "--code", "ACME", "--json"],
            ["partner", "list", "--json"],
        ] {
            let outcome = try await program.run(arguments)
            try #require(outcome.status == 0, "\(outcome.errors)")
            answers.append(outcome.output)
        }
        let reports = world.folder.appending(path: "Reports of \(UUID().uuidString)")
        let export = try await program.run(
            ["payroll", "export", "--employer", "ACME", "--month", month, "--output", reports.path]
        )
        try #require(export.status == 0, "\(export.errors)")
        for file in try FileManager.default.contentsOfDirectory(atPath: reports.path).sorted()
        where file.hasSuffix(".csv") {
            answers.append(try String(contentsOf: reports.appending(path: file), encoding: .utf8))
        }
        let server = try await Server.start(program)
        let hr = try await server.signIn("hr@acme.example", DemoWork.password)
        let member = try await server.signIn("ioana.dumitrescu@acme.example", "a long member password")
        let employer = try #require(try JSON(Data(answers[1].utf8))["id"]?.text)
        for (path, token) in [
            ("/v1/employers/\(employer)/employments?limit=200", hr), ("/v1/me/credits", member),
            ("/v1/me/visits", member),
        ] {
            let answer = try await server.get(path, token: token)
            try #require(answer.status == 200, "\(path): \(answer.text)")
            answers.append(answer.text)
        }
        #expect(await server.stop() == 0)
        return answers
    }
}
