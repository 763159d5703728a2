import ArgumentParser
import Credits
import Foundation
import Secrets
import Store

/// Keeps what a database file holds in another file.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write everything into a new file, while serving goes on, and prove the books in it.",
        discussion: """
            The file holds one moment, and what was answered before it began. The keys aren't in it: without a copy of the \
            key file, kept apart, nobody can read the national ids and card secrets in it. `carnet restore` makes it a \
            database again. A server's database is backed up with the server's own tools, such as pg_dump.
            """
    )

    @Argument(help: "The file to write; there must be none.")
    var file: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var format: OutputOptions

    func run() async throws {
        let settings = try database.settings()
        let kept = try await reportingFailures {
            guard case .file(let path) = settings.database else {
                throw CommandFailure("A server's database is backed up with the server's own tools, such as pg_dump.")
            }
            try settings.requireDatabase()
            let keys = try settings.keyFile
            let known = try Keys.load(path: keys)
            let copy = FileCopy(source: path, target: try fileName(file), name: "copying")
            let result = try await copy.run { store in
                try await store.requireSchema(Composition.migrations, of: path, option: "--database")
                guard try await Installation.fingerprint(store) == known.fingerprint else {
                    throw KeysFailure.wrong(path: keys)
                }
            }
            return FileReport(result, file: file, keys: keys)
        }
        try report(kept, json: format.json) {
            kept.text + "\nIt is of no use without the keys, which aren't in it: keep a copy of \(kept.keys) elsewhere."
        }
    }
}

/// Makes a backup a database again.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a backup the database, where there is none, and prove the books in it.",
        discussion: """
            Stop `carnet serve` first, and move what is left of the old database away, its -wal with it. The key file must \
            be there: beside the database, or named by CARNET_KEYS. A backup of an older carnet is brought up to date. Into \
            a database on a server, `carnet copy --from FILE --to postgres://…` brings it.
            """
    )

    @Argument(help: "What `carnet backup` has written.")
    var file: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var format: OutputOptions

    func run() async throws {
        let settings = try database.settings()
        let restored = try await reportingFailures {
            let backup = try fileName(file)
            guard case .file(let path) = settings.database else {
                throw CommandFailure("Into a server's database, copy it: carnet copy --from \(file) --to postgres://…")
            }
            let copy = FileCopy(source: backup, target: path, name: "restoring")
            try copy.requireRoom()
            guard FileManager.default.fileExists(atPath: file) else { throw CommandFailure("There is no \(file).") }
            let keys = try settings.keyFile
            let known = try Keys.load(path: keys)
            let result = try await copy.run { store in
                try await store.requireCarnet(Composition.migrations, of: file, option: "restore FILE")
                guard try await Installation.fingerprint(store) == known.fingerprint else {
                    throw KeysFailure.wrong(path: keys)
                }
                try await store.migrate(Composition.migrations)
            }
            return FileReport(result, file: path, keys: keys)
        }
        try report(restored, json: format.json) { restored.text }
    }
}

/// A name that a backup may have: no server's, whose password nobody shall read.
private func fileName(_ text: String) throws -> String {
    guard case .file(let path) = try DatabaseAddress(text) else {
        throw CommandFailure("A backup is a file, and no server's database. Name a file.")
    }
    return path
}

/// What was written.
private struct FileReport: Encodable {
    let file: String
    let bytes: Int
    let seconds: Double
    /// The key file that it needs.
    let keys: String
    /// What `ledger verify` checked in it.
    let accounts: Int
    let entries: Int

    init(_ result: FileCopy.Written, file: String, keys: String) {
        self.file = file
        bytes = result.bytes
        seconds = (result.seconds * 10).rounded() / 10
        self.keys = keys
        accounts = result.ledger.accounts
        entries = result.ledger.entries
    }

    var text: String {
        """
        Wrote \(file): \(bytes / 1_000_000) MB in \(seconds) s.
        The books in it hold: \(entries) entries on \(accounts) member accounts.
        """
    }
}
