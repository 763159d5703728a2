import Kernel
import Logging
import Store
import StorePostgres
import StoreSQLite

/// Where a database is: a file of this machine, or a PostgreSQL server.
enum DatabaseAddress: Sendable {
    /// The path of an SQLite file.
    case file(String)
    /// A connection URI.
    case server(String)

    /// Reads what `--database` was given. Throws a text that says what to write for the address of another kind of server.
    init(_ text: String) throws {
        let scheme = text.firstRange(of: "://").map { text[..<$0.lowerBound] }
        switch scheme {
        case nil: self = .file(text)
        case "postgres", "postgresql": self = .server(text)
        case .some(let other):
            throw CommandFailure(
                "There is no database of the kind \(other)://. Write a file's path, or postgres://USER@HOST/NAME."
            )
        }
    }

    /// Opens the database with the engine that it needs.
    ///
    /// - Parameter connections: how many connections to a server may be open at once.
    func open(surroundings: Surroundings, connections: Int, logger: Logger) throws -> any Store {
        switch self {
        case .file(let path):
            return try SQLiteStore(path: path, surroundings: surroundings, logger: logger)
        case .server(let uri):
            #if PostgreSQL
                var settings = PostgresSettings(uri: uri)
                settings.connections = connections
                return try PostgresStore(settings, surroundings: surroundings, logger: logger)
            #else
                _ = uri
                throw CommandFailure(
                    "This carnet was built without PostgreSQL: install libpq-dev and build it again with `make build`."
                )
            #endif
        }
    }
}

extension DatabaseAddress: CustomStringConvertible {
    /// As it was given, but without a password.
    var description: String {
        switch self {
        case .file(let path): path
        case .server(let uri):
            uri.replacing(/^(\w+:\/\/[^:@\/?]*):[^@\/?]*@/) { "\($0.1)@" }
                .replacing(/([?&]password=)[^&]*/) { "\($0.1)…" }
        }
    }
}
