public import Credits
public import Kernel
public import Store

/// The proof that the desk's visits and the ledger's entries say the same, and that closed settlements are the files that
/// were closed.
///
/// The entries are chained by hash, and each has the hash of all that its visit, or its cancellation, says. So nothing of
/// these can be changed or taken away unseen. What cost nothing has no entry, and its hash only beside it: that finds what
/// was changed, but not who made a new hash, too, nor that all of it is gone.
public struct VisitProof: Sendable {
    /// After how many visits and cancellations a proof tells its progress.
    static let progressSteps = 10_000

    /// The proof has no settings.
    public init() {}

    /// How many visits and cancellations a proof has before it.
    public func countSteps(in session: Session) throws -> Int { try count(VisitProofSQL.steps, in: session) }

    /// Proves what can be proven without the ledger: names the first visit that says something else than its services, or
    /// than the hash beside it; else the first closed settlement that isn't what was closed.
    ///
    /// What entries say is added up: where the ledger's give another tally, `difference` names it. Memory is flat, and
    /// the time grows with the number of visits. After a fault the session is of no use.
    ///
    /// - Parameter tally: takes what visits and cancellations say of their entries.
    /// - Parameter progress: told that so many more visits and cancellations were checked.
    public func verify(
        tally: inout VisitTally,
        in session: Session,
        progress: (Int) -> Void = { _ in }
    ) throws -> LedgerReport {
        var proof = VisitRowsProof(tally)
        var told = 0
        let fault = try namingFaults(&proof) { proof in
            func tell() {
                guard proof.steps >= told + Self.progressSteps else { return }
                progress(proof.steps - told)
                told = proof.steps
            }
            try session.each(VisitProofSQL.visits) { row in
                try proof.takeVisit(row)
                tell()
            }
            try proof.finish()
            try session.each(VisitProofSQL.cancellations) { row in
                try proof.takeCancellation(row)
                tell()
            }
        }
        tally = proof.tally
        if let fault { return LedgerReport(fault: fault) }
        if try count(VisitProofSQL.services, in: session) != proof.services {
            var fault = LedgerFault(reason: .visitWrong)
            try session.each(VisitProofSQL.serviceWithoutVisit) { fault.visit = try $0[0] }
            return LedgerReport(fault: fault)
        }
        guard let month = try SettlementProof().wrongMonth(in: session) else { return LedgerReport() }
        return LedgerReport(fault: LedgerFault(reason: .settlementWrong, settlement: month))
    }

    /// The first visit, or cancelled one, that says something else than its entry; else the first entry of a visit that
    /// there isn't. Looks up the entry of each.
    ///
    /// - Parameter entry: the first that is looked at; those before it are left to tallies.
    public func difference(since entry: EntryID, in session: Session) throws -> LedgerFault? {
        var proof = VisitRowsProof(VisitTally(in: session))
        let fault = try namingFaults(&proof) { proof in
            try session.each(VisitProofSQL.visitsWithEntries, entry) { try proof.takeVisit($0) }
            try proof.finish()
            try session.each(VisitProofSQL.cancellationsWithEntries, entry) { try proof.takeCancellation($0) }
        }
        if let fault { return fault }
        var orphan: LedgerFault?
        try session.each(VisitProofSQL.entryWithoutVisit, entry) {
            orphan = LedgerFault(reason: .visitMissing, account: try $0[1], entry: try $0[0])
        }
        return orphan
    }

    private func namingFaults(
        _ proof: inout VisitRowsProof,
        _ body: (inout VisitRowsProof) throws -> Void
    ) throws -> LedgerFault? {
        do { try body(&proof) } catch is VisitRowsProof.Wrong {
            return LedgerFault(reason: .visitWrong, visit: proof.visit)
        } catch StoreFailure.unreadable {
            return LedgerFault(reason: .visitWrong, visit: proof.visit)
        }
        return nil
    }

    /// A count that takes as long as it takes: what streams has another limit than what is asked at a desk.
    private func count(_ sql: SQL, in session: Session) throws -> Int {
        var count = 0
        try session.each(sql) { count = try $0[0] }
        return count
    }
}

/// The proof of visits and cancellations under way: takes the rows of `VisitProofSQL`, first those of visits.
private struct VisitRowsProof {
    private(set) var tally: VisitTally
    /// How many visits and cancellations were taken.
    private(set) var steps = 0
    /// How many services the visits have.
    private(set) var services = 0
    /// The visit that the last row was of.
    private(set) var visit: VisitID?
    private var open: Open?

    private struct Open {
        var record: VisitRecord
        let entry: EntryID?
        /// What it must be; nil where that is left to the tally.
        let evidence: Evidence?
    }

    /// Ends the proof: the visit is wrong.
    struct Wrong: Error {}

    init(_ tally: VisitTally) { self.tally = tally }

    mutating func takeVisit(_ row: Row) throws {
        let id: VisitID = try row[0]
        if id != open?.record.id {
            try finish()
            visit = id
            open = try begin(id, row)
        }
        guard try row[13] as Int? == open?.record.lines.count else { throw Wrong() }
        let line = Visit.Line(
            service: try row[14],
            quantity: try row[15],
            credits: try row[16],
            package: try row[17],
            source: try row[18]
        )
        open?.record.lines.append(line)
        services += 1
    }

    /// Checks what is still open, after the last row of a visit.
    mutating func finish() throws {
        guard let open else { return }
        self.open = nil
        let (visit, evidence) = (open.record, open.record.evidence)
        // What nobody recorded may be too large to add up, and only its hash tells.
        let cost = visit.lines.reduce(0) { $0 &+ Int64($1.quantity) &* $1.credits.count }
        guard open.evidence == nil || open.evidence == evidence, visit.credits.count == cost else { throw Wrong() }
        guard let entry = open.entry, open.evidence == nil else { return }
        tally.add(
            VisitTally.Item(
                entry: entry,
                visit: visit.id,
                reverses: nil,
                member: visit.person,
                location: visit.location,
                credits: visit.credits,
                evidence: evidence
            )
        )
    }

    mutating func takeCancellation(_ row: Row) throws {
        let id: VisitID = try row[0]
        visit = id
        guard try row[10] as Bool else { throw Wrong() }
        let record = CancellationRecord(
            cancellation: try Cancellation(row: row, from: 0),
            login: try row[4],
            scope: try row[5],
            key: try row[6],
            requestHash: try row[7]
        )
        let (entry, kept, evidence) = (try row[8] as EntryID?, try row[9] as Evidence?, record.evidence)
        guard kept == nil || kept == evidence else { throw Wrong() }
        steps += 1
        guard let entry, kept == nil else { return }
        tally.add(
            VisitTally.Item(
                entry: entry,
                visit: id,
                reverses: try row[11],
                member: try row[12],
                location: try row[13],
                credits: -record.cancellation.creditsReturned,
                evidence: evidence
            )
        )
    }

    private mutating func begin(_ id: VisitID, _ row: Row) throws -> Open {
        guard try row[12] as Bool else { throw Wrong() }
        let record = VisitRecord(
            id: id,
            verification: try row[1],
            location: try row[2],
            login: try row[3],
            person: try row[4],
            day: try row[5],
            recordedAt: try row[6],
            credits: try row[7],
            key: try row[8],
            requestHash: try row[9]
        )
        steps += 1
        return Open(record: record, entry: try row[10], evidence: try row[11])
    }
}

/// Each with the hash that it must have, where the database has one to compare, and whether the rest is as it must be.
private enum VisitProofSQL {
    static let steps: SQL = "SELECT (SELECT COUNT(*) FROM visit) + (SELECT COUNT(*) FROM cancellation)"

    /// Every visit with its services.
    static let visits: SQL = """
        SELECT v.id, v.verification, v.location, v.login, v.person, v.day, v.recorded_at, v.credits, v.key,
            v.request_hash, v.entry, v.evidence, (v.entry IS NULL) = (v.credits = 0 AND v.evidence IS NOT NULL),
            s.position, s.service, s.quantity, s.credits, s.package, s.source
        FROM visit v LEFT JOIN visit_service s ON s.visit = v.id
        ORDER BY v.id, s.position
        """

    /// Every visit that has an entry from ?1 on, with its services and the entry.
    static let visitsWithEntries: SQL = """
        SELECT v.id, v.verification, v.location, v.login, v.person, v.day, v.recorded_at, v.credits, v.key,
            v.request_hash, v.entry, e.evidence, e.kind = 'debit' AND e.reference = v.id AND e.account = v.person
                AND p.account = v.location AND p.amount = v.credits,
            s.position, s.service, s.quantity, s.credits, s.package, s.source
        FROM visit v LEFT JOIN entry e ON e.id = v.entry
        LEFT JOIN posting p ON p.entry = v.entry AND p.credit_grant IS NULL
        LEFT JOIN visit_service s ON s.visit = v.id
        WHERE v.entry >= ?1
        ORDER BY v.id, p.leg, s.position
        """

    /// Every cancellation, and its visit.
    static let cancellations: SQL = """
        SELECT c.visit, c.at, c.reason, c.credits, c.login, c.scope, c.key, c.request_hash, c.entry, c.evidence,
            (c.entry IS NULL) = (c.credits = 0 AND c.evidence IS NOT NULL) AND c.credits = v.credits,
            v.entry, v.person, v.location
        FROM cancellation c LEFT JOIN visit v ON v.id = c.visit
        """

    /// Every cancellation that has an entry from ?1 on, with its visit and the entry.
    static let cancellationsWithEntries: SQL = """
        SELECT c.visit, c.at, c.reason, c.credits, c.login, c.scope, c.key, c.request_hash, c.entry, e.evidence,
            e.kind = 'return' AND e.reference = c.visit AND e.reverses = v.entry AND e.account = v.person
                AND p.account = v.location AND p.amount = -c.credits,
            v.entry, v.person, v.location
        FROM cancellation c LEFT JOIN visit v ON v.id = c.visit LEFT JOIN entry e ON e.id = c.entry
        LEFT JOIN posting p ON p.entry = c.entry AND p.credit_grant IS NULL
        WHERE c.entry >= ?1
        """

    static let services: SQL = "SELECT COUNT(*) FROM visit_service"

    static let serviceWithoutVisit: SQL = """
        SELECT s.visit FROM visit_service s WHERE NOT EXISTS (SELECT 1 FROM visit v WHERE v.id = s.visit) LIMIT 1
        """

    static let entryWithoutVisit: SQL = """
        SELECT p.entry, p.member FROM location_posting p
        WHERE p.entry >= ?1 AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.entry = p.entry)
            AND NOT EXISTS (SELECT 1 FROM cancellation c WHERE c.entry = p.entry)
        LIMIT 1
        """
}
