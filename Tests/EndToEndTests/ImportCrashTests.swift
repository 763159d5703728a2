import Foundation
import Glibc
import Kernel
import Logging
import Store
import TestKit
import Testing

@testable import carnet

/// An import is killed as by a power cut, at any moment, and the program started again.
///
/// `make crashes` does it 50 times with 100,000 rows; CARNET_CRASHES and CARNET_CRASH_ROWS say how often and how large,
/// CARNET_CRASH_SEED which moments, CARNET_TEST_PROGRAM which build.
@Suite("Imports that are killed", .serialized)
struct ImportCrashTests {
    private static let count = setting("CARNET_CRASHES") ?? 4
    private static let rows = setting("CARNET_CRASH_ROWS") ?? 1500
    private static let seed = setting("CARNET_CRASH_SEED") ?? 1

    private static func setting(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap(Int.init)
    }

    @Test("B4, B7: killed with -9 at any moment and started again, an import completes or is as if it had never been")
    func killed() async throws {
        let (whole, seconds) = try await undisturbed()
        print("Undisturbed, \(Self.rows) rows take \(seconds) s.")
        let random = SeededRandom(seed: UInt64(Self.seed))
        var states: [String: Int] = [:]
        for attempt in 0..<Self.count {
            let moment = Duration.milliseconds(Int(Double(random.next() % 1000) / 1000 * seconds * 1100))
            let note: Comment = "try \(attempt) of seed \(Self.seed), killed after \(moment)"
            try await World.with { world in
                let file = try await prepare(world)
                let found =
                    attempt.isMultiple(of: 2)
                    ? try await killCommand(world, file, after: moment, whole, note)
                    : try await killServer(world, file, after: moment, whole, note)
                states[found, default: 0] += 1
                print("Try \(attempt + 1) of \(Self.count), killed after \(moment): \(found)")
                let after = try await content(of: world)
                #expect(after.count == whole.count, note)
                let apart = Set(after).symmetricDifference(whole).sorted().prefix(4)
                #expect(apart.isEmpty, note)
                #expect(try await world.program.run("ledger", "verify").status == 0, note)
            }
        }
        print("Killed \(Self.count) times; the import was then: \(states.sorted { $0.key < $1.key })")
    }

    @Test("B4: a command beside a server watches the server apply, and does nothing twice")
    func besideServer() async throws {
        try await World.with { world in
            let file = try await prepare(world)
            let server = try await Server.start(world.program)
            let hr = try await server.signIn("hr@acme.example", "hr password of the test")
            let imported = try await world.program.run("roster", "import", file.path, "--employer", "ACME", "--json")
            let id = try #require(try imported.json["id"]?.text)
            #expect(try await server.post("/v1/rosters/\(id)/application", token: hr).status == 202)
            let applied = try await world.program.run("roster", "apply", id, "--json")
            #expect(applied.status == 0, "\(applied.errors)")
            #expect(try applied.json["state"]?.text == "applied")
            #expect(try await content(of: world).count == Self.rows)
            #expect(await server.stop() == 0)
        }
    }

    /// What an import that nobody disturbs comes to, and how long it takes.
    private func undisturbed() async throws -> ([String], seconds: Double) {
        try await World.with { world in
            let file = try await prepare(world)
            let begun = ContinuousClock.now
            let outcome = try await world.program.run(arguments(file))
            try #require(outcome.status == 0, "\(outcome.errors)")
            return (try await content(of: world), begun.duration(to: .now) / .seconds(1))
        }
    }

    private func prepare(_ world: World) async throws -> URL {
        _ = try await world.program.setUp()
        let file = world.folder.appending(path: "roster.csv")
        let generated = try await world.program.run("roster", "generate", "--rows", "\(Self.rows)")
        try Data(generated.output.utf8).write(to: file)
        return file
    }

    private func arguments(_ file: URL) -> [String] {
        ["roster", "import", file.path, "--employer", "ACME", "--apply", "--json"]
    }

    /// Kills `roster import --apply`, looks, and runs it again.
    private func killCommand(
        _ world: World,
        _ file: URL,
        after moment: Duration,
        _ whole: [String],
        _ note: Comment
    ) async throws -> String {
        let process = world.program.process(arguments(file))
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.start()
        // What is cut short is another process, which has no clock of ours.
        try await Task.sleep(for: moment)
        kill(process.processIdentifier, SIGKILL)
        await process.end()
        let state = try await stateOfLatest(world)
        let between = try await content(of: world)
        #expect(between.isEmpty || between == whole, note)
        let again = try await world.program.run(arguments(file))
        #expect(again.status == 0, "\(note): \(again.errors)")
        let counts = try again.json["counts"]
        let isNew = state != "applied" && state != "applying"
        #expect(counts?["joins"]?.number == (isNew ? Self.rows : 0), note)
        #expect(counts?["unchanged"]?.number == (isNew ? 0 : Self.rows), note)
        return "command \(state)"
    }

    /// Kills a server amid upload, reading or application, starts another, and uploads again what was lost.
    private func killServer(
        _ world: World,
        _ file: URL,
        after moment: Duration,
        _ whole: [String],
        _ note: Comment
    ) async throws -> String {
        let server = try await Server.start(world.program)
        let hr = try await server.signIn("hr@acme.example", "hr password of the test")
        let work = Task { try await apply(file, at: server, hr: hr) }
        try await Task.sleep(for: moment)
        await server.kill()
        // Whoever uploaded may have got an answer, or a broken connection.
        _ = await work.result
        let state = try await stateOfLatest(world)
        let between = try await content(of: world)
        #expect(between.isEmpty || between == whole, note)

        let next = try await Server.start(world.program)
        let token = try await next.signIn("hr@acme.example", "hr password of the test")
        if state == "applying" || state == "applied" {
            let history = try await next.get("/v1/employers/\(try await employer(of: world))/rosters", token: token)
                .json
            let id = try #require(history.items.first?["id"]?.text)
            #expect(try await next.settled(id, hr: token)["state"]?.text == "applied", note)
        } else {
            try await apply(file, at: next, hr: token)
        }
        #expect(await next.stop() == 0, note)
        return "server \(state)"
    }

    private func apply(_ file: URL, at server: Server, hr: String) async throws {
        let me = try await server.get("/v1/me", token: hr).json
        let employer = try #require(me["employerId"]?.text)
        let started = try await server.call(
            "POST",
            "/v1/employers/\(employer)/rosters",
            token: hr,
            headers: ["Content-Type": "text/csv"],
            body: try Data(contentsOf: file)
        )
        let id = try #require(try started.json["id"]?.text)
        let read = try await server.settled(id, hr: hr)
        guard read["state"]?.text == "ready" else { throw Complaint("the roster is \(read)") }
        _ = try await server.post("/v1/rosters/\(id)/application", token: hr)
        let applied = try await server.settled(id, hr: hr)
        guard applied["state"]?.text == "applied" else { throw Complaint("the roster is \(applied)") }
    }

    // MARK: The database, past the program

    private func open<T>(_ world: World, _ body: (any Store) async throws -> T) async throws -> T {
        try await House(program: world.program).open(body)
    }

    private func employer(of world: World) async throws -> EmployerID {
        try await open(world) { store in
            let found = try await store.read {
                try $0.first("SELECT id FROM employer", read: { try $0[0] as EmployerID })
            }
            return try #require(found)
        }
    }

    private func stateOfLatest(_ world: World) async throws -> String {
        try await open(world) { store in
            try await store.read { session in
                try session.first("SELECT state FROM roster ORDER BY id DESC LIMIT 1") { try $0[0] as String }
                    ?? "absent"
            }
        }
    }

    /// What counts: each employment with its coverage and its profile. Unless newcomers are being filed, everybody is found,
    /// and nobody else.
    private func content(of world: World) async throws -> [String] {
        try await open(world) { store in
            try await store.read { session in
                if try session.first("SELECT 1 FROM roster WHERE state = 'applying'", read: { _ in true }) == nil {
                    #expect(try session.all(FiledKeys.mistakes) { try $0[0] as String } == [])
                }
                return try session.all(Self.contentSQL) { row in
                    try (0..<14).map { row.isNull($0) ? "-" : try row.text($0) }.joined(separator: "|")
                }
            }
        }
    }

    private static let contentSQL: SQL = """
        SELECT e.employee_number, e.given_name, e.family_name, e.email, e.phone, e.birth_date, e.department, e.package,
            e.starts_on, e.ends_on, c.package, c.starts_on, p.email, p.phone
        FROM live_employment e
        LEFT JOIN live_coverage c ON c.source = e.id
        LEFT JOIN live_profile p ON p.source = e.id
        ORDER BY e.employee_number, c.starts_on, p.email
        """
}
