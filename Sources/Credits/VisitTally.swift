import Crypto
public import Kernel
public import Store

/// The entries of visits and cancellations, with what they stand for, added up: whoever reads them in another order and
/// elsewhere has the same sum, if it is the same ones.
///
/// Ledger and visits lie in different orders, and looking up each of the one in the other takes longer than proving both. A
/// sum of hashes doesn't care about order; and as the key is made anew for each proof, nobody can choose what adds up to
/// the same.
public struct VisitTally: Sendable {
    /// Of an entry and what is said of it elsewhere, each half says so much.
    public struct Item {
        /// The entry.
        public let entry: EntryID
        /// A debit's visit, or the one that was cancelled.
        public let visit: VisitID
        /// The debit that a return gives back.
        public let reverses: EntryID?
        /// Whose credits.
        public let member: PersonID
        /// Where they went, or came back from.
        public let location: LocationID
        /// What the location got; below zero for what it gave back.
        public let credits: CreditAmount
        /// All that the visit, or the cancellation, says.
        public let evidence: Evidence

        /// Says so much.
        public init(
            entry: EntryID,
            visit: VisitID,
            reverses: EntryID?,
            member: PersonID,
            location: LocationID,
            credits: CreditAmount,
            evidence: Evidence
        ) {
            self.entry = entry
            self.visit = visit
            self.reverses = reverses
            self.member = member
            self.location = location
            self.credits = credits
            self.evidence = evidence
        }
    }

    /// The first entry that isn't counted. What is that young may be in one snapshot and not in another, or is of a clock
    /// that is ahead: it is few, and looked up.
    public let end: EntryID
    private let key: [UInt8]
    private var sum: UInt128 = 0
    private var bytes: [UInt8] = []

    /// Of nothing yet, for entries that are a minute old. Copies of it can be compared.
    public init(in session: Session) {
        key = session.randomBytes(32)
        end = EntryID(at: session.now.adding(seconds: -60), random: 0)
    }

    /// Takes an entry, or what is said of it.
    public mutating func add(_ item: Item) {
        guard item.entry < end else { return }
        bytes.removeAll(keepingCapacity: true)
        bytes += key
        bytes.add(item.entry.bits)
        bytes.add(item.visit.bits)
        bytes.add(item.reverses?.bits ?? 0)
        bytes.add(item.member.bits)
        bytes.add(item.location.bits)
        bytes.add(item.credits.count)
        bytes += item.evidence.bytes
        sum &+= unsafe SHA256.hash(data: bytes).withUnsafeBytes { unsafe $0.loadUnaligned(as: UInt128.self) }
    }

    /// Takes what another part has counted.
    public mutating func add(_ other: VisitTally) { sum &+= other.sum }

    /// Whether both have counted the same.
    public func agrees(with other: VisitTally) -> Bool { key == other.key && sum == other.sum }
}
