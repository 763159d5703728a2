public import Foundation

extension Process {
    /// Starts it, one at a time: each start on Linux goes through the open files of the whole program, which those of
    /// another start are among.
    public func start() throws {
        Self.starting.lock()
        defer { Self.starting.unlock() }
        try run()
    }

    private static let starting = NSLock()
}
