import Dispatch
import Kernel
import Secrets
import Store
import Synchronization

/// The database that is copied: read, and kept from being written meanwhile.
struct CopySource {
    let store: any Store
    let name: String
    let migrations: [Migration]

    /// Throws what to do where it can't be copied by this program; the keys' path where the keys aren't its own.
    func check(keys path: String) async throws {
        try await store.requireSchema(migrations, of: name, option: "--from")
        let keys = try Keys.load(path: path)
        guard try await Installation.fingerprint(store) == keys.fingerprint else { throw KeysFailure.wrong(path: path) }
    }

    /// Keeps everybody else from writing for as long as the closure runs.
    func holding<T: Sendable>(_ body: () async throws -> T) async throws -> T {
        let (held, tell) = AsyncThrowingStream<Void, any Error>.makeStream()
        let released = DispatchSemaphore(value: 0)
        async let kept: Void = keep(until: released, telling: tell)
        let outcome: Result<T, any Error>
        do {
            for try await _ in held { break }
            outcome = .success(try await body())
        } catch {
            outcome = .failure(error)
        }
        released.signal()
        let result = try outcome.get()
        try await kept
        return result
    }

    /// One transaction that holds all tables and does nothing.
    private func keep(
        until released: DispatchSemaphore,
        telling tell: AsyncThrowingStream<Void, any Error>.Continuation
    ) async throws {
        let hasBegun = Mutex(false)
        do {
            try await store.write { session in
                // Run again, somebody may have written in between.
                if hasBegun.withLock({ known in
                    defer { known = true }
                    return known
                }) {
                    throw CommandFailure(
                        "The hold on \(name) was lost. Run the same command again: it goes on where it stopped."
                    )
                }
                try session.holdTables()
                _ = try session.first("SELECT 1") { _ in }
                tell.yield()
                // A server ends a transaction that says nothing for long.
                while released.wait(timeout: .now() + 10) == .timedOut { _ = try session.first("SELECT 1") { _ in } }
            }
        } catch {
            tell.finish(throwing: error)
            throw error
        }
    }
}
