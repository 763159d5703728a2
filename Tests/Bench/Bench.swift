import Foundation

/// `make bench`: each figure as a ratio to a yardstick from the same run, because machines differ and drift.
///
///     carnet-bench [--rows 200000] [--members 20000] [--seconds 5]
@main
enum Bench {
    static func main() async {
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if arguments.first == "yardstick-import", arguments.count == 3 {
                try ImportYardstick.run(roster: URL(filePath: arguments[1]), database: URL(filePath: arguments[2]))
                return
            }
            let options = try Options(arguments)
            try await World.with(options) { world in
                var table = Table()
                try await ImportBench(world: world).run(&table)
                try await DeskBench(world: world).run(&table)
                print(table.text)
            }
        } catch {
            FileHandle.standardError.write(Data("Error: \(error)\n".utf8))
            exit(1)
        }
    }

    /// What may be chosen.
    struct Options {
        var rows = 200_000
        var members = 20_000
        var seconds = 5

        init(_ arguments: [String]) throws {
            var rest = arguments[...]
            while let name = rest.popFirst() {
                guard let value = rest.popFirst().flatMap(Int.init), value > 0 else {
                    throw BenchFailure(
                        "\(name) needs a number. Usage: carnet-bench [--rows N] [--members N] [--seconds N]"
                    )
                }
                switch name {
                case "--rows": rows = value
                case "--members": members = value
                case "--seconds": seconds = value
                default: throw BenchFailure("There is no \(name).")
                }
            }
            members = min(members, rows)
        }
    }
}

/// A temporary folder, the program, and a network with one employer.
struct World {
    let folder: URL
    let options: Bench.Options

    static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "carnet")
    static let seeds = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "seeds")

    var roster: URL { folder.appending(path: "roster.csv") }
    var database: URL { folder.appending(path: "carnet.sqlite") }

    static func with(_ options: Bench.Options, _ body: (World) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "carnet-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let world = World(folder: folder, options: options)
        try world.carnet("seed", "--from", seeds.path)
        try world.carnet("employer", "add", "--code", "BENCH", "--name", "Bench SRL")
        try world.carnet(
            "agreement",
            "add",
            "--employer",
            "BENCH",
            "--from",
            "2026-01-01",
            "--package",
            "primary=4500,3500",
            "--package",
            "principal=8900,7500",
            "--package",
            "premium=14900,12900"
        )
        _ = try Child.run(program, ["roster", "generate", "--rows", "\(options.rows)"], output: world.roster)
        try await body(world)
    }

    /// Runs a command on the world's database.
    @discardableResult
    func carnet(_ arguments: String...) throws -> Child.Usage {
        try Child.run(
            Self.program,
            arguments + ["--database", database.path],
            output: folder.appending(path: "output.txt")
        )
    }
}

/// The table that is printed, and that README shows.
struct Table {
    private var rows: [[String]] = [["what", "figure", "yardstick", "ratio", "peak memory"]]

    mutating func add(_ what: String, _ figure: String, _ yardstick: String, _ ratio: Double, peakMiB: Double) {
        rows.append([what, figure, yardstick, String(format: "%.2f", ratio), String(format: "%.0f MiB", peakMiB)])
    }

    var text: String {
        var lines = rows.map { "| " + $0.joined(separator: " | ") + " |" }
        lines.insert("|---|---|---|---|---|", at: 1)
        return lines.joined(separator: "\n")
    }
}

/// A figure with thousands apart.
func whole(_ value: Double) -> String {
    var text = String(Int(value.rounded()))
    var position = text.count - 3
    while position > 0 {
        text.insert(",", at: text.index(text.startIndex, offsetBy: position))
        position -= 3
    }
    return text
}
