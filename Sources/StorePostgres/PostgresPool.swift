#if PostgreSQL
    import Foundation
    import Kernel
    import Logging
    import Store

    /// One transaction that waits for its turn; finished when it is committed.
    private struct Job {
        let mode: PostgresConnection.Mode
        let deadline: ContinuousClock.Instant
        let work: EngineJob<PostgresConnection>
    }

    /// The connections of one process: each with a thread of its own, opened when they are needed, and what waits for
    /// them. Unchecked, because `condition` guards all state, and a connection is its thread's.
    final class PostgresPool: @unchecked Sendable {
        private let condition = NSCondition()
        private var waiting: ArraySlice<Job> = []
        private var idleThreads = 0
        private var threads = 0
        private var isClosed = false
        /// Committed, and not known to be on the disk.
        private var unflushed: [EngineJob<PostgresConnection>] = []
        private var isFlushing = false

        private let settings: PostgresSettings
        private let random: any RandomSource
        private let logger: Logger

        /// A transaction that takes longer than this is logged.
        private static let slow = Duration.seconds(1)

        init(_ settings: PostgresSettings, random: any RandomSource, logger: Logger) {
            self.settings = settings
            self.random = random
            self.logger = logger
            let clock = Thread { [weak self] in
                while self?.refuseOverdue() == true { Thread.sleep(forTimeInterval: 0.1) }
            }
            clock.name = "carnet.postgres.clock"
            clock.start()
        }

        /// Adds a transaction and waits for its commit.
        func submit<T: Sendable>(
            _ mode: PostgresConnection.Mode,
            _ body: @escaping @Sendable (PostgresConnection) throws -> T
        ) async throws -> T {
            try await EngineJob.wait(for: body) { work in
                try condition.withLock {
                    guard !isClosed, waiting.count < settings.queueLimit else { throw StoreFailure.busy }
                    waiting.append(Job(mode: mode, deadline: .now + .seconds(settings.waitSeconds), work: work))
                    if idleThreads < waiting.count, threads < settings.connections { startThread() }
                    condition.signal()
                }
            }
        }

        /// Takes no more, finishes what waits, and returns when every connection is closed.
        func close() {
            condition.withLock {
                isClosed = true
                condition.broadcast()
                while threads > 0 { condition.wait() }
            }
        }

        /// Refuses whoever has waited for a connection too long; false when the pool is closed.
        private func refuseOverdue() -> Bool {
            let (overdue, goesOn): (ArraySlice<Job>, Bool) = condition.withLock {
                let now = ContinuousClock.now
                let count = waiting.prefix { $0.deadline < now }.count
                let overdue = waiting.prefix(count)
                waiting.removeFirst(count)
                return (overdue, !(isClosed && threads == 0))
            }
            for job in overdue { job.work.finish(StoreFailure.busy) }
            return goesOn
        }

        private func startThread() {
            threads += 1
            let thread = Thread { [self] in
                serve()
                condition.withLock {
                    threads -= 1
                    condition.broadcast()
                }
            }
            thread.name = "carnet.postgres"
            thread.stackSize = 4 << 20
            thread.start()
        }

        /// A thread's life: one connection, one transaction after the other.
        private func serve() {
            var connection: PostgresConnection?
            while let job = nextJob() { perform(job, on: &connection) }
        }

        /// The next transaction; nil when none came for long, or the pool is closed.
        private func nextJob() -> Job? {
            condition.withLock {
                let end = Date(timeIntervalSinceNow: settings.idleSeconds)
                idleThreads += 1
                defer { idleThreads -= 1 }
                while waiting.isEmpty {
                    if isClosed { return nil }
                    if !condition.wait(until: end), waiting.isEmpty { return nil }
                }
                return waiting.removeFirst()
            }
        }

        private func perform(_ job: Job, on connection: inout PostgresConnection?) {
            let started = ContinuousClock.now
            var tries = Tries(random: random)
            while true {
                do {
                    let open = try connection ?? PostgresConnection(settings)
                    connection = open
                    try transact(job, on: open)
                    let duration = started.duration(to: .now)
                    if duration > Self.slow {
                        logger.notice("A transaction took long.", metadata: ["duration": "\(duration)"])
                    }
                    if job.mode == .transaction {
                        finishOnDisk(job.work, open)
                    } else {
                        job.work.finish(nil)
                    }
                    // Nobody has to wait for the end of a snapshot.
                    if job.mode == .snapshot { open.rollBack() }
                    if open.isBroken { connection = nil }
                    return
                } catch {
                    let isOutcomeKnown = connection?.isCommitUnderWay != true
                    let pause = isOutcomeKnown ? tries.pause(after: error, of: job.mode, until: job.deadline) : nil
                    if connection?.isBroken == true { connection = nil }
                    guard let pause else { return job.work.finish(error) }
                    Thread.sleep(forTimeInterval: pause)
                }
            }
        }

        /// Finishes a transaction when the server has it on its disk, together with all that are committed by then: one
        /// thread flushes for as long as there is something to flush, and the others go on with what waits.
        ///
        /// Also what wrote nothing waits: it may have seen what another has committed a moment ago.
        private func finishOnDisk(_ work: EngineJob<PostgresConnection>, _ connection: PostgresConnection) {
            let leads = condition.withLock {
                unflushed.append(work)
                defer { isFlushing = true }
                return !isFlushing
            }
            guard leads else { return }
            while let committed = takeUnflushed() {
                var failure: StoreFailure?
                do { try connection.flush() } catch {
                    // Whether a crash has taken them nobody knows.
                    failure = .unreachable("The server didn't say that it has on its disk what it committed: \(error)")
                }
                for work in committed { work.finish(failure) }
            }
        }

        /// All that is committed and not flushed; nil when there is nothing, and then nobody flushes.
        private func takeUnflushed() -> [EngineJob<PostgresConnection>]? {
            condition.withLock {
                defer { unflushed.removeAll(keepingCapacity: true) }
                isFlushing = !unflushed.isEmpty
                return isFlushing ? unflushed : nil
            }
        }

        private func transact(_ job: Job, on connection: PostgresConnection) throws {
            do {
                try connection.begin(job.mode)
                try job.work.run(connection)
                if job.mode != .snapshot { try connection.commit() }
            } catch {
                connection.rollBack()
                throw error
            }
        }
    }

    /// Which failures are worth another try, and after what pause.
    private struct Tries {
        let random: any RandomSource
        private var overtaken = 0
        private var unreachable = 0
        private var notUnique = 0
        private var stale = 0

        init(random: any RandomSource) { self.random = random }

        /// How many seconds to wait before the transaction is run again; nil when its failure stands.
        mutating func pause(
            after error: any Error,
            of mode: PostgresConnection.Mode,
            until deadline: ContinuousClock.Instant
        ) -> Double? {
            switch error as? StoreFailure {
            case .overtaken:
                overtaken += 1
                guard overtaken < 12 else { return nil }
                // Those who got into each other's way must not do so again.
                return Double(random.next() % 1000) / 1000 * min(0.002 * Double(1 << overtaken), 0.1)
            case .unreachable:
                let pause = min(0.05 * Double(1 << min(unreachable, 4)), 0.5)
                unreachable += 1
                return .now + .seconds(pause) < deadline ? pause : nil
            case .notUnique where mode == .transaction:
                // Somebody else inserted the same meanwhile; run again, the verb finds it.
                notUnique += 1
                return notUnique == 1 ? 0 : nil
            case .engine("0A000", _), .engine("26000", _):
                // The schema has changed under a prepared statement, or the statement is gone.
                stale += 1
                return stale == 1 ? 0 : nil
            default: return nil
            }
        }
    }
#endif
