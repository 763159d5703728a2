public import Kernel
public import Store

extension Credits {
    /// Keeps a correction that somebody asks for; it moves nothing until a second person approves it.
    ///
    /// Throws `.correctionInvalid` for nothing or more than a correction may move, `.reasonMissing` and `.reasonTooLong`.
    /// The key must be free: `correction(ofKey:)`.
    public func request(_ new: NewCorrection, by login: LoginID, in session: Session) throws -> Correction {
        guard (1...Correction.mostCredits).contains(new.credits.count.magnitude) else {
            throw CreditsFailure.correctionInvalid
        }
        guard new.reason.isLegible else { throw CreditsFailure.reasonMissing }
        guard new.reason.count <= Correction.reasonCharacters else { throw CreditsFailure.reasonTooLong }
        let correction = Correction(new, id: session.newID(), by: login, at: session.now)
        try session.run(
            CorrectionSQL.insert,
            correction.id,
            correction.person,
            correction.credits,
            correction.reason,
            login,
            session.now,
            new.key,
            new.requestHash
        )
        return correction
    }

    /// Moves the credits of a correction that waits: what it gives becomes a grant, what it takes comes from the grants
    /// that expire first.
    ///
    /// A correction's grant counts as long as the last of the periods that count now, and at least for the rest of the day
    /// and 30 more. Throws `.ownCorrection` for who asked for it, and `.creditsInsufficient` when there is less than is to be
    /// taken, `.correctionRefused` for one that was refused. That it wasn't approved before is the caller's affair, who holds
    /// its lock.
    ///
    /// - Parameter zone: where the member's days begin.
    public func approve(
        _ correction: Correction,
        by login: LoginID,
        on account: inout MemberAccount,
        zone: Zone,
        in session: Session
    ) throws -> Correction {
        try correction.requireSecond(login)
        guard correction.refusal == nil else { throw CreditsFailure.correctionRefused }
        var made: [Grant] = []
        var postings = [Posting(account: .corrections, grant: nil, amount: -correction.credits)]
        if correction.credits > .zero {
            let end = CreditsRules.expiry(ofCorrectionAt: session.now, in: zone, beside: account.grants)
            let grant = Grant(
                correction,
                id: session.newID(),
                account: account.id,
                zone: zone,
                expires: end,
                at: session.now
            )
            made = [grant]
            postings.append(Posting(account: account.id, grant: grant.id, amount: correction.credits))
        } else {
            let grants = account.grants.filter { $0.counts(at: session.now) }.sorted { $0.comesBefore($1) }
            guard let parts = CreditsRules.parts(of: -correction.credits, from: grants) else {
                throw CreditsFailure.creditsInsufficient
            }
            postings += parts.map { Posting(account: account.id, grant: $0.grant, amount: -$0.amount) }
        }
        try session.run(CreditsSQL.openCorrectionsAccount, AccountID.corrections)
        let entry = try account.append(
            .correction,
            postings,
            making: made,
            reference: EntryReference(correction.id),
            evidence: correction.evidence(approvedBy: login),
            in: session
        )
        try session.run(CorrectionSQL.approve, correction.id, login, session.now, entry)
        var approved = correction
        approved.approval = Correction.Approval(login: login, at: session.now, entry: entry)
        return approved
    }

    /// Ends a correction that waits: by a second person's no, or because who asked for it takes it back. Nothing has moved.
    ///
    /// Throws `.correctionApproved` for one whose credits have moved: what was given by mistake is taken by another one.
    /// That it wasn't refused before is the caller's affair, who holds its lock.
    public func refuse(_ correction: Correction, by login: LoginID, in session: Session) throws -> Correction {
        guard correction.approval == nil else { throw CreditsFailure.correctionApproved }
        try session.run(CorrectionSQL.refuse, correction.id, login, session.now)
        var refused = correction
        refused.refusal = Correction.Refusal(login: login, at: session.now)
        return refused
    }

    /// A correction; nil when there is none.
    public func correction(_ id: CorrectionID, in session: Session) throws -> Correction? {
        try session.first(CorrectionSQL.one, id, read: Correction.init(row:))
    }

    /// What a key was used for before, and with which request.
    public func correction(
        ofKey key: String,
        in session: Session
    ) throws -> (correction: Correction, requestHash: [UInt8])? {
        try session.first(CorrectionSQL.ofKey, key) { (correction: try Correction(row: $0), requestHash: try $0[11]) }
    }

    /// All corrections, the latest first.
    ///
    /// - Parameter before: the last one of the page before.
    public func corrections(
        before: CorrectionID = CorrectionID(bits: .max),
        limit: Int = statementEntries,
        in session: Session
    ) throws -> [Correction] {
        try session.all(CorrectionSQL.page, before, limit, read: Correction.init(row:))
    }

    /// That every correction says what its entry says: who asked, who approved, how much, and why.
    func wrongCorrection(in session: Session) throws -> LedgerFault? {
        var wrong: LedgerFault?
        try session.each(CorrectionSQL.moved) { row in
            let (entry, account) = (try row[11] as EntryID, try row[12] as AccountID)
            let correction = row.isNull(0) ? nil : try Correction(row: row)
            let evidence = correction.flatMap { known in known.approval.map { known.evidence(approvedBy: $0.login) } }
            let isRight =
                try correction.map { known in
                    try known.person.bits == account.bits && known.credits == (try row[15] as CreditAmount)
                        && (try row[13] as EntryReference?) == EntryReference(known.id)
                        && (try row[14] as Evidence?) == evidence && known.refusal == nil
                } ?? false
            if wrong == nil, !isRight {
                wrong = LedgerFault(reason: .correctionWrong, account: account, entry: entry)
            }
        }
        return try wrong
            ?? session.first(
                CorrectionSQL.unmoved,
                read: { LedgerFault(reason: .correctionWrong, entry: try $0[0]) }
            )
    }
}
