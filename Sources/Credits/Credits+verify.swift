import Kernel
public import Store

extension Credits {
    /// After how many entries, or leaves of seals, a proof tells its progress.
    static let progressSteps = 10_000

    /// Proves the whole ledger in one session: the accounts, the seals, and that there is nothing else.
    ///
    /// Stops at the first fault and names it. The session is of no use afterwards. Memory stays flat, and the time grows
    /// with the number of entries: give it a session of its own.
    ///
    /// - Parameter root: of a seal that must be these books'.
    /// - Parameter tally: takes the entries of visits and cancellations.
    /// - Parameter progress: called every 10,000 entries or leaves of seals.
    public func verify(
        in session: Session,
        seal root: SealRoot? = nil,
        tally: inout VisitTally,
        progress: (LedgerProgress) -> Void = { _ in }
    ) throws -> LedgerReport {
        let total = try countProofSteps(in: session)
        var done = 0
        func tell(_ more: Int) {
            done += more
            progress(LedgerProgress(done: done, total: total))
        }
        var report = try verify(.all, tally: &tally, in: session, progress: tell)
        if report.holds { report = report.joined(with: try verifySeals(root, in: session, progress: tell)) }
        if report.holds {
            report.fault = try orphanedPosting(beside: report.postings, ofThisSnapshot: true, in: session)
        }
        return report
    }

    /// How many entries and leaves of seals a proof has before it.
    public func countProofSteps(in session: Session) throws -> Int {
        try count(LedgerSQL.entries, in: session) + count(LedgerSQL.leaves, in: session)
    }

    /// Proves a range of accounts: every entry balances and says what its hash says, chains have no gap, no account was
    /// ever below zero, balances and what is left of grants are the sums of their postings.
    ///
    /// - Parameter tally: takes the entries of visits and cancellations.
    /// - Parameter progress: told that so many more entries were checked.
    public func verify(
        _ range: LedgerRange,
        tally: inout VisitTally,
        in session: Session,
        progress: (Int) -> Void = { _ in }
    ) throws -> LedgerReport {
        var proof = LedgerProof(tally)
        var told = 0
        defer { tally = proof.tally }
        return try namingFaults {
            try requireNothingOutside(in: session)
            proof.counters = try counterAccounts(in: session)
            try session.each(LedgerSQL.accounts, range.first, range.last) { row in
                try proof.take(row)
                if proof.report.entries >= told + Self.progressSteps {
                    progress(proof.report.entries - told)
                    told = proof.report.entries
                }
            }
            try proof.finish()
            try requireNoOrphan(beside: proof, in: range, session)
            return proof.report
        } at: {
            proof.position
        }
    }

    /// Proves that corrections are what was approved, and the seals.
    ///
    /// Whoever can write the database can write another that holds, with other seals. So a root that was kept elsewhere is
    /// the only thing that proves that nothing was made anew: with `root`, the seal of that root is made again from
    /// today's entries. That their hashes are what they say, the proof of the accounts shows.
    ///
    /// - Parameter root: of a seal that must be these books'.
    /// - Parameter progress: told that so many more leaves of seals were checked.
    public func verifySeals(
        _ root: SealRoot? = nil,
        in session: Session,
        progress: (Int) -> Void = { _ in }
    ) throws -> LedgerReport {
        var told = 0
        return try namingFaults {
            if let fault = try wrongCorrection(in: session) { throw LedgerFault.Found(fault: fault) }
            let seal = try provenSeal(root, in: session) { leaves in
                guard leaves >= told + Self.progressSteps else { return }
                progress(leaves - told)
                told = leaves
            }
            return LedgerReport(seal: seal)
        } at: {
            LedgerFault(reason: .unreadable)
        }
    }

    /// The first posting without an entry, which no account leads to.
    ///
    /// - Parameter known: how many postings the accounts' proofs met. When there are as many, none is looked for.
    /// - Parameter isSnapshot: whether those proofs saw what this session sees; then a difference is a fault by itself.
    public func orphanedPosting(
        beside known: Int,
        ofThisSnapshot isSnapshot: Bool,
        in session: Session
    ) throws -> LedgerFault? {
        guard try count(LedgerSQL.postings, in: session) != known else { return nil }
        return try namingFaults {
            var fault = isSnapshot ? LedgerFault(reason: .postingOrphaned) : nil
            try session.each(LedgerSQL.orphanedPosting) {
                fault = LedgerFault(reason: .postingOrphaned, entry: try $0[0])
            }
            return LedgerReport(fault: fault)
        } at: {
            LedgerFault(reason: .unreadable)
        }.fault
    }

    /// A count that takes as long as it takes: what streams has another limit than what is asked at a desk.
    private func count(_ sql: SQL, in session: Session) throws -> Int {
        var count = 0
        try session.each(sql) { count = try $0[0] }
        return count
    }

    private func namingFaults(
        _ body: () throws -> LedgerReport,
        at position: () -> LedgerFault
    ) throws -> LedgerReport {
        do { return try body() } catch let found as LedgerFault.Found {
            return LedgerReport(fault: found.fault)
        } catch StoreFailure.unreadable {
            return LedgerReport(fault: position())
        }
    }

    /// The counter accounts, each of which must be its owner's.
    private func counterAccounts(in session: Session) throws -> Set<AccountID> {
        let accounts = try session.all(LedgerSQL.counterAccounts) { row in
            (id: try row[0] as AccountID, kind: try row[1] as String, package: try row[2] as PackageCode?)
        }
        let wrong = accounts.first { account in
            let isLocation = account.kind == "location" && account.package == nil && account.id != .corrections
            return !isLocation && account.id != account.package.map(AccountID.init(of:)) ?? .corrections
                || (account.kind == "package") != (account.package != nil)
        }
        let twoSided = try session.first(LedgerSQL.twoSidedAccount) { try $0[0] as AccountID }
        if let wrong = wrong?.id ?? twoSided {
            throw LedgerFault.Found(fault: LedgerFault(reason: .ownerWrong, account: wrong))
        }
        return Set(accounts.map(\.id))
    }

    /// Throws where something is said to be of an account that can't be.
    private func requireNothingOutside(in session: Session) throws {
        let all = LedgerRange.all
        guard try session.first(LedgerSQL.outside, all.first, all.last, read: { _ in true }) == nil else {
            throw LedgerFault.Found(fault: LedgerFault(reason: .unreadable))
        }
    }

    /// Throws the first of what hangs in the air, which walking from the accounts doesn't meet.
    private func requireNoOrphan(beside proof: LedgerProof, in range: LedgerRange, _ session: Session) throws {
        var (entries, grants) = (0, 0)
        try session.each(LedgerSQL.counts, range.first, range.last) { (entries, grants) = (try $0[0], try $0[1]) }
        guard entries == proof.report.entries else {
            let fault = try session.first(
                LedgerSQL.orphanedEntry,
                range.first,
                range.last,
                read: { LedgerFault(reason: .entryOrphaned, account: try $0[1], entry: try $0[0]) }
            )
            throw LedgerFault.Found(fault: fault ?? LedgerFault(reason: .entryOrphaned))
        }
        guard grants == proof.grants else {
            let fault = try session.first(
                LedgerSQL.orphanedGrant,
                range.first,
                range.last,
                read: { LedgerFault(reason: .grantOrphaned, account: try $0[2], entry: try $0[1], grant: try $0[0]) }
            )
            throw LedgerFault.Found(fault: fault ?? LedgerFault(reason: .grantOrphaned))
        }
    }
}
