import Foundation

/// `make bench`: each figure as a ratio to a yardstick from the same run, because machines differ and drift.
///
///     carnet-bench [--rows 200000] [--members 20000] [--seconds 5] [--engine sqlite|postgres]
///                  [--only reader|engines|ledger]
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
            if options.parts.contains(.reader) {
                var table = Table()
                try ReaderBench(rows: options.rows).run(&table)
                print("Reading\n\n\(table.text)\n")
            }
            for engine in options.engines where options.parts.contains(.engines) {
                try await World.with(options, on: engine) { world in
                    var table = Table()
                    try await ImportBench(world: world).run(&table)
                    try await DeskBench(world: world).run(&table)
                    print("\(engine.name)\n\n\(table.text)\n")
                }
            }
            if options.parts.contains(.ledger), options.engines.contains(.sqlite) {
                try await World.with(options, on: .sqlite) { world in
                    var table = Table()
                    try await LedgerBench(world: world).run(&table)
                    print("Ledger on SQLite\n\n\(table.text)\n")
                }
            }
        } catch {
            FileHandle.standardError.write(Data("Error: \(error)\n".utf8))
            exit(1)
        }
    }

    /// What may be measured apart.
    enum Part: String {
        case reader
        case engines
        case ledger
    }

    /// What may be chosen.
    struct Options {
        var parts: Set<Part> = [.reader, .engines, .ledger]
        var rows = 200_000
        var members = 20_000
        var seconds = 5
        var engines = Engine.allCases

        init(_ arguments: [String]) throws {
            var rest = arguments[...]
            while let name = rest.popFirst() {
                if name == "--engine", let engine = rest.popFirst().flatMap(Engine.init) {
                    engines = [engine]
                    continue
                }
                if name == "--only", let part = rest.popFirst().flatMap(Part.init) {
                    parts = [part]
                    continue
                }
                guard let value = rest.popFirst().flatMap(Int.init), value > 0 else {
                    throw BenchFailure(
                        "\(name) needs a number. Usage: carnet-bench [--rows N] [--members N] [--seconds N] "
                            + "[--engine sqlite|postgres] [--only reader|engines|ledger]"
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
