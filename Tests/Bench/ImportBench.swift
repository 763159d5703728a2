import Foundation

/// A roster's preview, its preview with application, and the same once more for one that comes again with few changes,
/// each as a whole process.
///
/// The yardstick runs before and after, and the mean of both counts: the machine's speed drifts.
struct ImportBench {
    let world: World

    func run(_ table: inout Table) async throws {
        let before = try yardstick()
        let preview = try world.carnet("roster", "import", world.roster.path, "--employer", "BENCH")
        let apply = try world.carnet("roster", "import", world.roster.path, "--employer", "BENCH", "--apply")
        let again = try world.carnet("roster", "import", try changed().path, "--employer", "BENCH", "--apply")
        let after = try yardstick()
        let rows = Double(world.options.rows)
        let yardstick = (before + after) / 2
        func add(_ what: String, _ usage: Child.Usage) {
            table.add(
                what,
                "\(whole(rows / usage.seconds)) rows/s",
                "\(whole(rows / yardstick)) rows/s, \(world.server == nil ? "prepared inserts" : "COPY")",
                yardstick / usage.seconds,
                peakMiB: usage.peakMiB
            )
        }
        add("preview of \(whole(rows)) rows", preview)
        add("preview and application of \(whole(rows)) rows", apply)
        add("the same again, 1 % of them changed", again)
    }

    /// The roster with another department in every hundredth row. Not made in this process: what it takes of memory would
    /// count as that of the programs it starts.
    private func changed() throws -> URL {
        let url = world.folder.appending(path: "changed.csv")
        let program = """
            NR == 1 { for (i = 1; i <= NF; i++) if ($i == "department") column = i }
            NR % 100 == 2 { $column = "Mutat" }
            { print }
            """
        let awk = URL(filePath: "/usr/bin/awk")
        _ = try Child.run(awk, ["-F", ",", "-v", "OFS=,", program, world.roster.path], output: url)
        return url
    }

    /// Seconds that the engine's fastest way takes for the same rows, into one table with two unique indexes.
    private func yardstick() throws -> Double { world.server == nil ? try inserts() : try copy() }

    private func copy() throws -> Double {
        let output = "yardstick.txt"
        let statement = """
            CREATE TABLE person (employee_number text NOT NULL UNIQUE, given_name text, family_name text, email text,
                phone text UNIQUE, national_id text, birth_date text, department text, package text, start_date text,
                locale text)
            """
        _ = try world.client("dropdb", ["--if-exists", "yardstick"], output: output)
        _ = try world.client("createdb", ["yardstick"], output: output)
        _ = try world.client("psql", ["-qc", statement, "yardstick"], output: output)
        let copy = "\\copy person FROM '\(world.roster.path)' WITH (FORMAT csv, HEADER)"
        return try world.client("psql", ["-qc", copy, "yardstick"], output: output).seconds
    }

    private func inserts() throws -> Double {
        let database = world.folder.appending(path: "yardstick.sqlite")
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: database.path + suffix) }
        return try Child.run(
            URL(filePath: CommandLine.arguments[0]),
            ["yardstick-import", world.roster.path, database.path],
            output: world.folder.appending(path: "yardstick.txt")
        ).seconds
    }
}
