import Kernel
import Store

/// The proof of the ledger under way: takes the rows of `LedgerSQL.accounts` in their order.
///
/// Memory is flat: the counter accounts, one account with its grants, one entry with its digest.
struct LedgerProof {
    /// More than any posting moves, and little enough that sums of what somebody wrote there can't overflow.
    private static let mostCredits: UInt64 = 1 << 40

    private(set) var report = LedgerReport()
    /// The entries of visits and cancellations.
    private(set) var tally: VisitTally
    /// How many grants were met; what is more in the database hangs in the air.
    private(set) var grants = 0
    /// The counter accounts, of which there are as many as locations and packages.
    var counters: Set<AccountID> = []
    private var account: Account?
    private var entry: Entry?
    /// The account's grants: what their postings add up to, and what their rows claim.
    private var grantsOfAccount: [GrantID: (sum: CreditAmount, remaining: CreditAmount)] = [:]

    init(_ tally: VisitTally) { self.tally = tally }

    /// What the account's row claims, and what its entries add up to so far.
    private struct Account {
        let id: AccountID
        let balance: CreditAmount
        let sequence: Int64
        let head: [UInt8]
        var seenBalance = CreditAmount.zero
        var seenSequence: Int64 = 0
        var seenHead = EntryDigest.origin

        mutating func add(_ amount: CreditAmount) { seenBalance = seenBalance + amount }
    }

    private struct Entry {
        let id: EntryID
        let hash: [UInt8]
        let reference: EntryReference?
        let reverses: EntryID?
        /// Of a visit, or of its cancellation.
        let evidence: Evidence?
        var digest: EntryDigest
        var sum = CreditAmount.zero
        var legs = 0
        /// The leg on the location's account.
        var counter: Posting?

        mutating func add(_ posting: Posting, making grant: Grant?) {
            digest.add(posting, making: grant)
            sum = sum + posting.amount
            legs += 1
            if posting.grant == nil { counter = posting }
        }
    }

    mutating func take(_ row: Row) throws {
        let id: AccountID = try row[0]
        if id != account?.id {
            try closeAccount()
            account = Account(id: id, balance: try row[1], sequence: try row[2], head: try row[3])
        }
        guard let entryID = try row[4] as EntryID? else { return }
        if entryID != entry?.id {
            try closeEntry()
            try open(entryID, row)
        }
        try takePosting(row)
    }

    /// Checks what is still open, after the last row.
    mutating func finish() throws {
        try closeAccount()
    }

    /// Where the proof stands, for a row that can't be read.
    var position: LedgerFault { LedgerFault(reason: .unreadable, account: account?.id, entry: entry?.id) }

    private mutating func open(_ id: EntryID, _ row: Row) throws {
        guard let account else { return }
        let (sequence, kind) = (try row[5] as Int64, try row[6] as EntryKind)
        guard sequence == account.seenSequence + 1 else { throw fault(.sequenceBroken, id) }
        let evidence: Evidence? = try row[11]
        guard kind.hasEvidence == (evidence != nil) else { throw fault(.hashWrong, id) }
        let (reference, reverses) = (try row[8] as EntryReference?, try row[9] as EntryID?)
        entry = Entry(
            id: id,
            hash: try row[10],
            reference: reference,
            reverses: reverses,
            evidence: kind == .correction ? nil : evidence,
            digest: EntryDigest(
                previous: account.seenHead,
                id: id,
                account: account.id,
                sequence: sequence,
                kind: kind.rawValue,
                at: try row[7],
                reference: reference,
                reverses: reverses,
                evidence: evidence
            )
        )
        report.entries += 1
    }

    private mutating func takePosting(_ row: Row) throws {
        // Nothing of the entry is held while its digest grows: that would copy it.
        guard let account = account?.id, let entry = entry?.id, let legs = self.entry?.legs else { return }
        guard let owner = try row[12] as AccountID? else { throw fault(.withoutPostings, entry) }
        guard try row[27] as Int == legs else { throw fault(.hashWrong, entry) }
        let posting = Posting(account: owner, grant: try row[13], amount: try row[14])
        guard posting.amount.count.magnitude <= Self.mostCredits else { throw fault(.hashWrong, entry) }
        let made = row.isNull(15) ? nil : try Grant(row: row, from: 15)
        report.postings += 1
        self.entry?.add(posting, making: made)
        guard let grant = posting.grant else {
            guard owner != account, counters.contains(owner) else { throw fault(.postingAstray, entry) }
            return
        }
        if let made, grantsOfAccount[grant] == nil {
            guard made.amount == posting.amount else {
                throw LedgerFault.Found(
                    fault: LedgerFault(reason: .grantOrphaned, account: account, entry: entry, grant: grant)
                )
            }
            grantsOfAccount[grant] = (.zero, made.remaining)
            grants += 1
        }
        guard owner == account, let known = grantsOfAccount[grant] else { throw fault(.postingAstray, entry) }
        let sum = known.sum + posting.amount
        guard sum >= .zero else { throw fault(.belowZero, entry) }
        grantsOfAccount[grant]?.sum = sum
        self.account?.add(posting.amount)
    }

    private mutating func closeEntry() throws {
        guard let entry else { return }
        guard entry.digest.finish() == entry.hash else { throw fault(.hashWrong, entry.id) }
        guard entry.sum == .zero else { throw fault(.unbalanced, entry.id) }
        guard let account, account.seenBalance >= .zero else { throw fault(.belowZero, entry.id) }
        self.account?.seenSequence += 1
        self.account?.seenHead = entry.hash
        self.entry = nil
        guard let evidence = entry.evidence, let reference = entry.reference, let counter = entry.counter else {
            return
        }
        tally.add(
            VisitTally.Item(
                entry: entry.id,
                visit: VisitID(bits: reference.bits),
                reverses: entry.reverses,
                member: PersonID(bits: account.id.bits),
                location: LocationID(bits: counter.account.bits),
                credits: counter.amount,
                evidence: evidence
            )
        )
    }

    private mutating func closeAccount() throws {
        try closeEntry()
        guard let account else { return }
        // The first entry opens an account, so there is none without.
        guard account.seenSequence > 0, account.seenSequence == account.sequence, account.seenHead == account.head
        else { throw fault(.headWrong, nil) }
        for (grant, found) in grantsOfAccount where found.sum != found.remaining {
            throw LedgerFault.Found(fault: LedgerFault(reason: .grantWrong, account: account.id, grant: grant))
        }
        guard account.seenBalance == account.balance else { throw fault(.balanceWrong, nil) }
        report.accounts += 1
        grantsOfAccount.removeAll(keepingCapacity: true)
        self.account = nil
    }

    private func fault(_ reason: LedgerFault.Reason, _ entry: EntryID?) -> LedgerFault.Found {
        LedgerFault.Found(fault: LedgerFault(reason: reason, account: account?.id, entry: entry))
    }
}

extension LedgerFault {
    /// Ends the proof.
    struct Found: Error {
        let fault: LedgerFault
    }
}
