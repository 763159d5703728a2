public import Kernel

/// A member's credits: what counts now, and what moved.
public struct Statement: Hashable, Sendable {
    /// The sum of what is left.
    public let balance: CreditAmount
    /// The grants that count, those that expire first in front; used up ones included, except what came back.
    public let grants: [GrantLine]
    /// What was granted and isn't explained by coverage any more, the first to expire in front. With the balance it adds up
    /// to what all entries moved.
    public let setAside: [SetAsideLine]
    /// What moved, the latest first.
    public let entries: [EntryLine]

    /// A grant that counts.
    public struct GrantLine: Hashable, Sendable {
        /// The grant.
        public let id: GrantID
        /// What it comes from.
        public let source: SourceID
        /// Which package granted it; nil for what the operator gave by correction.
        public let package: PackageCode?
        /// Its period's first day; of returned or corrected credits, the day they came.
        public let startsOn: Day
        /// The last day on which it counts; nil for returned credits that wait for more coverage.
        public let expiresOn: Day?
        /// How many it gave.
        public let amount: CreditAmount
        /// How many are left.
        public let left: CreditAmount
        /// The grant whose credits came back; nil for a period's own.
        public let returns: GrantID?
    }

    /// What is left of a grant and can't be used: its coverage was taken back. If it comes back before they expire, they count
    /// again.
    public struct SetAsideLine: Hashable, Sendable {
        /// The grant.
        public let id: GrantID
        /// Which package granted it.
        public let package: PackageCode?
        /// Its period's first day.
        public let startsOn: Day
        /// The last day before they expire.
        public let expiresOn: Day?
        /// How many.
        public let credits: CreditAmount
    }

    /// A movement.
    public struct EntryLine: Hashable, Sendable {
        /// The entry.
        public let id: EntryID
        /// Its place among the member's, from 1; the cursor for older ones.
        public let sequence: Int64
        /// Why credits moved.
        public let kind: EntryKind
        /// When.
        public let at: Instant
        /// For which visit.
        public let visit: VisitID?
        /// The operator's words; of a correction.
        public let reason: String?
        /// What the member got; negative for what was used.
        public let credits: CreditAmount
    }
}
