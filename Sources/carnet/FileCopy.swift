import Credits
import Foundation
import Glibc
import Store
import StoreSQLite

/// A database file that is copied into a new one: whole, proven and on the disk under its name, or not at all.
struct FileCopy {
    /// What was written.
    struct Written {
        let bytes: Int
        let seconds: Double
        let ledger: LedgerReport
    }

    let source: String
    let target: String
    /// What it is called while it is under way.
    let name: String

    /// What a copy is called until it is proven: each run's is its own.
    private var partial: String {
        URL(filePath: "\(target).\(ProcessInfo.processInfo.processIdentifier).partial").path
    }

    /// Throws what to do where something has the target's name, be it a link to nothing.
    func requireRoom() throws {
        var found = stat()
        for path in [target, target + "-wal"] where unsafe lstat(path, &found) == 0 {
            throw CommandFailure(
                "There is a \(path) already, which stays as it is. Name another file, or move it away."
            )
        }
    }

    /// - Parameter prepare: looks at the copy, and makes it what it must be, before its books are proven.
    func run(_ prepare: (any Store) async throws -> Void) async throws -> Written {
        try requireRoom()
        let started = ContinuousClock.now
        do {
            try await write()
            let ledger = try await Settings(database: partial).withDatabaseAsItIs { store in
                try await prepare(store)
                return try await LedgerVerification(store).run(seal: nil)
            }
            if let fault = ledger.fault { throw CommandFailure("The books of \(source) don't hold: \(fault)") }
            let bytes = try keep()
            clearAway()
            return Written(bytes: bytes, seconds: started.duration(to: .now) / .seconds(1), ledger: ledger)
        } catch {
            clearAway()
            throw error
        }
    }

    private func write() async throws {
        clearAway()
        let made = unsafe open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard made >= 0 else {
            throw CommandFailure("Can't write \(partial): \(Self.reason). Name another file.")
        }
        close(made)
        let (source, partial, line) = (source, partial, ProgressLine())
        let total = max(Self.size(of: source), 1)
        defer { line.clear() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while !Task.isCancelled {
                    line.show(name, min(Double(Self.size(of: partial)) / Double(total), 1))
                    try? await Task.sleep(for: .milliseconds(200))
                }
            }
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                Thread { continuation.resume(with: Result { try SQLiteFile.copy(source, to: partial) }) }.start()
            }
            group.cancelAll()
        }
    }

    /// Sees to it that the disk has it, and gives it its name unless something has got that meanwhile.
    private func keep() throws -> Int {
        try SQLiteFile.makeOne(partial)
        let folder = try descriptor(of: URL(filePath: target).deletingLastPathComponent().path)
        defer { close(folder) }
        let file = try descriptor(of: partial)
        defer { close(file) }
        guard fsync(file) == 0 else { throw refused() }
        guard unsafe link(partial, target) == 0 else {
            throw CommandFailure("Can't write \(target): \(Self.reason). Name another file.")
        }
        guard fsync(folder) == 0 else {
            unsafe unlink(target)
            throw refused()
        }
        return Self.size(of: target)
    }

    private func descriptor(of path: String) throws -> CInt {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw refused() }
        return descriptor
    }

    private func refused() -> CommandFailure {
        CommandFailure("The disk refuses to keep \(target): \(Self.reason). Name a file elsewhere.")
    }

    private func clearAway() {
        for end in ["", "-wal", "-shm", "-turn", "-journal"] { unsafe unlink(partial + end) }
    }

    /// What the system last said was wrong.
    private static var reason: String { unsafe String(cString: strerror(errno)) }

    /// In bytes; zero for what isn't there.
    private static func size(of path: String) -> Int {
        var found = stat()
        return unsafe stat(path, &found) == 0 ? Int(found.st_size) : 0
    }
}
