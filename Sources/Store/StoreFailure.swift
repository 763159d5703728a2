public import Kernel

/// What a database refuses, the same for every engine.
public enum StoreFailure: Failure, Equatable {
    /// A UNIQUE or PRIMARY KEY constraint; SQLite names it by `table.column`, so that is the name on every engine.
    case notUnique(constraint: String)
    /// A CHECK constraint, a trigger or NOT NULL.
    case constraint(String)
    /// A FOREIGN KEY constraint.
    case foreignKey
    /// A column isn't of the type that was asked for.
    case unreadable(column: Int, expected: String)
    /// An earlier statement of this session failed.
    case sessionFailed
    /// Too many writes are waiting, or somebody else holds the database.
    case busy
    /// No room on the disk.
    case full
    /// The file or its folder can't be written.
    case readOnly
    /// The database can't be opened; the text says what to do.
    case cannotOpen(String)
    /// The database was written by a newer version of the program.
    case schemaNewer(migration: String)
    /// Anything else, in the engine's words.
    case engine(code: Int, String)

    public var code: String {
        switch self {
        case .busy, .full, .readOnly: "unavailable"
        default: "internal"
        }
    }

    public var kind: FailureKind { .unavailable(retryAfterSeconds: self == .busy ? 1 : 30) }

    public var message: Message {
        Message(
            en: "The service can't store anything just now. Please try again shortly.",
            ro: "Serviciul nu poate salva date în acest moment. Vă rugăm să reîncercați în curând."
        )
    }
}
