import Foundation
import Kernel
import Logging
import Store

/// One write that waits for its turn; finished when its commit is on the disk.
private typealias Job = EngineJob<Session>

/// The only writer of a database: writes that arrive while a commit is under way share the next one.
///
/// A member that fails takes nobody with it. Most fail before they have written anything; after one that had, the group is
/// rolled back and runs again, each in a savepoint of its own. An answer is given only after the commit that carries it. A
/// failure that ends SQLite's whole transaction (a full disk, say) makes the members run again one by one, so that each gets
/// its own answer.
final class GroupCommit: @unchecked Sendable {  // All state is guarded by `condition`; the connection is the thread's.
    private let condition = NSCondition()
    private var waiting: [Job] = []
    private var isClosed = false
    private var hasEnded = false

    /// Of the transaction under way; the writer's thread alone looks at it.
    private var turn = Turn()

    private let connection: SQLiteConnection
    private let checkpointer: Checkpointer
    private let sign: WaitingSign
    private let surroundings: Surroundings
    private let logger: Logger
    /// How many writes may wait; more are refused as busy.
    private let queueLimit: Int

    /// How many writes may share a commit.
    static let groupLimit = 128
    /// While another program has the file, the writer asks for it every millisecond, ten seconds long.
    private static let question = 0.001
    private static let questions = 10_000
    /// After long work, or a step of it, the writer stays away for that long where another program waits, which then gets
    /// in: otherwise long work would take one transaction after the other.
    private static let pause = 0.003
    private static let longTurn = Duration.milliseconds(50)
    /// A closure that holds the writer longer than this is logged; long work in steps when it is twice past its end.
    static let slowMicroseconds: Int64 = 20_000

    init(
        connection: SQLiteConnection,
        checkpointer: Checkpointer,
        sign: WaitingSign,
        surroundings: Surroundings,
        queueLimit: Int,
        logger: Logger
    ) {
        self.queueLimit = queueLimit
        self.checkpointer = checkpointer
        self.sign = sign
        self.connection = connection
        self.surroundings = surroundings
        self.logger = logger
        connection.hasTime = { [unowned self] in hasTime() }
    }

    private struct Turn {
        var begun = ContinuousClock.now
        /// Whether nobody else shares the commit.
        var isAlone = false
        /// Whether it is long work that takes steps for as long as nobody waits.
        var isInSteps = false
    }

    private func hasTime() -> Bool {
        turn.isInSteps = true
        guard turn.isAlone, turn.begun.duration(to: .now) < Session.longest else { return false }
        return condition.withLock { waiting.isEmpty && !isClosed } && !sign.isRaised
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
        try await Job.wait(for: body) { job in
            try condition.withLock {
                guard !isClosed, waiting.count < queueLimit else { throw StoreFailure.busy }
                waiting.append(job)
                condition.signal()
            }
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
            let isLong = turn.isInSteps || turn.begun.duration(to: .now) > Self.longTurn
            if checkpointer.note(pages: connection.countPagesWritten()) { connection.checkpoint() }
            if isLong, sign.isRaised { Thread.sleep(forTimeInterval: Self.pause) }
        }
    }

    private func commit(_ group: [Job]) {
        turn = Turn(isAlone: group.count == 1)
        guard group.count > 1 else { return commitAlone(group[0]) }
        guard begin(for: group) else { return }
        do {
            var failures = try outcomes(of: group, undoing: false)
            if failures == nil, connection.isInsideTransaction {
                rollBackIfNeeded()
                guard begin(for: group) else { return }
                failures = try outcomes(of: group, undoing: true)
            }
            guard let failures else { return runOneByOne(group) }
            try connection.execute("COMMIT", [], expecting: nil)
            for (job, failure) in zip(group, failures) { job.finish(failure) }
        } catch {
            runOneByOne(group)
        }
    }

    /// Runs a group's members and says how each failed, if it did; nil where that can't be committed: SQLite has ended the
    /// transaction, or a member failed after it had written and isn't to be undone alone.
    ///
    /// - Parameter undoing: whether members run in savepoints, for which SQLite copies every page that they change.
    private func outcomes(of group: [Job], undoing: Bool) throws -> [(any Error)?]? {
        var failures: [(any Error)?] = []
        for job in group {
            if undoing { try connection.execute("SAVEPOINT member", [], expecting: nil) }
            connection.hasWritten = false
            do {
                try timed { try session().write(job.run) }
                failures.append(nil)
            } catch {
                failures.append(error)
                if connection.isInsideTransaction, connection.hasWritten {
                    guard undoing else { return nil }
                    try connection.execute("ROLLBACK TO member", [], expecting: nil)
                }
            }
            guard connection.isInsideTransaction else { return nil }
            if undoing { try connection.execute("RELEASE member", [], expecting: nil) }
        }
        return failures
    }

    /// Begins a group's transaction, or answers all of them that it can't be begun.
    private func begin(for group: [Job]) -> Bool {
        do {
            try begin()
            return true
        } catch {
            for job in group { job.finish(error) }
            return false
        }
    }

    /// Begins a transaction as soon as no other program has one; whoever has long work sees the sign and makes way.
    private func begin() throws {
        var asked = 0
        defer { if asked > 0 { sign.lower() } }
        while true {
            do {
                try connection.execute("BEGIN IMMEDIATE", [], expecting: nil)
                turn.begun = .now
                return
            } catch StoreFailure.busy where asked < Self.questions {
                if asked == 0 { sign.raise() }
                asked += 1
                Thread.sleep(forTimeInterval: Self.question)
            }
        }
    }

    private func runOneByOne(_ group: [Job]) {
        rollBackIfNeeded()
        for job in group { commitAlone(job) }
    }

    private func commitAlone(_ job: Job) {
        do {
            try begin()
            try timed { try session().write(job.run) }
            try connection.execute("COMMIT", [], expecting: nil)
            job.finish(nil)
        } catch {
            rollBackIfNeeded()
            job.finish(error)
        }
    }

    private func rollBackIfNeeded() {
        guard connection.isInsideTransaction else { return }
        do { try connection.execute("ROLLBACK", [], expecting: nil) } catch {
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
        if microseconds > Self.slowMicroseconds, !turn.isInSteps || duration > Session.longest * 2 {
            logger.notice("A write held the writer for long.", metadata: ["microseconds": "\(microseconds)"])
        }
    }
}
