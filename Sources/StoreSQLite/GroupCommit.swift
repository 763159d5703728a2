import Foundation
import Kernel
import Logging
import Store

/// One write that waits for its turn.
private struct Job {
    /// Runs the closure and keeps its result; throws what the closure threw.
    let run: (Session) throws -> Void
    /// Called once the outcome is final: nil when the commit is on the disk.
    let finish: (_ failure: (any Error)?) -> Void
}

/// The only writer of a database: writes that arrive while a commit is under way share the next one.
///
/// Each member of a group runs in a savepoint of its own, so one that fails takes nobody with it. An answer is given
/// only after the commit that carries it. A failure that ends SQLite's whole transaction (a full disk, say) makes the
/// members run again one by one, so that each gets its own answer.
final class GroupCommit: @unchecked Sendable {  // All state is guarded by `condition`; the connection is the thread's.
    private let condition = NSCondition()
    private var waiting: [Job] = []
    private var isClosed = false
    private var hasEnded = false

    private let connection: SQLiteConnection
    private let surroundings: Surroundings
    private let logger: Logger

    /// How many writes may share a commit.
    static let groupLimit = 128
    /// How many writes may wait; more are refused as busy.
    static let queueLimit = 20_000
    /// A closure that holds the writer longer than this is logged.
    static let slowMicroseconds: Int64 = 20_000

    init(connection: SQLiteConnection, surroundings: Surroundings, logger: Logger) {
        self.connection = connection
        self.surroundings = surroundings
        self.logger = logger
    }

    /// Starts the writer's own thread; `hold` gives it the connection until the closure returns.
    func start(holding hold: @escaping @Sendable (() -> Void) -> Void) {
        let thread = Thread { [self] in
            hold { self.serve() }
            condition.withLock {
                hasEnded = true
                condition.broadcast()
            }
        }
        thread.name = "carnet.writer"
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// Adds a write and waits for its commit.
    func submit<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
            let box = ResultBox<T>()
            let job = Job(
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
            let refusal: StoreFailure? = condition.withLock {
                guard !isClosed, waiting.count < Self.queueLimit else { return .busy }
                waiting.append(job)
                condition.signal()
                return nil
            }
            if let refusal { continuation.resume(throwing: refusal) }
        }
    }

    /// Takes no more writes, finishes those that wait, and returns when the thread is done with the connection.
    func close() {
        condition.withLock {
            isClosed = true
            condition.broadcast()
            while !hasEnded { condition.wait() }
        }
    }

    private func serve() {
        while true {
            let group: [Job] = condition.withLock {
                while waiting.isEmpty && !isClosed { condition.wait() }
                let group = Array(waiting.prefix(Self.groupLimit))
                waiting.removeFirst(group.count)
                return group
            }
            if group.isEmpty { return }
            commit(group)
        }
    }

    private func commit(_ group: [Job]) {
        guard group.count > 1 else { return commitAlone(group[0]) }
        var failures: [(any Error)?] = []
        do {
            _ = try connection.execute("BEGIN IMMEDIATE", [])
            for job in group {
                _ = try connection.execute("SAVEPOINT member", [])
                do {
                    try timed { try job.run(session()) }
                    failures.append(nil)
                } catch {
                    failures.append(error)
                    guard connection.isInsideTransaction else { return runOneByOne(group) }
                    _ = try connection.execute("ROLLBACK TO member", [])
                }
                guard connection.isInsideTransaction else { return runOneByOne(group) }
                _ = try connection.execute("RELEASE member", [])
            }
            _ = try connection.execute("COMMIT", [])
        } catch {
            return runOneByOne(group)
        }
        for (job, failure) in zip(group, failures) { job.finish(failure) }
    }

    private func runOneByOne(_ group: [Job]) {
        rollBackIfNeeded()
        for job in group { commitAlone(job) }
    }

    private func commitAlone(_ job: Job) {
        do {
            _ = try connection.execute("BEGIN IMMEDIATE", [])
            try timed { try job.run(session()) }
            _ = try connection.execute("COMMIT", [])
            job.finish(nil)
        } catch {
            rollBackIfNeeded()
            job.finish(error)
        }
    }

    private func rollBackIfNeeded() {
        guard connection.isInsideTransaction else { return }
        do { _ = try connection.execute("ROLLBACK", []) } catch {
            logger.error("The writer couldn't roll back.", metadata: ["error": "\(error)"])
        }
    }

    private func session() -> Session {
        Session(connection: connection, now: surroundings.time.now(), random: surroundings.random)
    }

    private func timed(_ body: () throws -> Void) rethrows {
        let clock = ContinuousClock()
        let duration = try clock.measure(body)
        let microseconds = duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
        if microseconds > Self.slowMicroseconds {
            logger.notice("A write held the writer for long.", metadata: ["microseconds": "\(microseconds)"])
        }
    }
}

/// Carries a closure's result from the writer's thread to its continuation; written and read by that thread alone.
private final class ResultBox<T>: @unchecked Sendable {
    var value: T?
}
