public import Kernel
public import Store

extension Credits {
    /// Expires what is over and grants what is due, at the session's instant. Doing it again changes nothing.
    ///
    /// For one member, source and period only the difference to what that period has been granted already is granted:
    /// a better package gives it at once, a lesser one takes nothing back. Returned credits don't expire while the
    /// member isn't covered.
    ///
    /// - Parameter due: the grants of every period that may still count, and of those that began as early, in the order in
    ///   which they became due. What is there of other periods and sources is set aside.
    /// - Parameter covered: the days on which the member is covered, past and to come.
    public func bringUpToDate(
        _ account: inout MemberAccount,
        due: [DueGrant],
        covered: DaySpans,
        in session: Session
    ) throws {
        let missing = try missing(due, in: &account, session)
        for grant in account.grants {
            let expires = CreditsRules.expiry(of: grant, covered: covered)
            if expires != grant.expires { try account.setExpiry(of: grant, to: expires, in: session) }
        }
        try expire(&account, in: session)
        for missing in missing { try grant(missing, to: &account, in: session) }
    }

    /// Whether `bringUpToDate` with the same arguments would change nothing; for reading without a transaction.
    public func isUpToDate(
        _ account: inout MemberAccount,
        due: [DueGrant],
        covered: DaySpans,
        in session: Session
    ) throws -> Bool {
        let missing = try missing(due, in: &account, session)
        return missing.isEmpty
            && account.grants.allSatisfy { grant in
                let isOver = grant.remaining > .zero && grant.isOver(at: session.now)
                return !isOver && grant.expires == CreditsRules.expiry(of: grant, covered: covered)
            }
    }

    private func expire(_ account: inout MemberAccount, in session: Session) throws {
        let over = account.grants.filter { $0.remaining > .zero && $0.isOver(at: session.now) }
            .sorted { $0.comesBefore($1) }
        guard !over.isEmpty else { return }
        var postings: [Posting] = []
        for grant in over {
            postings.append(Posting(account: account.id, grant: grant.id, amount: -grant.remaining))
            let counter = try grant.package.map { try packageAccount($0, in: session) } ?? .corrections
            postings.append(Posting(account: counter, grant: nil, amount: grant.remaining))
        }
        _ = try account.append(.expiry, postings, in: session)
    }

    /// What periods still lack. What they were granted, and what was used of it and is over, the account doesn't hold any more:
    /// where something seems to be missing, the ledger is asked. What expired unused gave nothing.
    private func missing(
        _ due: [DueGrant],
        in account: inout MemberAccount,
        _ session: Session
    ) throws -> [MissingGrant] {
        let missing = account.reckon(due, at: session.now)
        guard account.isOpen else { return missing }
        var granted: [PeriodOfSource: CreditAmount] = [:]
        return try missing.compactMap { missing in
            let due = missing.due
            let known = try granted[due.period] ?? self.granted(due, to: account, in: session)
            let most = max(.zero, due.credits - known + account.unneeded(of: due, at: session.now))
            let part = MissingGrant(due: due, credits: min(missing.credits, most))
            granted[due.period] = known + part.credits
            return part.credits > .zero ? part : nil
        }
    }

    private func granted(_ due: DueGrant, to account: MemberAccount, in session: Session) throws -> CreditAmount {
        try session.first(CreditsSQL.granted, account.id, due.source, due.periodStart) { try $0[0] as CreditAmount }
            ?? .zero
    }

    private func grant(_ missing: MissingGrant, to account: inout MemberAccount, in session: Session) throws {
        let grant = Grant(missing.due, missing.credits, id: session.newID(), account: account.id)
        let counter = try packageAccount(missing.due.package, in: session)
        let postings = [
            Posting(account: counter, grant: nil, amount: -missing.credits),
            Posting(account: account.id, grant: grant.id, amount: missing.credits),
        ]
        _ = try account.append(.grant, postings, making: [grant], in: session)
    }

    private func packageAccount(_ package: PackageCode, in session: Session) throws -> AccountID {
        let id = AccountID(of: package)
        try session.run(CreditsSQL.openPackageAccount, id, package)
        return id
    }
}
