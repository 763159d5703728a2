import Kernel

extension Turns {
    /// Runs the closure when there is a turn.
    nonisolated func with<T>(_ body: () async throws -> T) async rethrows -> T {
        await take()
        do {
            let result = try await body()
            await giveBack()
            return result
        } catch {
            await giveBack()
            throw error
        }
    }
}
