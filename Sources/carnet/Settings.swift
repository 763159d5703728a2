import ArgumentParser
import Configuration
import Foundation

/// What every command takes: where the data is. A flag wins over the environment.
struct DatabaseOptions: ParsableArguments {
    @Option(help: "The database: a file's path (or CARNET_DATABASE; carnet.sqlite by default).")
    var database: String?

    /// What the flags and the environment say together.
    ///
    /// - Parameter outbox: where messages go when the environment says nothing.
    func settings(outbox: String? = nil) -> Settings { Settings(database: database, outbox: outbox) }
}

/// What every command that prints a result takes.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print the result as JSON.")
    var json = false
}

/// The program's settings, from flags and environment.
struct Settings: Sendable {
    /// The path of the database.
    let database: String
    /// The path of the key file.
    let keys: String
    /// `directory:PATH`, or nil when messages stay due.
    let outbox: String?
    /// The least severe level that is logged; nil leaves it to the command.
    let logLevel: String?

    init(database: String?, outbox: String? = nil) {
        let config = ConfigReader(provider: EnvironmentVariablesProvider())
        let path = database ?? config.string(forKey: "carnet.database") ?? "carnet.sqlite"
        self.database = path
        keys = config.string(forKey: "carnet.keys") ?? path + ".keys"
        self.outbox = config.string(forKey: "carnet.outbox") ?? outbox
        logLevel = config.string(forKey: "carnet.log.level")
    }

    /// The folder that `directory:PATH` names; nil when the outbox is anything else.
    var outboxFolder: String? {
        guard let outbox, outbox.hasPrefix("directory:") else { return nil }
        let path = String(outbox.dropFirst("directory:".count))
        return path.isEmpty ? nil : path
    }

    /// Throws what to do where there is no database yet.
    func requireDatabase() throws {
        guard FileManager.default.fileExists(atPath: database) else {
            throw CommandFailure(
                "There is no database \(database). Name it with --database, or make one with `carnet migrate`."
            )
        }
    }
}
