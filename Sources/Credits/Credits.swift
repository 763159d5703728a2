public import Kernel
public import Store

/// The ledger: who has how many credits, from which grants, and where they went.
///
/// Double entry: the postings of an entry add up to zero, and no member account goes below it. Entries and postings are
/// only ever added. An entry touches one member account, whose entries are chained by hash (`EntryDigest`); every verb
/// that writes locks the member first, so verbs on one member follow each other, and those on others don't wait. What
/// counts is decided by the session's instant, so a late expiry changes no answer.
public struct Credits: Sendable {
    /// The ledger has no settings.
    public init() {}

    /// Locks a member's account; whoever has none yet has one without credits.
    public func account(of person: PersonID, in session: Session) throws -> MemberAccount {
        try ask(for: person, in: session).get()
    }

    /// A member's account as it is, to read what is in it: without a lock.
    public func accountToRead(of person: PersonID, in session: Session) throws -> MemberAccount {
        try MemberAccount.ask(for: person, in: session).get()
    }

    /// Locks a member's account, asks for it and goes on; `get` waits for it.
    ///
    /// - Parameter location: where a debit goes that may follow, so that it needn't ask.
    public func ask(
        for person: PersonID,
        debitingTo location: LocationID? = nil,
        in session: Session
    ) throws -> AskedAccount {
        try session.lock(person)
        return try MemberAccount.ask(for: person, debitingTo: location, in: session)
    }

    /// Takes credits for a visit, from the grants that expire first.
    ///
    /// Throws `.creditsInsufficient` when the grants that still count don't suffice; then nothing has moved. Exactly
    /// once is the caller's affair: the same visit debited twice makes two entries.
    ///
    /// - Parameter evidence: all that the visit says.
    public func debit(
        _ amount: CreditAmount,
        from account: inout MemberAccount,
        to location: LocationID,
        reference visit: VisitID,
        evidence: Evidence,
        in session: Session
    ) throws -> Debit {
        guard amount > .zero else { throw CreditsFailure.amountNotPositive }
        let grants = account.grants.filter { $0.counts(at: session.now) }.sorted { $0.comesBefore($1) }
        guard let parts = CreditsRules.parts(of: amount, from: grants) else { throw CreditsFailure.creditsInsufficient }
        let counter = AccountID(bits: location.bits)
        if account.counter != counter { try session.run(CreditsSQL.openLocationAccount, counter) }
        let postings =
            parts.map { Posting(account: account.id, grant: $0.grant, amount: -$0.amount) }
            + [Posting(account: counter, grant: nil, amount: amount)]
        let entry = try account.append(
            .debit,
            postings,
            reference: EntryReference(visit),
            evidence: evidence,
            in: session
        )
        return Debit(entry: entry, parts: parts)
    }

    /// Whether a debit took credits that a source granted.
    public func took(_ debit: EntryID, from source: SourceID, in session: Session) throws -> Bool {
        try session.first(CreditsSQL.tookFrom, debit, source, read: { _ in true }) ?? false
    }

    /// Gives back a debit, to the last credit and exactly once.
    ///
    /// Each part goes back to the grant it came from. A grant that has expired, or expires before 30 more days of coverage
    /// are over, isn't given it: a return grant that names it is made instead, which lives for 30 days of coverage. Throws
    /// `.alreadyReturned` for a debit that has been given back, `.noSuchEntry` for what isn't a debit of that account.
    ///
    /// - Parameter covered: the days on which the member is covered, past and to come.
    /// - Parameter evidence: all that the cancellation says.
    public func giveBack(
        _ debit: EntryID,
        to account: inout MemberAccount,
        covered: DaySpans,
        reference visit: VisitID,
        evidence: Evidence,
        in session: Session
    ) throws -> Return {
        let legs = try session.all(CreditsSQL.legsOfDebit, debit, account.id) { row in
            (
                posting: try Posting(row: row), isReturned: !row.isNull(3),
                grant: row.isNull(4) ? nil : try Grant(row: row, from: 4)
            )
        }
        guard let first = legs.first else { throw CreditsFailure.noSuchEntry }
        guard !first.isReturned else { throw CreditsFailure.alreadyReturned }
        var postings: [Posting] = []
        var made: [Grant] = []
        for leg in legs {
            var back = Posting(account: leg.posting.account, grant: leg.grant?.id, amount: -leg.posting.amount)
            if let grant = leg.grant, !CreditsRules.takesBack(grant, covered: covered, at: session.now) {
                let new = grant.returned(back.amount, as: session.newID(), covered: covered, at: session.now)
                made.append(new)
                back = Posting(account: back.account, grant: new.id, amount: back.amount)
            }
            postings.append(back)
        }
        let entry = try account.append(
            .return,
            postings,
            making: made,
            reference: EntryReference(visit),
            reverses: debit,
            evidence: evidence,
            in: session
        )
        let credits = postings.reduce(CreditAmount.zero) { $1.grant == nil ? $0 : $0 + $1.amount }
        return Return(entry: entry, credits: credits)
    }
}
