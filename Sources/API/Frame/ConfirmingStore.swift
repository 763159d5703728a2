import People
import Store

/// A store whose every transaction makes sure that a token still stands for whom it is taken for, in the same round trip
/// as the transaction's first statement. So a session that was ended, by whichever program, ends at once.
struct ConfirmingStore: Store {
    let store: any Store
    let people: People
    let token: String
    let principal: Principal

    func read<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try await store.read { try confirmed($0, body) }
    }

    func glance<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try await store.glance { try confirmed($0, body) }
    }

    func readApart<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try await store.readApart { try confirmed($0, body) }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try await store.write { try confirmed($0, body) }
    }

    func point<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try await store.point { try confirmed($0, body) }
    }

    func migrate(_ migrations: [Migration]) async throws { try await store.migrate(migrations) }

    func close() async throws { try await store.close() }

    private func confirmed<T>(_ session: Session, _ body: (Session) throws -> T) throws -> T {
        let asked = try people.ask(forToken: token, in: session)
        let outcome = Result { try body(session) }
        // After a failure of the engine the session answers nothing more.
        if case .failure(let failure as StoreFailure) = outcome { throw failure }
        guard try asked.get().first == principal else { throw APIFailure.notSignedIn }
        return try outcome.get()
    }
}
