public import Kernel
public import Store

/// The ledger: who has how many credits, from which grants, and where they went.
///
/// Double entry: the postings of an entry add up to zero, and no member account goes below it. Entries and postings are
/// only ever added. An entry touches one member account, whose entries are chained by hash (`EntryDigest`); the account
/// row is locked by a verb's first statement, so verbs on one member follow each other, and those on others don't wait.
/// What counts is decided by the session's instant, so a late expiry changes no answer.
public struct Credits: Sendable {
    /// The ledger has no settings.
    public init() {}

    /// Takes credits for a visit, from the grants that expire first.
    ///
    /// Throws `.creditsInsufficient` when the grants that still count don't suffice; then nothing has moved. Exactly
    /// once is the caller's affair: the same visit debited twice makes two entries.
    public func debit(
        _ amount: CreditAmount,
        from person: PersonID,
        to location: LocationID,
        reference visit: VisitID,
        in session: Session
    ) throws -> Debit {
        guard amount > .zero else { throw CreditsFailure.amountNotPositive }
        guard var account = try MemberAccount.lock(person, in: session) else {
            throw CreditsFailure.creditsInsufficient
        }
        let grants = try self.grants(of: account.id, in: session).filter { $0.counts(at: session.now) }
        guard let parts = CreditsRules.parts(of: amount, from: grants) else { throw CreditsFailure.creditsInsufficient }
        let counter = try locationAccount(location, in: session)
        let postings =
            parts.map { Posting(account: account.id, grant: $0.grant, amount: -$0.amount) }
            + [Posting(account: counter, grant: nil, amount: amount)]
        let entry = try account.append(.debit, postings, reference: visit, in: session)
        return Debit(entry: entry, parts: parts)
    }

    /// Gives back a debit, to the last credit and exactly once.
    ///
    /// Each part goes back to the grant it came from. A grant that has expired, or expires within 30 days, isn't given
    /// it: a return grant that names it is made instead, which lives for 30 days of coverage. Throws `.alreadyReturned`
    /// for a debit that has been given back, `.noSuchEntry` for what isn't a debit.
    ///
    /// - Parameter covered: the days on which the member is covered, past and to come.
    public func giveBack(
        _ debit: EntryID,
        covered: CoveredDays,
        reference visit: VisitID,
        in session: Session
    ) throws -> Return {
        guard let person = try session.first(CreditsSQL.debitedMember, debit, read: { try $0[0] as PersonID }),
            var account = try MemberAccount.lock(person, in: session)
        else { throw CreditsFailure.noSuchEntry }
        if try session.first(CreditsSQL.reversal, debit, read: { _ in true }) != nil {
            throw CreditsFailure.alreadyReturned
        }
        var postings: [Posting] = []
        var made: [Grant] = []
        for leg in try session.all(CreditsSQL.postingsOfEntry, debit, read: Posting.init(row:)) {
            guard let id = leg.grant else {
                postings.append(Posting(account: leg.account, grant: nil, amount: -leg.amount))
                continue
            }
            guard let grant = try grant(id, in: session) else { throw CreditsFailure.noSuchEntry }
            if CreditsRules.takesBack(grant, at: session.now) {
                postings.append(Posting(account: account.id, grant: id, amount: -leg.amount))
            } else {
                let new = grant.returned(-leg.amount, as: session.newID(), covered: covered, at: session.now)
                made.append(new)
                postings.append(Posting(account: account.id, grant: new.id, amount: -leg.amount))
            }
        }
        let entry = try account.append(
            .return,
            postings,
            making: made,
            reference: visit,
            reverses: debit,
            in: session
        )
        let credits = postings.reduce(CreditAmount.zero) { $1.grant == nil ? $0 : $0 + $1.amount }
        return Return(entry: entry, credits: credits)
    }

    /// How many credits the member has at the session's instant, of the grants that have been made so far.
    public func balance(of person: PersonID, in session: Session) throws -> CreditAmount {
        try session.first(CreditsSQL.balance, person, session.now) { try $0[0] as CreditAmount } ?? .zero
    }

    /// All grants of an account that have credits left, those that expire first in front.
    func grants(of account: AccountID, in session: Session) throws -> [Grant] {
        try session.all(CreditsSQL.grantsWithCredits, account, read: { try Grant(row: $0) })
    }

    private func grant(_ id: GrantID, in session: Session) throws -> Grant? {
        try session.first(CreditsSQL.grant, id, read: { try Grant(row: $0) })
    }

    private func locationAccount(_ location: LocationID, in session: Session) throws -> AccountID {
        try session.run(CreditsSQL.openLocationAccount, location)
        return AccountID(bits: location.bits)
    }
}
