import CLibSQLite

/// What is set once for all of SQLite in this process, before the first database is opened.
enum Setup {
    /// SQLite counts what it allocates under one lock for all threads unless it is told not to. Debian's has no memory of
    /// a connection's own either, so every statement asks for some. What SQLite said to it, which is no when somebody has
    /// used it before.
    static let memoryIsUncounted: CInt = carnet_sqlite_leave_memory_uncounted()
}
