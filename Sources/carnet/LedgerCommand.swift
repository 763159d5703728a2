import ArgumentParser
import Credits
import Foundation
import Store

/// The books.
struct LedgerCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Prove the books.",
        subcommands: [Verify.self]
    )

    /// Checks sums, balances, floors and chains of the whole ledger.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the whole ledger; exit 1 with the first bad account or entry when the books don't hold."
        )

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func run() async throws {
            let found = try await Composition.with(database, mustExist: true) { composition in
                let isWatched = isatty(STDERR_FILENO) == 1
                return try await composition.store.read { session in
                    try Credits().verify(in: session) { progress in
                        if isWatched { note("\(progress.accounts) accounts, \(progress.entries) entries …") }
                    }
                }
            }
            if let fault = found.fault { throw CommandFailure("The books don't hold: \(fault)") }
            try report(Proof(accounts: found.accounts, entries: found.entries), json: format.json) {
                "The books hold: \(found.entries) entries on \(found.accounts) member accounts."
            }
        }
    }

    private struct Proof: Encodable {
        let accounts: Int
        let entries: Int
    }
}
