import Kernel
import Store

/// A member's account while a verb holds its row: the end of its chain, to which entries are appended.
struct MemberAccount {
    let id: AccountID
    private(set) var balance: CreditAmount
    private(set) var sequence: Int64
    private(set) var head: [UInt8]

    /// Locks the member's account; nil when there is none.
    static func lock(_ person: PersonID, in session: Session) throws -> MemberAccount? {
        try session.first(CreditsSQL.lockMemberAccount, person) { row in
            MemberAccount(id: try row[0], balance: try row[1], sequence: try row[2], head: try row[3])
        }
    }

    /// Locks the member's account, and opens it before if there is none.
    static func open(_ person: PersonID, in session: Session) throws -> MemberAccount {
        try session.run(CreditsSQL.openMemberAccount, person, EntryDigest.origin)
        guard let account = try lock(person, in: session) else { throw StoreFailure.constraint("account.kind") }
        return account
    }

    /// Appends an entry, with the grants that it makes, and brings the caches along.
    mutating func append(
        _ kind: EntryKind,
        _ postings: [Posting],
        making made: [Grant] = [],
        reference: VisitID? = nil,
        reverses: EntryID? = nil,
        in session: Session
    ) throws -> EntryID {
        guard !postings.isEmpty, postings.reduce(.zero, { $0 + $1.amount }) == .zero else {
            throw StoreFailure.constraint("posting.amount")
        }
        let entry: EntryID = session.newID()
        let grants = Dictionary(uniqueKeysWithValues: made.map { ($0.id, $0) })
        var digest = EntryDigest(
            previous: head,
            id: entry,
            account: id,
            sequence: sequence + 1,
            kind: kind.rawValue,
            at: session.now,
            reference: reference,
            reverses: reverses
        )
        for posting in postings { digest.add(posting, making: posting.grant.flatMap { grants[$0] }) }
        let hash = digest.finish()
        try session.run(
            CreditsSQL.insertEntry,
            entry,
            id,
            sequence + 1,
            kind,
            session.now,
            reference,
            reverses,
            hash
        )
        for grant in made { try insert(grant, by: entry, in: session) }
        for (leg, posting) in postings.enumerated() {
            try session.run(CreditsSQL.insertPosting, entry, leg, posting.account, posting.grant, posting.amount)
            if let grant = posting.grant, grants[grant] == nil {
                try session.run(CreditsSQL.moveRemaining, grant, posting.amount)
            }
        }
        let change = postings.reduce(CreditAmount.zero) { $1.grant == nil ? $0 : $0 + $1.amount }
        guard try session.runCounting(CreditsSQL.moveHead, id, change, sequence, hash) == 1 else {
            throw StoreFailure.constraint("account.sequence")
        }
        balance = balance + change
        sequence += 1
        head = hash
        return entry
    }

    private func insert(_ grant: Grant, by entry: EntryID, in session: Session) throws {
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
    }
}
