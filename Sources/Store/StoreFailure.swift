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
    /// Somebody else changed the same rows first, or the engine undid this transaction in favour of another; the same
    /// transaction, run again, sees what they did.
    case overtaken
    /// Too many writes are waiting, or somebody else holds the database.
    case busy
    /// The server isn't there, or went away; the text says what it said. When a commit was under way its outcome is
    /// unknown: whoever asks again with the same idempotency key learns it.
    case unreachable(String)
    /// No room on the disk.
    case full
    /// The file or its folder can't be written.
    case readOnly
    /// The user whom the program connects as may not do that; the text is the server's, and names what it is about.
    case notPermitted(String)
    /// The disk neither reads nor writes as it should: a quota, a limit on the size of files, a file system that was
    /// mounted anew, or a fault. The code is the engine's.
    case diskRefused(code: String)
    /// The database can't be opened; the text says what to do.
    case cannotOpen(String)
    /// The database was written by a newer version of the program.
    case schemaNewer(migration: String)
    /// The file isn't a database, or it is damaged.
    case damaged
    /// Anything else: the engine's code and its words, which hold no values.
    case engine(code: String, String)

    /// Another program's database, which has tables, and none of ours.
    public static func another(_ name: String, holding table: String) -> StoreFailure {
        .cannotOpen(
            "\(name) is another program's database: it holds the table \(table), and nothing of Carnet's. Name another."
        )
    }

    public var code: String {
        switch self {
        case .busy, .overtaken, .unreachable, .full, .readOnly, .notPermitted, .diskRefused: "unavailable"
        default: "internal"
        }
    }

    public var kind: FailureKind {
        switch self {
        case .busy, .overtaken: .unavailable(retryAfterSeconds: 1)
        case .unreachable: .unavailable(retryAfterSeconds: 2)
        default: .unavailable(retryAfterSeconds: 30)
        }
    }

    public var message: Message {
        Message(
            en: "The service can't store anything just now. Please try again shortly.",
            ro: "Serviciul nu poate salva date în acest moment. Vă rugăm să reîncercați în curând."
        )
    }
}
