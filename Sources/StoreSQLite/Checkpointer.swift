import Foundation
import GRDBSQLite
import Logging

/// Brings what the write-ahead log holds into the database's file, on a thread and a connection of its own, so that no
/// commit waits for it.
///
/// A log that is written without pause is never brought in to its last page by anybody but the writer, and so never
/// begins anew; once it is `longestLog`, the writer does what is left after several rounds: what one transaction or a few
/// have written.
@safe final class Checkpointer: @unchecked Sendable {  // `condition` guards the state; the connection is the thread's.
    private let condition = NSCondition()
    private let path: String
    private let logger: Logger
    /// Pages that the writer has written since the last checkpoint was asked for; the writer's own.
    private var pages = 0
    private var isAsked = false
    private var isLogLong = false
    private var isClosed = false
    private var isRunning = false

    /// Pages of 4 KiB between two checkpoints: 16 MiB.
    static let interval = 4000
    /// Pages after which the writer lends a hand: 256 MiB.
    static let longestLog: CInt = 64_000
    /// Rounds over a long log, each of which finds only what was written during the one before.
    private static let rounds = 4
    /// Bytes of the log that stay when it begins anew: more than it has as a rule, since to cut its file takes a tenth of a
    /// second, for which commits would wait, and what is written over is on the disk sooner than what is added.
    static let keptLog = 320 << 20

    init(path: String, logger: Logger) {
        self.path = path
        self.logger = logger
    }

    /// Asks for a checkpoint when it is time for one; for the writer, after each commit.
    ///
    /// - Parameter written: how many pages the writer has written since it was here last.
    /// - Returns: whether the writer is to bring in the rest itself.
    func note(pages written: Int) -> Bool {
        pages += written
        return condition.withLock {
            guard !isLogLong else {
                // One at a time: SQLite refuses the second.
                (isLogLong, isAsked, pages) = (false, false, 0)
                return true
            }
            if pages >= Self.interval {
                pages = 0
                ask()
            }
            return false
        }
    }

    private func ask() {
        isAsked = true
        if !isRunning, !isClosed {
            isRunning = true
            let thread = Thread { [self] in run() }
            thread.name = "carnet.checkpoints"
            thread.start()
        }
        condition.signal()
    }

    /// Ends the thread and returns when it is done.
    func close() {
        condition.withLock {
            isClosed = true
            condition.broadcast()
            while isRunning { condition.wait() }
        }
    }

    private func run() {
        var handle: OpaquePointer?
        var code = unsafe sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
        // A connection that hasn't read yet doesn't know that there is a log.
        if code == SQLITE_OK { code = unsafe sqlite3_exec(handle, "SELECT 1 FROM sqlite_schema", nil, nil, nil) }
        if code != SQLITE_OK { logger.error("No connection for checkpoints.", metadata: ["sqlite": "\(code)"]) }
        while isDue() {
            // Where it can't do it, the writer does.
            let isLong = code == SQLITE_OK ? unsafe bringIn(handle) : true
            condition.withLock {
                isLogLong = isLong
                if isLong { isAsked = false }
            }
        }
        unsafe sqlite3_close_v2(handle)
        condition.withLock {
            isRunning = false
            condition.broadcast()
        }
    }

    /// Brings in what it can, and says whether the log is long nevertheless. Another program that does the same does it for
    /// all.
    private func bringIn(_ handle: OpaquePointer?) -> Bool {
        for _ in 0..<Self.rounds {
            var log: CInt = 0
            let code = unsafe sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, &log, nil)
            guard code == SQLITE_OK, log >= Self.longestLog else { return code != SQLITE_OK && code != SQLITE_BUSY }
        }
        return true
    }

    /// Waits until a checkpoint is asked for; false at the end.
    private func isDue() -> Bool {
        condition.withLock {
            while !isAsked, !isClosed { condition.wait() }
            isAsked = false
            return !isClosed
        }
    }
}
