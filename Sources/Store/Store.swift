/// Where everything is kept: the seam between the features and a database engine.
public protocol Store: Sendable {
    /// Reads from one consistent snapshot.
    func read<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T

    /// Reads a little from one consistent snapshot, on the caller's own thread where the engine is near: for what is asked
    /// all the time and has a bound. Whatever streams rows takes `read`.
    func glance<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T

    /// Reads from one consistent snapshot on a thread that may be kept waiting by whoever takes what it reads, such as
    /// `SnapshotStream`'s.
    func readApart<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T

    /// Runs a transaction. The answer comes when it is on the disk, and not before.
    ///
    /// When the closure throws, nothing it did remains. The closure may run more than once, so it does nothing that
    /// the session doesn't undo; once begun it isn't interrupted by the caller's cancellation. No passwords are hashed,
    /// files read or messages sent inside.
    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T

    /// A look-up of one statement that finds a handful of rows by key, as near to free as the engine can make it.
    func point<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T

    /// Brings the schema up to date; does nothing when it is.
    ///
    /// Throws `StoreFailure.schemaNewer` when the database knows migrations that the program doesn't.
    func migrate(_ migrations: [Migration]) async throws

    /// Finishes what is under way and closes.
    func close() async throws
}
