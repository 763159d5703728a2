import Foundation

/// A roster's preview, and its preview with application, each as a whole process.
///
/// The yardstick runs before and after, and the mean of both counts: the machine's speed drifts.
struct ImportBench {
    let world: World

    func run(_ table: inout Table) async throws {
        let before = try yardstick()
        let preview = try world.carnet("roster", "import", world.roster.path, "--employer", "BENCH")
        let apply = try world.carnet("roster", "import", world.roster.path, "--employer", "BENCH", "--apply")
        let after = try yardstick()
        let rows = Double(world.options.rows)
        let yardstick = (before + after) / 2
        func add(_ what: String, _ usage: Child.Usage) {
            table.add(
                what,
                "\(whole(rows / usage.seconds)) rows/s",
                "\(whole(rows / yardstick)) rows/s, prepared inserts",
                yardstick / usage.seconds,
                peakMiB: usage.peakMiB
            )
        }
        add("preview of \(whole(rows)) rows", preview)
        add("preview and application of \(whole(rows)) rows", apply)
    }

    /// Seconds that prepared inserts of the same rows take.
    private func yardstick() throws -> Double {
        let database = world.folder.appending(path: "yardstick.sqlite")
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: database.path + suffix) }
        return try Child.run(
            URL(filePath: CommandLine.arguments[0]),
            ["yardstick-import", world.roster.path, database.path],
            output: world.folder.appending(path: "yardstick.txt")
        ).seconds
    }
}
