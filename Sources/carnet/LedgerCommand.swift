import ArgumentParser
import Credits
import Kernel
import Store

/// The books.
struct LedgerCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Prove the books, and seal them.",
        subcommands: [Verify.self, MakeSeal.self]
    )

    /// Checks sums, balances, floors, chains and seals of the whole ledger.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the whole ledger; exit 1 with the first bad account or entry when the books don't hold.",
            discussion: """
                Visits and their cancellations are checked against it. Anybody with the file can do it: no key is needed.

                Whoever can write the database can forge books that hold. Only a root that `carnet ledger seal` printed \
                and that was kept elsewhere finds it: with --seal, what was sealed then must be there still, to the last \
                entry, whatever came since.
                """
        )

        @Option(help: "A root that `carnet ledger seal` printed.")
        var seal: SealRoot?
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func run() async throws {
            let root = seal
            let settings = try database.settings()
            let found = try await reportingFailures {
                try settings.requireDatabase()
                return try await settings.withDatabaseAsItIs { store in
                    let name = "\(settings.database)"
                    try await store.requireSchema(Composition.migrations, of: name, option: "--database")
                    return try await LedgerVerification(store).run(seal: root)
                }
            }
            if let fault = found.fault { throw CommandFailure("The books don't hold: \(fault)") }
            let proof = Proof(accounts: found.accounts, entries: found.entries, seal: found.seal.map(SealReport.init))
            try report(proof, json: format.json) {
                let sealed = found.seal.map {
                    "\nThey are those of the seal of \($0.at), with \($0.entries) entries on \($0.accounts) accounts."
                }
                return "The books hold: \(found.entries) entries on \(found.accounts) member accounts." + (sealed ?? "")
            }
        }
    }

    /// Seals the books as they are.
    struct MakeSeal: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "seal",
            abstract:
                "Print a root over all accounts; `carnet ledger verify --seal` checks the books against it later.",
            discussion: "Keep the root where nobody who can write the database can write. Serving goes on meanwhile."
        )

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func run() async throws {
            let seal = try await Composition.with(database, mustExist: true) { composition in
                try await LedgerSealing(composition.store).run()
            }
            try report(SealReport(seal), json: format.json) { "\(seal.root)" }
        }
    }

    private struct Proof: Encodable {
        let accounts: Int
        let entries: Int
        let seal: SealReport?
    }

    private struct SealReport: Encodable {
        let root: String
        let at: Instant
        let accounts: Int
        let entries: Int

        init(_ seal: Seal) {
            root = "\(seal.root)"
            at = seal.at
            accounts = seal.accounts
            entries = seal.entries
        }
    }
}
