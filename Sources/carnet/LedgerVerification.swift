import Credits
import Desk
import Foundation
import Store
import Synchronization

/// Proves the books from the command line, beside a server or without one: a range of accounts for each core, up to
/// three, and the seals and the visits beside them.
///
/// Each part reads a snapshot of its own. What is recorded meanwhile is in some of them, and proven whole the next time.
struct LedgerVerification {
    private let store: any Store
    private let credits = Credits()

    init(_ store: any Store) { self.store = store }

    func run(seal root: SealRoot?) async throws -> LedgerReport {
        let credits = credits
        let cores = min(max(ProcessInfo.processInfo.activeProcessorCount, 1), Self.most)
        let (ranges, total) = try await read { session in
            (try credits.ranges(cores, in: session), try credits.countProofSteps(in: session))
        }
        let line = SharedLine(total: total)
        defer { line.clear() }
        var report = try await withThrowingTaskGroup(of: (Int, LedgerReport).self) { group in
            for (number, range) in ranges.enumerated() {
                group.addTask {
                    (number, try await read { try credits.verify(range, in: $0) { line.add($0) } })
                }
            }
            group.addTask {
                (ranges.count, try await read { try credits.verifySeals(root, in: $0) { line.add($0) } })
            }
            group.addTask { (ranges.count + 1, try await read { try VisitProof().verify(in: $0) }) }
            var parts: [Int: LedgerReport] = [:]
            for try await (number, report) in group { parts[number] = report }
            return parts.keys.sorted().compactMap { parts[$0] }.reduce(LedgerReport()) { $0.joined(with: $1) }
        }
        let postings = report.postings
        if report.holds {
            report.fault = try await read {
                try credits.orphanedPosting(beside: postings, ofThisSnapshot: false, in: $0)
            }
        }
        return report
    }

    /// Reads a snapshot. Where there are fewer connections than parts, a part waits for another to end, however long; what
    /// has begun isn't begun again.
    private func read<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        let hasBegun = Flag()
        while true {
            do {
                return try await store.read { session in
                    hasBegun.raise()
                    return try body(session)
                }
            } catch StoreFailure.busy where !hasBegun.isRaised {
                try Task.checkCancellation()
            }
        }
    }

    /// How many ranges are read at once at most; with the seals, as many as SQLite has readers.
    private static let most = 3
}

/// A line of progress that several parts move on.
private final class SharedLine: Sendable {
    private let line = ProgressLine()
    private let done = Mutex(0)
    private let total: Int

    init(total: Int) { self.total = total }

    func add(_ more: Int) {
        done.withLock { done in
            done += more
            let pace = Pace(done: done, total: total, unit: "entries")
            line.show("verifying", min(Double(done) / Double(max(total, 1)), 1)) { pace.text(after: $0) }
        }
    }

    func clear() { line.clear() }
}

/// Whether something has happened.
private final class Flag: Sendable {
    private let value = Mutex(false)

    var isRaised: Bool { value.withLock { $0 } }

    func raise() { value.withLock { $0 = true } }
}
