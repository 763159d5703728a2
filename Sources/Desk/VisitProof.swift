public import Credits
import Kernel
import Partners
import Secrets
public import Store

/// The proof that the desk's visits and the ledger's entries say the same: the entries are chained by hash, and so what a
/// visit took, or a cancellation gave back, can't be changed or taken away unseen. And that closed settlements are the files
/// that were closed.
///
/// Visits that cost nothing have no entry; of those only the services are looked at. What the ledger doesn't know of a visit,
/// such as its services, its day and who recorded it, isn't proven.
public struct VisitProof: Sendable {
    /// The proof has no settings.
    public init() {}

    /// Names the first visit that says something else than its entries, or than its services; else the first closed
    /// settlement that isn't what was closed; else the first entry of a visit that there isn't. Memory is flat, and the time grows with the number of visits.
    public func verify(in session: Session) throws -> LedgerReport {
        var fault: LedgerFault?
        for sql in [VisitProofSQL.wrongVisit, VisitProofSQL.wrongCancellation, VisitProofSQL.wrongServices] {
            try session.each(sql) { fault = LedgerFault(reason: .visitWrong, visit: try $0[0]) }
            if fault != nil { return LedgerReport(fault: fault) }
        }
        if let settlement = try changedSettlement(in: session) {
            let place = "of \(settlement.partnerCode) for \(settlement.month)"
            return LedgerReport(fault: LedgerFault(reason: .settlementWrong, settlement: place))
        }
        // Every visit has its entry; where there are as many entries as visits, none is looked for.
        var known = 0
        try session.each(VisitProofSQL.known) { known = try $0[0] }
        guard try Credits().countVisitEntries(in: session) != known else { return LedgerReport() }
        try session.each(VisitProofSQL.entryWithoutVisit) {
            fault = LedgerFault(reason: .visitMissing, account: try $0[1], entry: try $0[0])
        }
        return LedgerReport(fault: fault)
    }
}

extension VisitProof {
    /// The first closed month whose lines don't give the file that was closed.
    private func changedSettlement(in session: Session) throws -> Settlement? {
        let closed = try session.all(SettlementSQL.closed) {
            (partner: try $0[0] as PartnerID, month: try $0[1] as Month)
        }
        return try closed.lazy.compactMap { try Settlement(closed: $0.month, of: $0.partner, in: session) }
            .first { FileDigest.sha256(SettlementCSV.lines(of: $0)) != $0.sha256 }
    }
}

private enum VisitProofSQL {
    static let wrongVisit: SQL = """
        SELECT v.id FROM visit v WHERE v.entry IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM location_posting p
            WHERE p.entry = v.entry AND p.kind = 'debit' AND p.visit = v.id AND p.member = v.person
                AND p.location = v.location AND p.amount = v.credits)
        LIMIT 1
        """

    static let wrongCancellation: SQL = """
        SELECT c.visit FROM cancellation c LEFT JOIN visit v ON v.id = c.visit
        WHERE (c.entry IS NULL) <> (v.entry IS NULL) OR c.entry IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM location_posting p
            WHERE p.entry = c.entry AND p.kind = 'return' AND p.visit = c.visit AND p.member = v.person
                AND p.location = v.location AND p.amount = -c.credits AND c.credits = v.credits)
        LIMIT 1
        """

    /// A visit has a service at least.
    static let wrongServices: SQL = """
        SELECT v.id FROM visit v WHERE v.credits <> (
            SELECT COALESCE(SUM(s.quantity * s.credits), -1) FROM visit_service s WHERE s.visit = v.id)
        LIMIT 1
        """

    static let known: SQL = "SELECT (SELECT COUNT(entry) FROM visit) + (SELECT COUNT(entry) FROM cancellation)"

    static let entryWithoutVisit: SQL = """
        SELECT p.entry, p.member FROM location_posting p
        WHERE NOT EXISTS (SELECT 1 FROM visit v WHERE v.entry = p.entry)
            AND NOT EXISTS (SELECT 1 FROM cancellation c WHERE c.entry = p.entry)
        LIMIT 1
        """
}
