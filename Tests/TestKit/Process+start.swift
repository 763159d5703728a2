public import Foundation
import Glibc

extension Process {
    /// Starts it, one at a time: each start on Linux goes through the open files of the whole program, which those of
    /// another start are among.
    ///
    /// It gets all signals, though the threads that tests run on block most, which a child would inherit.
    public func start() throws {
        Self.starting.lock()
        defer { Self.starting.unlock() }
        var (none, before) = (sigset_t(), sigset_t())
        unsafe sigemptyset(&none)
        unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
        try run()
    }

    private static let starting = NSLock()
}
