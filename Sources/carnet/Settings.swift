import ArgumentParser
import Configuration
import Foundation

/// What every command takes: where the data is. A flag wins over the environment.
struct DatabaseOptions: ParsableArguments {
    @Option(help: "The database: a file's path (or CARNET_DATABASE; carnet.sqlite by default).")
    var database: String?

    /// What the flags and the environment say together.
    var settings: Settings { Settings(database: database) }
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

    init(database: String?) {
        let config = ConfigReader(provider: EnvironmentVariablesProvider())
        let path = database ?? config.string(forKey: "carnet.database") ?? "carnet.sqlite"
        self.database = path
        keys = config.string(forKey: "carnet.keys") ?? path + ".keys"
        outbox = config.string(forKey: "carnet.outbox")
        logLevel = config.string(forKey: "carnet.log.level")
    }
}
