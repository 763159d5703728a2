import API
import Desk
import Employers
import Foundation
import Kernel
import Logging
import Partners
import People
import Secrets
import Store
import StoreSQLite

/// Verifications and visits per second over HTTP.
struct DeskBench {
    let world: World

    private static let connections = 64
    private static let service = "consultation-family-medicine"
    private static let password = "the bench's password"
    /// How often visits and what they are measured against take turns.
    private static let turns = 3

    func run(_ table: inout Table) async throws {
        let members = try await activate()
        let (location, token) = try await addDesk()
        let server = try Child(
            World.program,
            ["serve", "--port", "0"],
            environment: world.environment,
            output: world.folder.appending(path: "serve.txt")
        )
        do {
            let base = try await address()
            try await waitForMessages()
            let load = Load(folder: world.folder, seconds: world.options.seconds)
            let plain = try load.run(
                "plain.lua",
                connections: Self.connections,
                url: base + "/health",
                environment: [:]
            )
            let codes = try write(try await codes(of: members), "codes.txt")
            let verifications = try load.run(
                "verify.lua",
                connections: Self.connections,
                url: base,
                environment: ["BENCH_CODES": codes, "BENCH_TOKEN": token, "BENCH_LOCATION": location]
            )
            let proofs = try write(try await verificationIDs(), "verifications.txt")
            // In turn, because the machine's speed drifts.
            var yardsticks: [(name: String, perSecond: Double)] = []
            var turns: [Load.Figures] = []
            for _ in 0..<Self.turns {
                yardsticks += try await self.yardsticks()
                turns.append(
                    try load.run(
                        "visit.lua",
                        connections: Self.connections,
                        url: base,
                        environment: [
                            "BENCH_VERIFICATIONS": proofs, "BENCH_TOKEN": token, "BENCH_SERVICE": Self.service,
                            "BENCH_RUN": UUID().uuidString,
                        ]
                    )
                )
            }
            let visits = Load.Figures(meanOf: turns)
            let usage = server.stop()
            try await check(verifications: verifications, visits: visits)
            table.add(
                "verifications by card over HTTP, \(Self.connections) clients",
                perSecond(verifications),
                "\(whole(plain.perSecond))/s, plain route",
                verifications.perSecond / plain.perSecond,
                peakMiB: usage.peakMiB
            )
            for name in yardsticks.map(\.name).prefix(yardsticks.count / Self.turns) {
                let figures = yardsticks.filter { $0.name == name }.map(\.perSecond)
                let mean = figures.reduce(0, +) / Double(figures.count)
                table.add(
                    "visits over HTTP, \(Self.connections) clients",
                    perSecond(visits),
                    "\(whole(mean))/s, \(name)",
                    visits.perSecond / mean,
                    peakMiB: usage.peakMiB
                )
            }
        } catch {
            _ = server.stop()
            throw error
        }
    }

    private func perSecond(_ figures: Load.Figures) -> String {
        let refused = figures.refused == 0 ? "" : ", \(figures.refused) refused"
        return "\(whole(figures.perSecond))/s, p99 \(String(format: "%.1f", figures.p99Milliseconds)) ms\(refused)"
    }

    /// A member as the bench knows it.
    private struct Member: Sendable {
        let card: String
        let secret: TimeBasedCode
    }

    /// The rooms over the world's database, with passwords that cost nothing.
    private func services() async throws -> Services {
        var logger = Logger(label: "bench")
        logger.logLevel = .error
        let store = try world.store()
        return Services(store: store, vault: try world.vault(), hasher: PasswordHasher(cost: 16), logger: logger)
    }

    /// Activates as many members as were asked for, as they would themselves.
    private func activate() async throws -> [Member] {
        let services = try await services()
        let (people, employers) = (services.people, services.employers)
        guard let code = EmployerCode("BENCH") else { throw BenchFailure("no employer") }
        let employer = try await services.store.read { try employers.employer(code: code, in: $0).id }
        let terms = try await services.store.read { session in
            try people.currentText(.terms, on: Zone.bucharest.day(at: session.now), language: .ro, in: session).version
        }
        let hash = try await services.hasher.hash(Self.password)
        var members: [Member] = []
        var cursor: String?
        repeat {
            let query = EmploymentQuery(limit: 200, cursor: cursor)
            let page = try await services.store.read { try employers.employments(of: employer, query, in: $0) }
            let offset = members.count
            members += try await services.store.write { session in
                try page.items.enumerated().compactMap { position, item -> Member? in
                    guard let email = item.employment.email else { return nil }
                    let number = offset + position
                    let start = try people.startActivation(
                        identifier: email,
                        address: "10.\(number >> 16).\(number >> 8 & 255).\(number & 255)",
                        in: session
                    )
                    guard let digits = start.code?.digits else { return nil }
                    _ = try people.completeActivation(
                        start.id,
                        code: digits,
                        passwordHash: hash,
                        termsVersion: terms,
                        in: session
                    ).get()
                    let card = try people.card(of: item.employment.person, in: session)
                    return try people.cardHolder(card.number, in: session).map {
                        Member(card: card.number, secret: $0.secret)
                    }
                }
            }
            cursor = page.nextCursor
        } while cursor != nil && members.count < world.options.members
        try await services.store.close()
        return members
    }

    /// A desk at the first location, signed in: the location's identifier and the desk's token.
    private func addDesk() async throws -> (location: String, token: String) {
        let services = try await services()
        let (people, partners) = (services.people, services.partners)
        let identifier = "desk@bench.example"
        let hash = try await services.hasher.hash(Self.password)
        let desk = try await services.store.write { session in
            guard let location = try partners.list(in: session).first?.locations.first else {
                throw BenchFailure("no location")
            }
            _ = try people.addStaff(
                identifier: identifier,
                passwordHash: hash,
                role: .desk,
                location: location.id,
                in: session
            )
            guard let login = try people.signInCandidates(identifier: identifier, in: session).first else {
                throw BenchFailure("no login")
            }
            let signedIn = try people.openSession(login: login, code: nil, in: session).get()
            return (location.id.description, signedIn.token)
        }
        try await services.store.close()
        return desk
    }

    /// Codes of the current, the next and the previous step, in that order, for every member.
    private func codes(of members: [Member]) async throws -> [String] {
        let step = TimeBasedCode.step(at: SystemTime().now())
        return [step, step + 1, step - 1].flatMap { step in
            members.map { "\($0.card) \($0.secret.digits(step: step))" }
        }
    }

    /// Waits until the server has sent what activating made it send: that is work beside the desks, and none of theirs.
    private func waitForMessages() async throws {
        let services = try await services()
        for _ in 0..<3000 {
            let due = try await services.store.read { session in
                try session.first("SELECT count(*) FROM message WHERE state = 'due'") { try $0[0] as Int }
            }
            if due == 0 { return try await services.store.close() }
            try await Task.sleep(for: .milliseconds(200))
        }
        throw BenchFailure("the server didn't send its messages within ten minutes")
    }

    private func verificationIDs() async throws -> [String] {
        let services = try await services()
        let ids = try await services.store.read { session in
            try session.all("SELECT id FROM verification") { try $0[0] as VerificationID }
        }
        try await services.store.close()
        guard !ids.isEmpty else { throw BenchFailure("no verification was made") }
        return ids.map(\.description)
    }

    /// What was acknowledged is there: no fewer rows than answers, and no more than were on their way at the end of each
    /// run. Each look-up was logged, and each visit has its key and its debit of two legs.
    private func check(verifications: Load.Figures, visits: Load.Figures) async throws {
        let services = try await services()
        let (lookups, rows, debits) = try await services.store.read { session in
            func count(_ sql: SQL) throws -> Int { try session.first(sql) { try $0[0] as Int } ?? 0 }
            return (
                try count("SELECT count(*) FROM lookup WHERE refusal IS NULL"),
                try count("SELECT count(DISTINCT key) FROM visit"),
                try count("SELECT count(*) FROM visit v JOIN posting p ON p.entry = v.entry AND p.leg = 1")
            )
        }
        try await services.store.close()
        // A code that is sent again gets the same verification, and isn't another look-up.
        let known = min(verifications.answered, world.options.members)
        guard (known...verifications.answered + Self.connections).contains(lookups) else {
            throw BenchFailure("\(verifications.answered) verifications were answered, but \(lookups) are logged")
        }
        guard (visits.answered...visits.answered + Self.turns * Self.connections).contains(rows), debits == rows else {
            throw BenchFailure(
                "\(visits.answered) visits were acknowledged, but \(rows) and \(debits) debits are there"
            )
        }
    }

    /// What visits are measured against, from the same minutes.
    private func yardsticks() async throws -> [(name: String, perSecond: Double)] {
        guard world.server != nil else {
            return [
                ("one-row FULL transactions one by one", try await oneRowTransactions(tasks: 1)),
                (
                    "one-row FULL transactions of \(Self.connections) tasks",
                    try await oneRowTransactions(tasks: Self.connections)
                ),
            ]
        }
        return [("pgbench -N, \(Self.connections) clients", try pgbench())]
    }

    /// Transactions a second of PostgreSQL's own bench on the same server, a million accounts.
    private func pgbench() throws -> Double {
        _ = try world.client("dropdb", ["--if-exists", "pgbench"], output: "createdb.txt")
        _ = try world.client("createdb", ["pgbench"], output: "createdb.txt")
        _ = try world.client("pgbench", ["-i", "-q", "-s", "10", "pgbench"], output: "pgbench.txt")
        _ = try world.client(
            "pgbench",
            ["-N", "-c", "\(Self.connections)", "-j", "2", "-T", "\(world.options.seconds)", "pgbench"],
            output: "pgbench.txt"
        )
        let text = try String(contentsOf: world.folder.appending(path: "pgbench.txt"), encoding: .utf8)
        guard let match = text.firstMatch(of: /tps = ([0-9.]+)/), let tps = Double(match.1) else {
            throw BenchFailure("pgbench gave no figure: \(text)")
        }
        return tps
    }

    /// What one-row transactions of the same engine reach, each synced before the next of its task begins.
    private func oneRowTransactions(tasks: Int) async throws -> Double {
        let path = world.folder.appending(path: "rows-\(UUID().uuidString).sqlite").path
        let store = try SQLiteStore(path: path, logger: Logger(label: "bench"))
        try await store.migrate([
            Migration("bench/0001", ["CREATE TABLE row (number INTEGER PRIMARY KEY, note TEXT) STRICT"])
        ])
        let clock = ContinuousClock()
        let end = clock.now + .seconds(world.options.seconds)
        let started = clock.now
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<tasks {
                group.addTask {
                    var count = 0
                    while clock.now < end {
                        try await store.write { try $0.run("INSERT INTO row (note) VALUES ('one row')") }
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        let seconds = (clock.now - started).inSeconds
        try await store.close()
        return Double(count) / seconds
    }

    /// Where the server says that it listens.
    private func address() async throws -> String {
        for _ in 0..<100 {
            let text = (try? String(contentsOf: world.folder.appending(path: "serve.txt"), encoding: .utf8)) ?? ""
            if let match = text.firstMatch(of: /http:\/\/[0-9.]+:[0-9]+/) { return String(match.0) }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw BenchFailure("the server didn't start within 10 s")
    }

    private func write(_ lines: [String], _ name: String) throws -> String {
        let file = world.folder.appending(path: name)
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file)
        return file.path
    }
}
