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
        var proof = LedgerProof(counters: [])
        let counts = try counts(in: session)
        var told = LedgerProgress(done: 0, total: counts.walked.entries + counts.leaves)
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
            proof = LedgerProof(counters: try counterAccounts(in: session))
            try session.each(LedgerSQL.everything) { row in
                try proof.take(row)
                tell(proof.report.entries)
            }
            try proof.finish()
            let isAll = (proof.report.entries, proof.postings, proof.grants) == counts.walked
            if !isAll, let fault = try orphan(in: session) { return failed(fault) }
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

    /// How many there are of what the proof walks through.
    private func counts(
        in session: Session
    ) throws -> (walked: (entries: Int, postings: Int, grants: Int), leaves: Int) {
        let walked = try session.first(LedgerSQL.counts) { row in
            (entries: try row[0] as Int, postings: try row[1] as Int, grants: try row[2] as Int)
        }
        let leaves = try session.first(LedgerSQL.leaves) { try $0[0] as Int }
        return (walked ?? (0, 0, 0), leaves ?? 0)
    }

    /// The counter accounts, each of which must be its owner's.
    private func counterAccounts(in session: Session) throws -> Set<AccountID> {
        let accounts = try session.all(LedgerSQL.counterAccounts) { row in
            (id: try row[0] as AccountID, kind: try row[1] as String, package: try row[2] as PackageCode?)
        }
        let wrong = accounts.first {
            $0.kind != "location" && $0.id != $0.package.map(AccountID.init(of:)) ?? .corrections
        }
        if let wrong { throw LedgerFault.Found(fault: LedgerFault(reason: .ownerWrong, account: wrong.id)) }
        return Set(accounts.map(\.id))
    }

    /// The first of what hangs in the air, which walking from the accounts doesn't meet.
    private func orphan(in session: Session) throws -> LedgerFault? {
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
        return try session.first(
            LedgerSQL.orphanedGrant,
            read: { LedgerFault(reason: .grantOrphaned, account: try $0[2], entry: try $0[1], grant: try $0[0]) }
        )
    }
}
