import ArgumentParser
import Foundation

/// Moves house: from a file to a server, back, or from file to file.
struct Copy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy everything into another, empty database, on either engine.",
        discussion: """
            Stop `carnet serve` on both first. Interrupted, the same command goes on where it stopped; until it is done, \
            nothing else works on the target. The keys aren't copied: the same key file serves both databases.
            """
    )

    @Option(help: "The database to copy: a file's path, or postgres://USER@HOST/NAME.")
    var from: String
    @Option(help: "The empty database to fill; a file is made when there is none.")
    var to: String
    @OptionGroup var format: OutputOptions

    func run() async throws {
        let copied = try await reportingFailures {
            try await CopyWork(from: Settings(database: from), to: Settings(database: to)).run()
        }
        try report(copied, json: format.json) { copied.text }
    }
}

/// What was copied.
struct CopyReport: Encodable {
    let tables: Int
    /// Of the database, those copied by an interrupted run included.
    let rows: Int
    let seconds: Double
    /// Of this run, each read, written, and compared.
    let rowsPerSecond: Int
    /// The key file that both databases need.
    let keys: String
    /// What `ledger verify` checked, the same on both sides.
    let accounts: Int
    let entries: Int
    /// Whether an earlier run had finished, and this one has only compared.
    let wasComplete: Bool

    var text: String {
        let work = "\(rows) rows of \(tables) tables in \(String(format: "%.1f", seconds)) s"
        return """
            \(wasComplete ? "The copy was complete already: compared \(work)" : "Copied \(work)"); every row is the same on both sides.
            The books hold on both: \(entries) entries on \(accounts) member accounts.
            Every machine that works on the copy needs the key file \(keys): name it there with CARNET_KEYS.
            """
    }
}
