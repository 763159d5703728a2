import Kernel
import Secrets
import Store

/// Why a command can't do its work: one line that says what to do, for standard error. The exit status is 1.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Runs a command's work and turns whatever rule refused it into one line.
func reportingFailures<T>(_ body: () async throws -> T) async throws -> T {
    do {
        return try await body()
    } catch let failure as StoreFailure {
        throw CommandFailure(failure.advice)
    } catch let failure as any Failure {
        throw CommandFailure(failure.message.text(in: .en))
    } catch let failure as KeysFailure {
        throw CommandFailure(failure.description)
    }
}

extension StoreFailure {
    /// What whoever runs the program can do about it.
    var advice: String {
        switch self {
        case .cannotOpen(let text): text
        case .schemaNewer(CopyTarget.mark):
            "A copy into this database is under way. Finish it by running the same `carnet copy` again, or empty the database."
        case .schemaNewer(let migration):
            "The database was written by a newer carnet (it knows \(migration)). Use that version, or another --database."
        case .full: "The disk is full. Make room and try again."
        case .readOnly:
            "The database can't be written. Check the permissions of the file and of its folder; of a server, whether it is a standby "
                + "or was frozen (default_transaction_read_only)."
        case .notPermitted(let words):
            "The database's user may not do that: \(words). Let its owner GRANT it, or connect as the owner of the tables."
        case .diskRefused(let code):
            "The disk refuses to read or write (\(code)). Check its room, its quotas, and whether it is faulty."
        case .unreachable(let text): "The database server can't be reached: \(text)."
        case .busy, .overtaken: "The database is busy with other work. Try again shortly."
        case .damaged:
            "The file isn't a Carnet database, or it is damaged. Name another with --database, or restore your backup."
        default: "The database refused: \(self)."
        }
    }
}
