import Foundation
import Logging
import Store
import StoreSQLite
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

    @Test("the address of a server of another kind is no file's name: it is refused with what to write")
    func unknownScheme() async throws {
        try await World.with { world in
            let refused = try await world.program.run("migrate", "--database", "postgress://carnet@localhost/carnet")
            #expect(refused.status == 1)
            #expect(refused.errors.contains("postgress://"), "\(refused.errors)")
            #expect(refused.errors.contains("postgres://USER@HOST/NAME"), "\(refused.errors)")
        }
    }

    @Test(
        "half of a server's address, or libpq's keywords, are no file's name: what to write is said, and no password",
        arguments: [
            "host=127.0.0.1 dbname=carnet password=pw-Secret-77",
            "sslmode=require user = carnet password = pw-Secret-77",
            "host=localhost password=pw-Secret-77://", "postgres:carnet:pw-Secret-77@localhost/carnet",
            "carnet:pw-Secret-77@localhost/carnet",
        ]
    )
    func noAddress(text: String) async throws {
        try await World.with { world in
            for command in [["ledger", "verify"], ["migrate"], ["copy", "--from", "there.sqlite", "--to", text]] {
                var program = world.program
                program.database = text
                let refused = try await program.run(command)
                #expect(refused.status == 1)
                #expect(refused.errors.split(separator: "\n").count == 1, "\(refused.errors)")
                #expect(refused.errors.contains("postgres://USER@HOST/NAME"), "\(refused.errors)")
                #expect(!refused.errors.contains("Secret"), "\(refused.errors)")
            }
        }
    }

    @Test("B47: anybody with the database proves the books; its keys aren't needed, and none are made")
    func proofWithoutKeys() async throws {
        try await World.with { world in
            try #require(try await world.program.run("migrate").status == 0)
            let keys = world.program.keyFile
            try FileManager.default.removeItem(atPath: keys)
            let proof = try await world.program.run("ledger", "verify")
            #expect(proof.status == 0, "\(proof.errors)")
            #expect(!FileManager.default.fileExists(atPath: keys))
        }
    }

    @Test("B1: a mistyped agreement's refusal names --replace, which mends it")
    func mistypedAgreement() async throws {
        try await World.with { world in
            _ = try await world.program.setUp()
            func agree(_ price: String, _ more: String...) async throws -> Program.Outcome {
                let arguments = ["agreement", "add", "--employer", "ACME", "--from", "2150-01-01", "--package", price]
                return try await world.program.run(arguments + more)
            }
            #expect(try await agree("primary=4500,35000").status == 0)
            let refused = try await agree("primary=4500,3500")
            #expect(refused.status == 1)
            #expect(refused.errors.contains("--replace"), "\(refused.errors)")
            let mended = try await agree("primary=4500,3500", "--replace")
            #expect(mended.status == 0, "\(mended.errors)")
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
            #expect(outcome.errors == "Error: \(file.path) isn't a database. Name Carnet's own file with --database.\n")
            #expect(try Data(contentsOf: file) == text)
        }
    }

    @Test(
        "another program's database is named as such by whatever opens one, and not touched",
        arguments: [false, true]
    )
    func anotherProgramsDatabase(hasLog: Bool) async throws {
        try await World.with { world in
            let folder = world.folder.appending(path: "other")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let file = folder.appending(path: "another's ?#%.sqlite")
            try await makeDatabase(file) { try $0.run("CREATE TABLE invoice (id INTEGER PRIMARY KEY)") }
            if !hasLog { try SQLiteFile.makeOne(file.path) }
            let before = try Data(contentsOf: file)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            let keys = folder.appending(path: "carnet.keys").path
            var program = world.program
            (program.database, program.keys) = (file.path, keys)
            for command in [
                ["migrate"], ["serve", "--port", "0"], ["seed"], ["partner", "list"], ["ledger", "verify"],
            ] {
                let outcome = try await program.run(command)
                #expect(outcome.status == 1)
                let advice = "it holds the table invoice, and nothing of Carnet's. Name another."
                #expect(outcome.errors == "Error: \(file.path) is another program's database: \(advice)\n")
            }
            try #require(try await world.program.run("migrate").status == 0)
            var kept = world.program
            (kept.database, kept.keys) = (folder.appending(path: "new.sqlite").path, world.program.keyFile)
            let copied = try await world.program.run("copy", "--from", file.path, "--to", kept.database)
            let restored = try await kept.run("restore", file.path)
            for outcome in [copied, restored] {
                #expect(outcome.status == 1)
                #expect(outcome.errors.contains("\(file.path) is another program's database"), "\(outcome.errors)")
            }
            #expect(try Data(contentsOf: file) == before)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == names)
        }
    }

    @Test("an empty file, and a database without any table, become Carnet's")
    func emptyDatabase() async throws {
        try await World.with { world in
            let (empty, bare) = (world.folder.appending(path: "empty"), world.folder.appending(path: "bare"))
            try Data().write(to: empty)
            try await makeDatabase(bare) { _ in }
            var program = world.program
            for file in [empty, bare] {
                (program.database, program.keys) = (file.path, file.path + ".keys")
                let outcome = try await program.run("migrate")
                #expect(outcome.status == 0, "\(outcome.errors)")
            }
        }
    }

    /// A database that Carnet hasn't made.
    private func makeDatabase(_ file: URL, _ body: @escaping @Sendable (Session) throws -> Void) async throws {
        let store = try SQLiteStore(path: file.path, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await store.write(body)
        try await store.close()
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

    @Test("migrate says what it did, as JSON too")
    func migrate() async throws {
        try await World.with { world in
            for _ in 0..<2 {
                let outcome = try await world.program.run("migrate", "--json")
                #expect(outcome.status == 0)
                #expect(try outcome.json["migrations"]?.number ?? 0 > 5)
            }
        }
    }

    @Test("B11a: where a second approval is asked for, --apply refuses with what to do, and changes nothing")
    func approval() async throws {
        try await World.with { world in
            _ = try await world.program.setUp()
            let changed = try await world.program.run(
                "employer",
                "change",
                "--code",
                "ACME",
                "--second-approval",
                "--json"
            )
            #expect(try changed.json["secondApproval"]?.bool == true)
            let file = world.folder.appending(path: "roster.csv")
            try Data("employee_number,given_name,family_name,package\n1,Ana,Pop,primary\n".utf8).write(to: file)
            let arguments = ["roster", "import", file.path, "--employer", "ACME"]
            let refused = try await world.program.run(arguments + ["--apply"])
            #expect(refused.status == 1)
            #expect(refused.errors.contains("second HR user's approval"))
            #expect(refused.errors.contains("carnet roster apply ros_"))
            let id = try #require(refused.errors.firstMatch(of: /ros_[0-9a-z]{26}/).map { String($0.0) })
            let early = try await world.program.run("roster", "apply", id)
            #expect(early.status == 1)

            let server = try await Server.start(world.program)
            let hr = try await server.signIn("hr@acme.example", "hr password of the test")
            #expect(try await server.post("/v1/rosters/\(id)/approval", token: hr).status == 201)
            #expect(await server.stop() == 0)
            let applied = try await world.program.run("roster", "apply", id, "--json")
            #expect(applied.status == 0, "\(applied.errors)")
            #expect(try applied.json["state"]?.text == "applied")

            _ = try await world.program.run("employer", "change", "--code", "ACME", "--no-second-approval")
            let again = try await world.program.run(arguments + ["--apply", "--json"])
            #expect(try again.json["counts"]?["unchanged"]?.number == 1)
        }
    }

    @Test("B1: an employer is suspended and reinstated; what can't be is one line and exit 1")
    func suspension() async throws {
        try await World.with { world in
            _ = try await world.program.run("employer", "add", "--code", "ACME", "--name", "Acme SRL")
            let suspend = ["employer", "suspend", "--code", "ACME", "--reason", "Unpaid since October"]
            let suspended = try await world.program.run(suspend)
            #expect(suspended.status == 0, "\(suspended.errors)")
            #expect(suspended.output.contains("until further notice: Unpaid since October"))
            let again = try await world.program.run(suspend)
            #expect(again.status == 1)
            #expect(again.errors.contains("Lift that suspension first."))
            let reinstated = try await world.program.run("employer", "reinstate", "--code", "ACME", "--json")
            #expect(try reinstated.json["suspensions"]?[0]?["reason"]?.text == "Unpaid since October")
            #expect(try reinstated.json["suspensions"]?[0]?["until"]?.text != nil)
            let shown = try await world.program.run("employer", "show", "--code", "ACME")
            #expect(shown.output.contains("when its people are served again: Unpaid since October"))
            #expect(try await world.program.run("employer", "reinstate", "--code", "ACME").status == 1)
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

    @Test("B3, B6: a preview names the lines that are refused and those to look at, and writes the refused rows")
    func findings() async throws {
        try await World.with { world in
            _ = try await world.program.setUp()
            let file = world.folder.appending(path: "roster.csv")
            let text = """
                Marca,Prenume,Nume,E-mail serviciu,Tip pachet
                1,Ana,Pop,home@acme.example,primary
                2,Ion,Pop,home@acme.example,primary
                3,Eva,Ene,eva@acme.example,platinum
                TOTAL,,3,,
                """
            try Data(text.utf8).write(to: file)
            let refused = world.folder.appending(path: "refused.csv")
            let shown = try await world.program.run(
                "roster",
                "import",
                file.path,
                "--employer",
                "ACME",
                "--refused",
                refused.path
            )
            #expect(shown.status == 0, "\(shown.errors)")
            #expect(shown.output.contains("3 rows: 2 join"))
            #expect(shown.output.contains("Refused:\n  line 4: Tip pachet: "))
            #expect(shown.output.contains("Look at:\n  line 2: E-mail serviciu: "))
            let rows = try String(contentsOf: refused, encoding: .utf8).split(whereSeparator: \.isNewline)
            #expect(rows.count == 2)
            #expect(rows.last?.hasPrefix("3,Eva,Ene,eva@acme.example,platinum,") == true)
        }
    }

    @Test("B6: the refused rows are never written over the file that they come from, by whatever path")
    func refusedOverUpload() async throws {
        try await World.with { world in
            _ = try await world.program.setUp()
            let file = world.folder.appending(path: "roster.csv")
            let (link, twin) = (world.folder.appending(path: "link.csv"), world.folder.appending(path: "twin.csv"))
            let text = "employee_number,given_name,family_name,package\n1,Ana,Pop,platinum\n"
            try Data(text.utf8).write(to: file)
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
            try FileManager.default.linkItem(at: file, to: twin)
            let around = world.folder.path + "/../\(world.folder.lastPathComponent)/roster.csv"
            for path in [file.path, around, link.path, twin.path] {
                let refused = try await world.program.run(
                    ["roster", "import", file.path, "--employer", "ACME", "--refused", path]
                )
                #expect(refused.status == 1)
                #expect(refused.errors.split(separator: "\n").count == 1)
                #expect(refused.errors.contains("--refused"))
                #expect(try String(contentsOf: file, encoding: .utf8) == text)
            }
        }
    }

    @Test("B3: a preview shows the first of who joins, leaves and changes, and where the rest is; so does one on hold")
    func difference() async throws {
        try await World.with { world in
            _ = try await world.program.setUp()
            let file = world.folder.appending(path: "roster.csv")
            let header = "employee_number,given_name,family_name,email,package\n"
            func row(_ number: Int, _ email: String) -> String { "\(number),Ana,Pop,\(email),primary\n" }
            func run(_ rows: [String], _ options: String...) async throws -> Program.Outcome {
                try Data((header + rows.joined()).utf8).write(to: file)
                return try await world.program.run(["roster", "import", file.path, "--employer", "ACME"] + options)
            }
            let long = String(repeating: "a", count: 60) + "@acme.example"
            let first = (101...140).map { row($0, "\($0)@acme.example") }
            let joining = try await run(first)
            #expect(joining.output.contains("40 rows: 40 join"))
            #expect(joining.output.contains("\n  101  Ana Pop, primary\n"))
            #expect(!joining.output.contains("\n  111  "))
            let id = try #require(joining.output.firstMatch(of: /ros_[0-9a-z]{26}/).map { String($0.0) })
            #expect(joining.output.contains("  … and 30 more: GET /v1/rosters/\(id)/differences?kind=join\n"))
            #expect(try await run(first, "--apply").status == 0)

            let next = [row(101, ""), row(102, long)] + first[2..<30] + [row(200, "200@acme.example")]
            let held = try await run(next, "--apply")
            #expect(held.status == 1)
            // On a busy machine, progress comes before it.
            #expect(
                held.errors.hasSuffix(
                    "Error: 10 people would lose their coverage. If that is right, add --confirm-leavers 10; if not, "
                        + "mend the days in the file, or use --mode delta where it isn't the whole list.\n"
                )
            )
            #expect(held.output.contains("\n  200  Ana Pop, primary\n"))
            #expect(held.output.contains("\n  140  Ana Pop, primary\n"))
            #expect(held.output.contains("\n  101  Ana Pop\n       email: 101@acme.example → (empty)\n"))
            #expect(held.output.contains("\n       email: 102@acme.example → \(long.prefix(60))"))
            #expect(!held.output.contains("more: GET"))
            let lines = held.output.split(separator: "\n").filter { $0.hasPrefix("  ") }
            #expect(lines.map(\.count).max() == 100)
            #expect(lines.filter { $0.hasSuffix("…") }.count == 1)
            let asked = try await run(next, "--json")
            #expect(try asked.json["counts"]?["leaves"]?.number == 10)
            #expect(!asked.output.contains("102@acme.example"))
        }
    }

    @Test("a folder in the place of a roster is named as one, and a hint names the command's own option")
    func importHints() async throws {
        try await World.with { world in
            _ = try await world.program.setUp()
            let folder = try await world.program.run("roster", "import", world.folder.path, "--employer", "ACME")
            #expect(folder.status == 1)
            #expect(folder.errors.contains("is a folder"))
            let file = world.folder.appending(path: "roster.csv")
            let header = "employee_number,given_name,family_name,package,start_date\n"
            try Data((header + "1,Ana,Pop,primary,03/04/2020\n").utf8).write(to: file)
            let dates = try await world.program.run("roster", "import", file.path, "--employer", "ACME")
            #expect(dates.status == 1)
            #expect(dates.errors.contains("--dates dmy or --dates mdy"))
            try Data("Marca,Nume și prenume,Pachet\n1,Pop Ion,primary\n".utf8).write(to: file)
            let names = try await world.program.run("roster", "import", file.path, "--employer", "ACME")
            #expect(names.errors.contains("--names family-first or --names given-first"))
        }
    }

    @Test(
        "wrong usage is exit 64, and --help helps",
        arguments: [
            [], ["roster"], ["roster", "import"], ["payroll", "export"], ["nonsense"], ["settlement"],
            ["tariff", "add", "--partner", "P001", "--from", "2026-01-01"],
            ["tariff", "add", "--partner", "P001", "--from", "2026-01-01", "--service", "ecg=-1"],
            ["employer", "add", "--code", "X", "--name", "X", "--country", "XX"],
            ["employer", "change", "--code", "X"],
        ]
    )
    func usage(arguments: [String]) async throws {
        try await World.with { world in
            let refused = try await world.program.run(arguments)
            #expect(refused.status == 64)
            #expect(refused.output.isEmpty)
            #expect(refused.errors.lowercased().contains("usage: carnet"))
            let help = try await world.program.run(["--help"])
            #expect(help.status == 0)
            #expect(help.output.contains("carnet demo"))
        }
    }

    @Test("a result that can't be written is no success, and the error says so")
    func fullOutput() async throws {
        try await World.with { world in
            try await world.program.run("migrate")
            let process = world.program.process(["ledger", "seal"])
            let errors = Pipe()
            process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
            process.standardError = errors
            try process.start()
            let text = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            await process.end()
            #expect(process.terminationStatus == 1)
            #expect(text.contains("standard output"), "\(text)")
        }
    }
}
