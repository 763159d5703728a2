import ArgumentParser
import Configuration
import Foundation

/// What every command takes: where the data is. A flag wins over the environment.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help:
            "The database: a file's path, or postgres://USER@HOST/NAME (or CARNET_DATABASE; carnet.sqlite by default)."
    )
    var database: String?

    /// What the flags and the environment say together.
    ///
    /// - Parameters:
    ///   - outbox: where messages go when the environment says nothing.
    ///   - trustsForwardedFor: what the flag says; the environment can say yes as well.
    func settings(outbox: String? = nil, trustsForwardedFor: Bool = false) throws -> Settings {
        try Settings(database: database, outbox: outbox, trustsForwardedFor: trustsForwardedFor)
    }
}

/// What every command that prints a result takes.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print the result as JSON.")
    var json = false
}

/// The program's settings, from flags and environment.
struct Settings: Sendable {
    /// Where the database is.
    let database: DatabaseAddress
    /// The path of the key file, where one was named.
    private let keys: String?
    /// How many connections to a database server may be open at once.
    let connections: Int
    /// `directory:PATH`, or nil when messages stay due.
    let outbox: String?
    /// Whether a proxy of ours says where a request comes from, at the end of `X-Forwarded-For`.
    let trustsForwardedFor: Bool
    /// The least severe level that is logged; nil leaves it to the command.
    let logLevel: String?

    init(database: String?, outbox: String? = nil, trustsForwardedFor: Bool = false) throws {
        let config = ConfigReader(provider: EnvironmentVariablesProvider())
        self.database = try DatabaseAddress(database ?? config.string(forKey: "carnet.database") ?? "carnet.sqlite")
        keys = config.string(forKey: "carnet.keys")
        connections = max(config.int(forKey: "carnet.connections") ?? 8, 2)
        self.outbox = config.string(forKey: "carnet.outbox") ?? outbox
        self.trustsForwardedFor =
            trustsForwardedFor || config.bool(forKey: "carnet.trust.forwarded.for", default: false)
        logLevel = config.string(forKey: "carnet.log.level")
    }

    /// The folder that `directory:PATH` names; nil when the outbox is anything else.
    var outboxFolder: String? {
        guard let outbox, outbox.hasPrefix("directory:") else { return nil }
        let path = String(outbox.dropFirst("directory:".count))
        return path.isEmpty ? nil : path
    }

    /// The path of the key file: beside a file, and to be named for a server.
    var keyFile: String {
        get throws {
            switch database {
            case .file(let path): return keys ?? path + ".keys"
            case .server:
                guard let keys else {
                    throw CommandFailure(
                        "Name the key file with CARNET_KEYS=PATH: a database on a server has no place for it. "
                            + "Every machine needs the same file; the first start makes it."
                    )
                }
                return keys
            }
        }
    }

    /// Throws what to do where there is no database file yet.
    func requireDatabase() throws {
        guard case .file(let path) = database, !FileManager.default.fileExists(atPath: path) else { return }
        throw CommandFailure(
            "There is no database \(path). Name it with --database, or make one with `carnet migrate`."
        )
    }
}
