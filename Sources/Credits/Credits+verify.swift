import Kernel
public import Store

extension Credits {
    /// After how many entries, or leaves of seals, `verify` tells its progress.
    static let progressSteps = 10_000

    /// Proves the whole ledger: every entry balances and says what its hash says, chains have no gap, no account was
    /// ever below zero, balances and what is left of grants are the sums of their postings, and every account is what
    /// was sealed.
    ///
    /// Stops at the first fault and names it. Whoever can write the database can write another that holds, with other
    /// seals. So a root that was kept elsewhere is the only thing that proves that nothing was made anew: with `root`, the
    /// seal of that root is made again from today's entries. The session is of no use afterwards. Memory stays flat, and
    /// the time grows with the number of entries: give it a session of its own.
    ///
    /// - Parameter root: of a seal that must be these books'.
    /// - Parameter progress: called every 10,000 entries or leaves of seals.
    public func verify(
        in session: Session,
        seal root: SealRoot? = nil,
        progress: (LedgerProgress) -> Void = { _ in }
    ) throws -> LedgerReport {
        var proof = LedgerProof()
        var told = LedgerProgress(done: 0, total: try steps(in: session))
        func tell(_ done: Int) {
            guard done >= told.done + Self.progressSteps else { return }
            told.done = done
            progress(told)
        }
        func failed(_ fault: LedgerFault) -> LedgerReport {
            var report = proof.report
            report.fault = fault
            return report
        }
        do {
            if let fault = try orphans(in: session) { return failed(fault) }
            try session.each(LedgerSQL.everything) { row in
                try proof.take(row)
                tell(proof.report.entries)
            }
            try proof.finish()
            if let fault = try wrongCorrection(in: session) { return failed(fault) }
            var report = proof.report
            report.seal = try provenSeal(root, in: session) { tell(report.entries + $0) }
            return report
        } catch let found as LedgerFault.Found {
            return failed(found.fault)
        } catch StoreFailure.unreadable {
            return failed(proof.position)
        }
    }

    private func steps(in session: Session) throws -> Int {
        let entries = try session.first(LedgerSQL.entries) { try $0[0] as Int } ?? 0
        return entries + (try session.first(LedgerSQL.leaves) { try $0[0] as Int } ?? 0)
    }

    /// What hangs in the air, which walking from the accounts wouldn't meet, and accounts that nobody's chain holds.
    private func orphans(in session: Session) throws -> LedgerFault? {
        if let fault = try session.first(
            LedgerSQL.orphanedPosting,
            read: { LedgerFault(reason: .postingOrphaned, entry: try $0[0]) }
        ) {
            return fault
        }
        if let fault = try session.first(
            LedgerSQL.orphanedEntry,
            read: { LedgerFault(reason: .entryOrphaned, account: try $0[1], entry: try $0[0]) }
        ) {
            return fault
        }
        if let fault = try session.first(
            LedgerSQL.orphanedGrant,
            read: { LedgerFault(reason: .grantOrphaned, account: try $0[2], entry: try $0[1], grant: try $0[0]) }
        ) {
            return fault
        }
        let accounts = try session.all(LedgerSQL.counterAccounts) { row in
            (id: try row[0] as AccountID, package: try row[1] as PackageCode?)
        }
        let wrong = accounts.first { $0.id != $0.package.map(AccountID.init(of:)) ?? .corrections }
        return wrong.map { LedgerFault(reason: .ownerWrong, account: $0.id) }
    }
}
