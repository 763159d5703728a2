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

    /// Reads what `--database` was given. Throws a text that says what to write for a server's address of another kind,
    /// and doesn't repeat it where it may hold a password.
    init(_ text: String) throws {
        // libpq's keywords and values; user:password@host with no scheme, or half of one.
        let isServer =
            /(?:^|\s)(?:host|hostaddr|port|dbname|user|password|passfile|service)\s*=|^[^\/]*:(?!\/\/).*@|^(?!.*:\/\/).*\/\/[^\/]*@/
        guard text.firstMatch(of: isServer) == nil else {
            throw CommandFailure(
                "The database's address isn't of the kind that carnet reads. Write a file's path, or postgres://USER@HOST/NAME, "
                    + "and the password into PGPASSWORD or libpq's password file."
            )
        }
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
                .replacing(/([?&](?:ssl)?password=)[^&]*/) { "\($0.1)…" }
        }
    }
}
