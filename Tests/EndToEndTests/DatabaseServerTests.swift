import Foundation
import Glibc
import TestKit
import Testing

@Suite("A database server that can't be used", .enabled(if: TestEngine.current == .postgres, "There is no server."))
struct DatabaseServerTests {
    /// What must never be said.
    private static let password = "hunter2-hunter2"

    @Test(
        "a server that isn't there is one line that says what to do, and exit 1",
        arguments: [
            "postgres://carnet:\(password)@/carnet?host=/nonexistent",
            "postgres://carnet:\(password)@127.0.0.1:1/carnet",
            "postgres://carnet@127.0.0.1:1/carnet?password=\(password)",
        ]
    )
    func notThere(address: String) async throws {
        try await expectRefusal(of: address, naming: "that the server runs")
    }

    @Test("a wrong password is one line that says what to do, and exit 1")
    func wrongPassword() async throws {
        try await World.with { world in
            let rules = world.folder.appending(path: "pg_hba.conf")
            try Data("local all all scram-sha-256\n".utf8).write(to: rules)
            let server = try TestServer.start(options: ["hba_file='\(rules.path)'"])
            let address = "postgres://carnet:\(Self.password)@/postgres?host=\(server.folder)"
            try await expectRefusal(of: address, naming: "name and password in --database")
            try server.stop()
        }
    }

    @Test("a user or a database that doesn't exist is one line that names it, and exit 1")
    func unknownNames() async throws {
        let server = try TestServer.shared()
        try await expectRefusal(
            of: "postgres://stranger:\(Self.password)@/postgres?host=\(server.folder)",
            naming: "role \"stranger\" does not exist"
        )
        try await expectRefusal(of: server.uri(of: "nowhere"), naming: "database \"nowhere\" does not exist")
    }

    @Test(
        "an address that can't be read is one line that says how to write it, and exit 1",
        arguments: [
            "postgres://carnet:\(password)@[::1/carnet", "postgres://carnet:\(password)%zz@localhost/carnet",
            "postgres://carnet:at@\(password)@localhost/carnet", "postgres://carnet@localhost/carnet?pass=\(password)",
            // What libpq takes for a port, a host, a port without a host, and one that is too large.
            "postgres://carnet:p@ss:\(password)/rd@127.0.0.1:1/carnet",
            "postgres://carnet:p@\(password)/rd@127.0.0.1/carnet",
            "postgres://carnet:\(password)/carnet", "postgres://carnet:\(password)/rd@127.0.0.1/carnet",
            "postgres://carnet@localhost:99999/carnet?application_name=\(password)",
        ]
    )
    func unreadable(address: String) async throws {
        try await expectRefusal(of: address, naming: "postgres://USER:PASSWORD@HOST:PORT/NAME")
    }

    @Test("a schema newer than the program is one line that names it, and exit 1")
    func newerSchema() async throws {
        try await World.with { world in
            try #require(try await world.program.run("migrate").status == 0)
            let database = try #require(world.database)
            _ = try TestServer.shared().query(database, "INSERT INTO migration (name, at) VALUES ('desk/9999', 0)")
            try await expectRefusal(world.program, naming: "desk/9999")
        }
    }

    @Test("a user who may not use the tables is one line that says what to do; a server answers 503 until they may")
    func noRights() async throws {
        try await World.with { world in
            try #require(try await world.program.run("migrate").status == 0)
            let (server, database) = (try TestServer.shared(), try #require(world.database))
            let user = "guest_\(database.lowercased().filter { $0 != "-" })"
            _ = try server.query(database, "CREATE ROLE \(user) LOGIN")
            var guest = world.program
            guest.database = server.uri(of: database).replacing("carnet@", with: "\(user)@")
            try await expectRefusal(
                guest,
                naming: "permission denied for table migration. Let its owner GRANT it, or connect"
            )
            _ = try server.query(database, "GRANT ALL ON ALL TABLES IN SCHEMA public TO \(user)")
            let serving = try await Server.start(guest)
            _ = try server.query(database, "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM \(user)")
            let credentials = ["identifier": "hr@acme.example", "password": "a password of the test"]
            for answer in [try await serving.get("/ready"), try await serving.post("/v1/sessions", credentials)] {
                #expect(answer.status == 503, "\(answer.text)")
                #expect(answer.headers["retry-after"] == "30")
                #expect(try answer.json["type"]?.text?.hasSuffix("unavailable") == true, "\(answer.text)")
            }
            _ = try server.query(database, "GRANT ALL ON ALL TABLES IN SCHEMA public TO \(user)")
            let ready = try await serving.get("/ready")
            #expect(ready.status == 200)
            #expect(await serving.stop() == 0)
        }
    }

    @Test("on a database that its operator has frozen, what only reads starts, and what writes is refused")
    func frozen() async throws {
        try await World.with { world in
            _ = try await world.program.setUp()
            let (server, database) = (try TestServer.shared(), try #require(world.database))
            _ = try server.query("postgres", "ALTER DATABASE \"\(database)\" SET default_transaction_read_only = on")
            let reports = ["--output", world.folder.appending(path: "Reports").path]
            let month = String(Date().ISO8601Format().prefix(7))
            let payroll = ["payroll", "export", "--employer", "ACME", "--month", month] + reports
            let settlement = ["settlement", "export", "--partner", "P001", "--month", month] + reports
            for command in [
                ["employer", "show", "--code", "ACME"], payroll, settlement, ["migrate"], ["partner", "list"],
            ] {
                let outcome = try await world.program.run(command)
                #expect(outcome.status == 0, "\(command): \(outcome.errors)")
            }
            let closing = try await world.program.run(payroll + ["--close"])
            #expect(closing.status == 1)
            #expect(closing.errors.contains("default_transaction_read_only"), "\(closing.errors)")
            let serving = try await Server.start(world.program)
            let ready = try await serving.get("/ready")
            #expect(ready.status == 200, "\(ready.text)")
            let password = "hr password of the test"
            let signIn = try await serving.post(
                "/v1/sessions",
                ["identifier": "hr@acme.example", "password": password]
            )
            #expect(signIn.status == 503, "\(signIn.text)")
            #expect(await serving.stop() == 0)
        }
    }

    @Test("another program's schema is named as such, and not touched; an extension's tables are nobody's")
    func anotherProgramsSchema() async throws {
        try await World.with { world in
            let (server, database) = (try TestServer.shared(), try #require(world.database))
            _ = try server.query(database, "CREATE TABLE invoice (id bigint PRIMARY KEY)")
            try await expectRefusal(world.program, naming: "holds the table invoice, and nothing of Carnet's")
            let migrated = try await world.program.run("migrate")
            #expect(migrated.status == 1)
            let tables =
                "SELECT string_agg(relname, ',') FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            #expect(try server.query(database, tables) == "invoice")
            _ = try server.query(database, "ALTER EXTENSION plpgsql ADD TABLE invoice")
            let beside = try await world.program.run("migrate")
            #expect(beside.status == 0, "\(beside.errors)")
        }
    }

    @Test("what a killed program was waiting for on the server ends with it")
    func killed() async throws {
        let server = try TestServer.start()
        try await World.with(server: server) { world in
            try #require(try await world.program.run("migrate").status == 0)
            let database = try #require(world.database)
            func locks(_ condition: String) throws -> String {
                let table = "relation = 'migration'::regclass"
                return try server.query(database, "SELECT COUNT(*) FROM pg_locks WHERE \(table) AND \(condition)")
            }
            let blocker = Process()
            blocker.executableURL = URL(filePath: server.client("psql"))
            let statements = "BEGIN; LOCK TABLE migration; SELECT pg_sleep(600)"
            blocker.arguments = ["-h", server.folder, "-U", "carnet", "-d", database, "-c", statements]
            blocker.standardOutput = FileHandle.nullDevice
            blocker.standardError = FileHandle.nullDevice
            try blocker.start()
            // What is met in the middle are other processes, which have no clock of ours.
            while try locks("granted AND mode = 'AccessExclusiveLock'") != "1" {
                try await Task.sleep(for: .milliseconds(10))
            }
            let process = world.program.process(["partner", "list"])
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.start()
            while try locks("NOT granted") != "1" { try await Task.sleep(for: .milliseconds(10)) }
            kill(process.processIdentifier, SIGKILL)
            await process.end()
            while try locks("NOT granted") != "0" { try await Task.sleep(for: .milliseconds(10)) }
            // It didn't wait until the lock, or the statement, took too long.
            let log = try String(contentsOfFile: "\(server.folder)/log", encoding: .utf8)
            #expect(log.contains("connection to client lost"))
            #expect(!log.contains("timeout"))
            kill(blocker.processIdentifier, SIGKILL)
            await blocker.end()
        }
        try server.stop()
    }

    @Test("without the name of a key file nothing is made, and the line says why")
    func noKeys() async throws {
        try await World.with { world in
            var program = world.program
            program.keys = nil
            try await expectRefusal(program, naming: "CARNET_KEYS=PATH")
        }
    }

    private func expectRefusal(of address: String, naming what: String) async throws {
        try await World.with { world in
            var program = world.program
            program.database = address
            try await expectRefusal(program, naming: what)
        }
    }

    private func expectRefusal(_ program: Program, naming what: String) async throws {
        for command in [["serve", "--port", "0"], ["partner", "list"]] {
            let outcome = try await program.run(command)
            #expect(outcome.status == 1)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
            #expect(outcome.errors.contains(what), "\(outcome.errors)")
            #expect(!outcome.errors.contains(Self.password))
            #expect(outcome.errors.firstMatch(of: /[.?!][.?!]/) == nil, "\(outcome.errors)")
        }
    }
}
