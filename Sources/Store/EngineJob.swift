/// A closure that one of an engine's own threads runs while a task waits for its outcome.
public struct EngineJob<Context> {
    /// Runs the closure and keeps its result; throws what the closure threw. May be called again when the engine has
    /// undone what it did.
    public let run: (Context) throws -> Void
    /// Ends the waiting, once: with nil when the work is where it has to be, else with why it isn't.
    public let finish: (_ failure: (any Error)?) -> Void

    /// Hands a job to the closure, which sees to it that a thread takes it, and waits until that has finished it. When
    /// the closure throws, nobody has taken the job.
    public static func wait<T: Sendable>(
        for body: @escaping @Sendable (Context) throws -> T,
        handing hand: (EngineJob) throws -> Void
    ) async throws -> T {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
            let box = ResultBox<T>()
            let job = EngineJob(
                run: { box.value = try body($0) },
                finish: { failure in
                    if let failure {
                        continuation.resume(throwing: failure)
                    } else if let value = box.value {
                        continuation.resume(returning: value)
                    } else {
                        continuation.resume(throwing: StoreFailure.sessionFailed)
                    }
                }
            )
            do { try hand(job) } catch { continuation.resume(throwing: error) }
        }
    }
}

/// Carries a closure's result from the engine's thread to its continuation; written and read by that thread alone.
private final class ResultBox<T>: @unchecked Sendable {
    var value: T?
}
