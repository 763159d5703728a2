public import Kernel
public import Store

extension Credits {
    /// Expires what is over and grants what is due, at the session's instant. Doing it again changes nothing.
    ///
    /// For one member, source and period only the difference to what that period has been granted already is granted:
    /// a better package gives it at once, a lesser one takes nothing back. Returned credits don't expire while the
    /// member isn't covered.
    ///
    /// - Parameter due: the grants of every period that may still count, in the order in which they became due.
    /// - Parameter covered: the days on which the member is covered, past and to come.
    public func bringUpToDate(
        _ person: PersonID,
        due: [DueGrant],
        covered: CoveredDays,
        in session: Session
    ) throws {
        var account: MemberAccount
        if due.isEmpty {
            guard let known = try MemberAccount.lock(person, in: session) else { return }
            account = known
        } else {
            account = try MemberAccount.open(person, in: session)
        }
        for grant in try grants(of: account.id, in: session) where grant.returns != nil {
            try extend(grant, covered: covered, in: session)
        }
        try expire(&account, in: session)
        for due in due { try grant(due, to: &account, in: session) }
    }

    /// Whether `bringUpToDate` with the same arguments would change nothing; for reading without a transaction.
    public func isUpToDate(
        _ person: PersonID,
        due: [DueGrant],
        covered: CoveredDays,
        in session: Session
    ) throws -> Bool {
        let account = AccountID(bits: person.bits)
        for grant in try grants(of: account, in: session) {
            if !grant.counts(at: session.now) { return false }
            if grant.returns != nil, grant.expires != CreditsRules.expiry(ofReturnOn: grant.startsOn, covered: covered)
            {
                return false
            }
        }
        return try due.allSatisfy { try missing($0, in: account, session) == .zero }
    }

    /// Brings the end of returned credits in line with coverage as it is known today.
    private func extend(_ grant: Grant, covered: CoveredDays, in session: Session) throws {
        let expires = CreditsRules.expiry(ofReturnOn: grant.startsOn, covered: covered)
        guard expires != grant.expires else { return }
        try session.run(CreditsSQL.setExpiry, grant.id, expires, expires.map(grant.zone.start(of:)))
    }

    private func expire(_ account: inout MemberAccount, in session: Session) throws {
        let over = try grants(of: account.id, in: session).filter { !$0.counts(at: session.now) }
        guard !over.isEmpty else { return }
        var postings: [Posting] = []
        for grant in over {
            postings.append(Posting(account: account.id, grant: grant.id, amount: -grant.remaining))
            let counter = try packageAccount(grant.package, in: session)
            postings.append(Posting(account: counter, grant: nil, amount: grant.remaining))
        }
        _ = try account.append(.expiry, postings, in: session)
    }

    private func grant(_ due: DueGrant, to account: inout MemberAccount, in session: Session) throws {
        let missing = try missing(due, in: account.id, session)
        guard missing > .zero else { return }
        let grant = Grant(due, missing, id: session.newID(), account: account.id)
        let counter = try packageAccount(due.package, in: session)
        let postings = [
            Posting(account: counter, grant: nil, amount: -missing),
            Posting(account: account.id, grant: grant.id, amount: missing),
        ]
        _ = try account.append(.grant, postings, making: [grant], in: session)
    }

    /// What a period still lacks; zero once it is over.
    private func missing(_ due: DueGrant, in account: AccountID, _ session: Session) throws -> CreditAmount {
        guard due.credits > .zero, due.zone.start(of: due.expires) > session.now else { return .zero }
        let granted = try session.first(CreditsSQL.granted, account, due.source, due.periodStart) {
            try $0[0] as CreditAmount
        }
        return max(.zero, due.credits - (granted ?? .zero))
    }

    private func packageAccount(_ package: PackageCode, in session: Session) throws -> AccountID {
        if let known = try session.first(CreditsSQL.packageAccount, package, read: { try $0[0] as AccountID }) {
            return known
        }
        let id: AccountID = session.newID()
        try session.run(CreditsSQL.openPackageAccount, id, package)
        return try session.first(CreditsSQL.packageAccount, package) { try $0[0] as AccountID } ?? id
    }
}
