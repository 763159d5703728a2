public import Kernel

/// What `verify` found.
public struct LedgerReport: Hashable, Sendable {
    /// How many member accounts were checked.
    public var accounts: Int
    /// How many entries were checked.
    public var entries: Int
    /// How many postings they have.
    public var postings: Int
    /// The seal whose root was asked for, and is theirs.
    public var seal: Seal?
    /// The first thing that is wrong; nil when the books hold.
    public var fault: LedgerFault?

    /// What was checked, and the first fault.
    public init(
        accounts: Int = 0,
        entries: Int = 0,
        postings: Int = 0,
        seal: Seal? = nil,
        fault: LedgerFault? = nil
    ) {
        self.accounts = accounts
        self.entries = entries
        self.postings = postings
        self.seal = seal
        self.fault = fault
    }

    /// What this part and the next found together: the first fault counts.
    public func joined(with next: LedgerReport) -> LedgerReport {
        LedgerReport(
            accounts: accounts + next.accounts,
            entries: entries + next.entries,
            postings: postings + next.postings,
            seal: seal ?? next.seal,
            fault: fault ?? next.fault
        )
    }

    /// Whether the books hold.
    public var holds: Bool { fault == nil }
}

/// Where the books don't hold.
public struct LedgerFault: Hashable, Sendable, CustomStringConvertible {
    /// What is wrong there.
    public enum Reason: String, Hashable, Sendable, Codable {
        /// An entry says something else than its hash.
        case hashWrong = "hash-wrong"
        /// An entry's number isn't the next one: one before it is missing, or it was moved.
        case sequenceBroken = "sequence-broken"
        /// An entry's postings don't add up to zero.
        case unbalanced
        /// An entry without postings.
        case withoutPostings = "without-postings"
        /// A posting touches another member's account or none that is known, or its entry's without a grant that an entry
        /// of that account made before.
        case postingAstray = "posting-astray"
        /// A posting whose entry there isn't.
        case postingOrphaned = "posting-orphaned"
        /// An entry whose member account there isn't.
        case entryOrphaned = "entry-orphaned"
        /// The account was below zero after that entry.
        case belowZero = "below-zero"
        /// The account's balance isn't the sum of its postings.
        case balanceWrong = "balance-wrong"
        /// The account's last hash or number isn't its last entry's, or it has none.
        case headWrong = "head-wrong"
        /// What is left of a grant isn't the sum of its postings.
        case grantWrong = "grant-wrong"
        /// A grant that no entry made, or one that made another amount.
        case grantOrphaned = "grant-orphaned"
        /// A package's account that has another's id, or the operator's that has; or a counter account that is a member's too.
        case ownerWrong = "owner-wrong"
        /// A correction says something else than its entry, or one of both is missing.
        case correctionWrong = "correction-wrong"
        /// A visit, or its cancellation, says something else than its entry or than its services.
        case visitWrong = "visit-wrong"
        /// An entry of a visit or of a cancellation that there isn't.
        case visitMissing = "visit-missing"
        /// A partner's closed month isn't the file that was closed.
        case settlementWrong = "settlement-wrong"
        /// The account isn't what was sealed: the entry there is another, or there is none.
        case sealBroken = "seal-broken"
        /// The seal's accounts don't give its root, or it isn't the one that followed the seal before it.
        case sealWrong = "seal-wrong"
        /// There is no seal with the root that was asked for.
        case sealUnknown = "seal-unknown"
        /// Something there isn't even of its type.
        case unreadable
    }

    /// What is wrong.
    public let reason: Reason
    /// The member account; nil where there is none.
    public var account: AccountID?
    /// The first entry that is wrong; nil where it is the account that is.
    public var entry: EntryID?
    /// The grant, where it is one that is wrong.
    public var grant: GrantID?
    /// The seal's number, where it is one that is wrong.
    public var seal: Int64?
    /// The visit, where it is one that is wrong.
    public var visit: VisitID?
    /// Partner and month, where it is a closed settlement that is wrong.
    public var settlement: String?

    /// A fault at a place.
    public init(
        reason: Reason,
        account: AccountID? = nil,
        entry: EntryID? = nil,
        grant: GrantID? = nil,
        seal: Int64? = nil,
        visit: VisitID? = nil,
        settlement: String? = nil
    ) {
        self.reason = reason
        self.account = account
        self.entry = entry
        self.grant = grant
        self.seal = seal
        self.visit = visit
        self.settlement = settlement
    }

    /// As `entry ent_… of account acc_…: hash-wrong`.
    public var description: String {
        let parts = [
            grant.map { "grant \($0)" }, entry.map { "entry \($0)" }, account.map { "account \($0)" },
            seal.map { "seal \($0)" }, visit.map { "visit \($0)" },
            settlement.map { "settlement \($0)" },
        ]
        let place = parts.compactMap(\.self).joined(separator: " of ")
        return place.isEmpty ? reason.rawValue : "\(place): \(reason.rawValue)"
    }
}

/// How far a proof has come.
public struct LedgerProgress: Hashable, Sendable {
    /// Entries and leaves of seals that were checked.
    public var done: Int
    /// How many there are.
    public let total: Int
}
