public import Store

extension Credits {
    /// After how many entries `verify` tells its progress.
    static let progressEntries = 10_000

    /// Proves the whole ledger: every entry balances and says what its hash says, chains have no gap, no account was
    /// ever below zero, and balances and what is left of grants are the sums of their postings.
    ///
    /// Stops at the first fault and names it. The session is of no use afterwards. Memory stays flat, and the time
    /// grows with the number of entries: give it a session of its own.
    ///
    /// - Parameter progress: called every 10,000 entries with the figures so far.
    public func verify(in session: Session, progress: (LedgerReport) -> Void = { _ in }) throws -> LedgerReport {
        var proof = LedgerProof()
        var told = 0
        func failed(_ fault: LedgerFault) -> LedgerReport {
            var report = proof.report
            report.fault = fault
            return report
        }
        do {
            if let fault = try orphans(in: session) { return failed(fault) }
            try session.each(LedgerSQL.everything) { row in
                try proof.take(row)
                guard proof.report.entries >= told + Self.progressEntries else { return }
                told = proof.report.entries
                progress(proof.report)
            }
            try proof.finish()
            return proof.report
        } catch let found as LedgerFault.Found {
            return failed(found.fault)
        } catch StoreFailure.unreadable {
            return failed(proof.position)
        }
    }

    /// What hangs in the air, which walking from the accounts wouldn't meet.
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
        return try session.first(LedgerSQL.orphanedGrant) { row in
            LedgerFault(reason: .grantOrphaned, account: try row[2], entry: try row[1], grant: try row[0])
        }
    }
}
