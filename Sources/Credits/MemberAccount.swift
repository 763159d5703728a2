public import Kernel
import Store

/// An account that was asked for.
public struct AskedAccount {
    fileprivate struct Row {
        let sequence: Int64
        let head: [UInt8]
        let counter: AccountID?
        let grant: Grant?
    }

    fileprivate let person: PersonID
    fileprivate let rows: Answer<Row>

    /// The account; whoever has none yet has one without credits.
    public func get() throws -> MemberAccount { MemberAccount(of: person, try rows.get()) }
}

/// A member's account: what is left in it, and the end of its chain, to which entries are appended while the transaction
/// holds its lock. Verbs that follow one another in a transaction hand it on. What was only asked for to be read is given
/// to no verb that writes; the schema would refuse a second entry with the same number.
public struct MemberAccount: Sendable {
    let id: AccountID
    /// Those that have credits left, and those that still count, used up or not, except what came back and is used up.
    private(set) var grants: [Grant] = []
    private var sequence: Int64 = 0
    private var head = EntryDigest.origin
    /// The account that a debit goes to, where it is known to be open.
    private(set) var counter: AccountID?
    /// Whether there is a row; the first entry makes it.
    private(set) var isOpen = false

    /// Asks for a member's account, without a lock.
    ///
    /// - Parameter location: where a debit goes that may follow.
    static func ask(
        for person: PersonID,
        debitingTo location: LocationID? = nil,
        in session: Session
    ) throws -> AskedAccount {
        // Whatever still counts in any zone of the world, and some.
        let horizon = session.now.adding(seconds: -172_800)
        let rows = try session.ask(CreditsSQL.memberAccount, person, horizon, location) { row in
            AskedAccount.Row(
                sequence: try row[0],
                head: try row[1],
                counter: try row[2],
                grant: row.isNull(3) ? nil : try Grant(row: row, from: 3)
            )
        }
        return AskedAccount(person: person, rows: rows)
    }

    fileprivate init(of person: PersonID, _ rows: [AskedAccount.Row]) {
        id = AccountID(bits: person.bits)
        guard let first = rows.first else { return }
        (sequence, head, counter, isOpen) = (first.sequence, first.head, first.counter, true)
        grants = rows.compactMap(\.grant)
    }

    /// What a period still lacks, as far as its grants are still here; zero once it is over.
    func missing(_ due: DueGrant, at instant: Instant) -> CreditAmount {
        guard due.credits > .zero, due.zone.start(of: due.expires) > instant else { return .zero }
        return max(.zero, due.credits - grants.reduce(.zero) { $1.isOf(due) ? $0 + $1.amount - $1.setAside : $0 })
    }

    /// What a period was granted and nothing grants any more.
    func setAside(of due: DueGrant) -> CreditAmount {
        grants.reduce(.zero) { $1.isOf(due) ? $0 + $1.setAside : $0 }
    }

    /// Sets aside what nothing grants any more, because the import that brought its coverage was undone: it isn't used, and
    /// expires in its time. If the same coverage comes back before, it counts again. So much of it counts again, too, as
    /// something else grants for the same period, for as long: granted anew, it would be there twice when that coverage comes
    /// back.
    ///
    /// - Parameter due: the grants of every period that may still count, in the order in which they became due.
    /// - Parameter isGone: whether a source has never had coverage by a package in those days, the last one exclusive, as things
    ///   stand.
    public mutating func setAside(
        due: [DueGrant],
        at instant: Instant,
        where isGone: (SourceID, PackageCode, Range<Day>) throws -> Bool
    ) rethrows {
        for index in grants.indices where grants[index].returns == nil {
            let grant = grants[index]
            guard let package = grant.package, let expires = grant.expires, expires > grant.startsOn else { continue }
            let isSetAside = try isGone(grant.source, package, grant.startsOn..<expires)
            grants[index].setAside = isSetAside ? grant.amount : .zero
        }
        for due in due {
            var missing = missing(due, at: instant)
            for index in grants.indices where grants[index].isOf(due) && grants[index].lasts(until: due.expires) {
                let part = min(missing, grants[index].setAside)
                grants[index].setAside = grants[index].setAside - part
                missing = missing - part
            }
        }
    }

    /// How many credits it holds at that instant.
    public func balance(at instant: Instant) -> CreditAmount {
        grants.reduce(.zero) { sum, grant in grant.counts(at: instant) ? sum + grant.usable : sum }
    }

    /// Moves the end of returned credits.
    mutating func setExpiry(of grant: Grant, to day: Day?, in session: Session) throws {
        guard let index = grants.firstIndex(where: { $0.id == grant.id }) else { return }
        grants[index].expire(on: day)
        try session.run(CreditsSQL.setExpiry, id, grant.id, day, grants[index].expiresAt)
    }

    /// Appends an entry, with the grants that it makes, and brings the caches along.
    ///
    /// Nothing of it is counted, because each count is a round trip: where somebody else had appended the same number,
    /// which the lock prevents, the schema would refuse it.
    mutating func append(
        _ kind: EntryKind,
        _ postings: [Posting],
        making made: [Grant] = [],
        reference: EntryReference? = nil,
        reverses: EntryID? = nil,
        evidence: [UInt8]? = nil,
        in session: Session
    ) throws -> EntryID {
        guard !postings.isEmpty, postings.reduce(.zero, { $0 + $1.amount }) == .zero else {
            throw StoreFailure.constraint("posting.amount")
        }
        if !isOpen { try session.run(CreditsSQL.openMemberAccount, id, head) }
        isOpen = true
        sequence += 1
        let entry: EntryID = session.newID()
        let new = Dictionary(uniqueKeysWithValues: made.map { ($0.id, $0) })
        var digest = EntryDigest(
            previous: head,
            id: entry,
            account: id,
            sequence: sequence,
            kind: kind.rawValue,
            at: session.now,
            reference: reference,
            reverses: reverses,
            evidence: evidence
        )
        for posting in postings { digest.add(posting, making: posting.grant.flatMap { new[$0] }) }
        head = digest.finish()
        let change = postings.reduce(CreditAmount.zero) { $1.grant == nil ? $0 : $0 + $1.amount }
        try session.together {
            try session.run(
                CreditsSQL.insertEntry,
                entry,
                id,
                sequence,
                kind,
                session.now,
                reference,
                reverses,
                evidence,
                head
            )
            for grant in made { try insert(grant, by: entry, in: session) }
            try insert(postings, of: entry, in: session)
            for posting in postings {
                if let grant = posting.grant, new[grant] == nil { try move(posting.amount, to: grant, in: session) }
            }
            try session.run(CreditsSQL.moveHead, id, change, sequence, head)
        }
        return entry
    }

    /// Nearly every entry has two legs; they take one statement.
    private func insert(_ postings: [Posting], of entry: EntryID, in session: Session) throws {
        guard postings.count == 2, let first = postings.first, let last = postings.last else {
            return try session.runEach(CreditsSQL.insertPosting, postings.enumerated()) { leg, arguments in
                let posting = leg.element
                arguments = [
                    entry.value, leg.offset.value, posting.account.value, posting.grant.value, posting.amount.value,
                ]
            }
        }
        try session.run(
            CreditsSQL.insertTwoPostings,
            entry,
            first.account,
            first.grant,
            first.amount,
            last.account,
            last.grant,
            last.amount
        )
    }

    private mutating func insert(_ grant: Grant, by entry: EntryID, in session: Session) throws {
        try session.run(
            CreditsSQL.insertGrant,
            grant.id,
            grant.account,
            entry,
            grant.source,
            grant.package,
            grant.startsOn,
            grant.zone,
            grant.expires,
            grant.expiresAt,
            grant.amount,
            grant.returns
        )
        grants.append(grant)
    }

    private mutating func move(_ amount: CreditAmount, to grant: GrantID, in session: Session) throws {
        try session.run(CreditsSQL.moveRemaining, id, grant, amount)
        guard let index = grants.firstIndex(where: { $0.id == grant }) else { return }
        grants[index].remaining = grants[index].remaining + amount
    }
}
