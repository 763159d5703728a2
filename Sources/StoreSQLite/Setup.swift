import CLibSQLite
import Foundation

/// What is set for all of SQLite in this process.
enum Setup {
    /// KiB of pages that a connection keeps. With SQLite's own 2,000, reads take 7 % more processor time; with 64,000
    /// the writer's visits take a twelfth more, because it looks at every page it keeps after each commit that has split
    /// one.
    static let cache = 16_000

    /// Once: as many heaps as processors, and at least two. glibc would make up to eight times as many, one for each
    /// thread that finds the others busy, and each keeps what was given back to it: pages of 16 MB a connection, read by
    /// one thread and then by another, were in most of them.
    static let heapsAreFew: Void = carnet_keep_heaps(CInt(max(2, ProcessInfo.processInfo.activeProcessorCount)))

    /// Once, before the first database is opened: SQLite counts what it allocates under one lock for all threads unless
    /// it is told not to. Debian's has no memory of a connection's own either, so every statement asks for some. What
    /// SQLite said to it, which is no when somebody has used it before.
    static let memoryIsUncounted: CInt = carnet_sqlite_leave_memory_uncounted()
}
