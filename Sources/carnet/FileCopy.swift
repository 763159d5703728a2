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

    /// What a copy is called until it is proven.
    private var partial: String { target + ".partial" }

    /// Throws what to do where something has the target's name.
    func requireRoom() throws {
        for path in [target, target + "-wal"] where FileManager.default.fileExists(atPath: path) {
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
            return Written(bytes: bytes, seconds: started.duration(to: .now) / .seconds(1), ledger: ledger)
        } catch {
            clearAway([partial, partial + "-wal", partial + "-shm", partial + "-turn"])
            throw error
        }
    }

    private func write() async throws {
        clearAway([partial])
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

    /// Sees to it that the disk has it, and gives it its name.
    private func keep() throws -> Int {
        clearAway([partial + "-turn"])
        try sync(partial)
        try requireRoom()
        guard unsafe rename(partial, target) == 0 else {
            throw CommandFailure("Can't write \(target): \(Self.reason).")
        }
        try sync(URL(filePath: target).deletingLastPathComponent().path)
        return Self.size(of: target)
    }

    private func sync(_ path: String) throws {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            throw CommandFailure("The disk refuses to keep \(path): \(Self.reason).")
        }
    }

    private func clearAway(_ paths: [String]) {
        for path in paths { unsafe unlink(path) }
    }

    /// What the system last said was wrong.
    private static var reason: String { unsafe String(cString: strerror(errno)) }

    /// In bytes; zero for what isn't there.
    private static func size(of path: String) -> Int {
        var found = stat()
        return unsafe stat(path, &found) == 0 ? Int(found.st_size) : 0
    }
}
