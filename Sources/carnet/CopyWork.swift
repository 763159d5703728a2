import Credits
import Desk
import Foundation
import Kernel
import Logging
import Store

/// Copies one database into another and proves the copy.
///
/// Both passes walk every table in slices, in the order of its key, and compare what the target has with what the source
/// has. The first adds what is missing; so it doesn't matter where an earlier run stopped. The second takes nothing
/// missing.
struct CopyWork {
    let from: Settings
    let to: Settings

    /// How many rows go in one transaction.
    private static let slice = 20_000

    func run() async throws -> CopyReport {
        guard !from.database.isSame(as: to.database) else {
            throw CommandFailure("--from and --to are the same database. Name two.")
        }
        try from.requireDatabase()
        let keys = try from.keyFile
        do {
            return try await from.withDatabaseAsItIs { store in
                let source = CopySource(store: store, name: "\(from.database)", migrations: Composition.migrations)
                try await source.check(keys: keys)
                return try await to.withDatabaseAsItIs { store in
                    let target = CopyTarget(store: store, name: "\(to.database)", migrations: Composition.migrations)
                    return try await copy(source, to: target, keys: keys)
                }
            }
        } catch StoreFailure.full {
            throw CommandFailure(
                "The disk is full. Make room and run the same command again: it goes on where it stopped."
            )
        } catch StoreFailure.unreachable(let words) {
            throw CommandFailure(
                "A server can't be reached: \(words). Run the same command again: it goes on where it stopped."
            )
        }
    }

    private func copy(_ source: CopySource, to target: CopyTarget, keys: String) async throws -> CopyReport {
        let started = ContinuousClock.now
        let (walk, ledger, wasComplete) = try await source.holding {
            if let complete = try await begin(source, target) {
                return (complete, try await verify(source, target), true)
            }
            let walk = try await CopyWalk(from: source, to: target, slice: Self.slice)
            try await walk.pass(.copying)
            try await walk.pass(.comparing)
            return (walk, try await verify(source, target), false)
        }
        if !wasComplete { try await target.finish() }
        let seconds = started.duration(to: .now) / .seconds(1)
        return CopyReport(
            tables: walk.tables.count,
            rows: walk.rows,
            seconds: (seconds * 10).rounded() / 10,
            rowsPerSecond: Int(Double(walk.rows) / seconds),
            keys: keys,
            accounts: ledger.accounts,
            entries: ledger.entries,
            wasComplete: wasComplete
        )
    }

    /// Begins, or goes on; returns the walk that has found the target to be a complete copy, where an earlier run has
    /// finished it.
    private func begin(_ source: CopySource, _ target: CopyTarget) async throws -> CopyWalk? {
        do {
            try await target.begin()
            return nil
        } catch let error as CopyTarget.NotEmpty {
            do {
                let walk = try await CopyWalk(from: source, to: target, slice: Self.slice)
                try await walk.pass(.comparing)
                return walk
            } catch is CommandFailure {
                throw error.refusal
            }
        }
    }

    /// The books, which must hold on both sides, with the same totals.
    private func verify(_ source: CopySource, _ target: CopyTarget) async throws -> LedgerReport {
        async let first = source.store.read { try Self.verify(in: $0) }
        async let second = target.store.read { try Self.verify(in: $0) }
        let reports = [(source.name, try await first), (target.name, try await second)]
        for (name, report) in reports {
            if let fault = report.fault { throw CommandFailure("The books of \(name) don't hold: \(fault)") }
        }
        guard reports[0].1 == reports[1].1 else {
            throw CommandFailure(
                "The books of \(source.name) and \(target.name) differ. Empty the target and start again."
            )
        }
        return reports[0].1
    }

    /// Ledger and visits, of one snapshot.
    private static func verify(in session: Session) throws -> LedgerReport {
        var entries = VisitTally(in: session)
        var visits = entries
        var report = try Credits().verify(in: session, tally: &entries)
        if report.holds { report.fault = try VisitProof().verify(tally: &visits, in: session).fault }
        if report.holds {
            let first = entries.agrees(with: visits) ? entries.end : EntryID(bits: 0)
            report.fault = try VisitProof().difference(since: first, in: session)
        }
        return report
    }
}

extension DatabaseAddress {
    /// Whether both name one database, as far as names and files tell.
    func isSame(as other: DatabaseAddress) -> Bool {
        switch (self, other) {
        case (.server(let mine), .server(let theirs)): mine == theirs
        case (.file(let mine), .file(let theirs)): mine == theirs || isOneFile(mine, theirs)
        default: false
        }
    }

    private func isOneFile(_ first: String, _ second: String) -> Bool {
        var (a, b) = (stat(), stat())
        return unsafe stat(first, &a) == 0 && stat(second, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino
    }
}
