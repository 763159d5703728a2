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
        grants = rows.compactMap(\.grant).sorted { $0.id < $1.id }
    }

    /// Sets aside what no coverage grants, as things stand now: it isn't used, and expires in its time. If such coverage comes
    /// back before, it counts again.
    ///
    /// Of a period each due grant gives what it has more than those before it. That is met by grants of the same package, and
    /// then by what else is there for that source and period, used or to be used for as long; only the rest is missing. So
    /// what a member has doesn't depend on when somebody looked, and nothing is granted twice when a change is undone, made
    /// again, or corrected on the same day.
    ///
    /// - Parameter due: as `Credits.bringUpToDate` takes it.
    /// - Returns: what is missing, of due grants that still count.
    mutating func reckon(_ due: [DueGrant], at instant: Instant) -> [MissingGrant] {
        for index in grants.indices { grants[index].setAside = grants[index].isOfPeriod ? grants[index].amount : .zero }
        var missing: [MissingGrant] = []
        var reached: [PeriodOfSource: CreditAmount] = [:]
        for due in due {
            let before = reached[due.period] ?? .zero
            reached[due.period] = max(before, due.credits)
            var more = max(.zero, due.credits - before)
            meet(&more) { $0.isOf(due) && $0.package == due.package ? $0.setAside : .zero }
            if more > .zero { missing.append(MissingGrant(due: due, credits: more)) }
        }
        for index in missing.indices {
            let due = missing[index].due
            meet(&missing[index].credits) { $0.isOf(due) && !$0.isOver(at: instant) ? $0.usedOfSetAside : .zero }
            guard due.counts(at: instant) else { continue }
            meet(&missing[index].credits) { $0.isOf(due) && $0.lasts(until: due.expires) ? $0.setAside : .zero }
        }
        return missing.filter { $0.credits > .zero && $0.due.counts(at: instant) }
    }

    /// Lets so much of each grant count, until nothing is missing.
    private mutating func meet(_ missing: inout CreditAmount, with credits: (Grant) -> CreditAmount) {
        for index in grants.indices where missing > .zero {
            let part = min(missing, credits(grants[index]))
            grants[index].setAside = grants[index].setAside - part
            missing = missing - part
        }
    }

    /// What a period was granted and nothing grants any more, and what is about to expire of it.
    func unneeded(of due: DueGrant, at instant: Instant) -> CreditAmount {
        grants.reduce(.zero) { sum, grant in
            guard grant.isOf(due) else { return sum }
            return sum + (grant.isOver(at: instant) ? grant.remaining : grant.setAside)
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
        evidence: Evidence? = nil,
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
