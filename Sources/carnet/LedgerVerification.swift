import Credits
import Desk
import Foundation
import Kernel
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
        let (ranges, total, none) = try await read { session in
            let steps = try credits.countProofSteps(in: session) + VisitProof().countSteps(in: session)
            return (try credits.ranges(cores, in: session), steps, VisitTally(in: session))
        }
        let line = SharedLine(total: total)
        defer { line.clear() }
        let findings = Findings(none)
        try await withThrowingTaskGroup(of: Void.self) { group in
            func prove(_ part: Int, _ body: @escaping @Sendable (inout Part, Session) throws -> Void) {
                group.addTask {
                    try await read { session in
                        var found = Part(none)
                        try body(&found, session)
                        findings.add(found, as: part)
                    }
                }
            }
            for (number, range) in ranges.enumerated() {
                prove(number) { part, session in
                    part.report = try credits.verify(range, tally: &part.entries, in: session) { line.add($0) }
                }
            }
            prove(ranges.count) { part, session in
                part.report = try credits.verifySeals(root, in: session) { line.add($0) }
            }
            prove(ranges.count + 1) { part, session in
                part.report = try VisitProof().verify(tally: &part.visits, in: session) { line.add($0) }
            }
            try await group.waitForAll()
        }
        return try await compare(findings.whole)
    }

    /// Looks for what hangs in the air, and for visits that aren't what their entries say, where there may be any.
    private func compare(_ whole: Part) async throws -> LedgerReport {
        var report = whole.report
        if report.holds {
            let postings = report.postings
            report.fault = try await read { [credits] in
                try credits.orphanedPosting(beside: postings, ofThisSnapshot: false, in: $0)
            }
        }
        if report.holds {
            let first = whole.entries.agrees(with: whole.visits) ? whole.entries.end : EntryID(bits: 0)
            report.fault = try await read { try VisitProof().difference(since: first, in: $0) }
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

/// What a part of the proof has found.
private struct Part {
    var report = LedgerReport()
    /// What entries say of visits.
    var entries: VisitTally
    /// What visits say of entries.
    var visits: VisitTally

    init(_ none: VisitTally) { (entries, visits) = (none, none) }

    mutating func add(_ next: Part) {
        report = report.joined(with: next.report)
        entries.add(next.entries)
        visits.add(next.visits)
    }
}

/// What all parts have found.
private final class Findings: Sendable {
    private let none: VisitTally
    private let parts = Mutex<[Int: Part]>([:])

    init(_ none: VisitTally) { self.none = none }

    func add(_ part: Part, as number: Int) { parts.withLock { $0[number] = part } }

    /// All of it; of several faults the first part's.
    var whole: Part {
        parts.withLock { parts in
            parts.keys.sorted().compactMap { parts[$0] }.reduce(into: Part(none)) { $0.add($1) }
        }
    }
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
