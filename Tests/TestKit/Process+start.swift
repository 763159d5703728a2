public import Foundation

extension Process {
    /// Starts it, one at a time: Foundation's `run` on Linux looks through the open files of the whole program, and crashes
    /// now and then when two threads do that at once.
    public func start() throws {
        Self.starting.lock()
        defer { Self.starting.unlock() }
        try run()
    }

    private static let starting = NSLock()
}
