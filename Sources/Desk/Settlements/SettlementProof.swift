import Kernel
import Partners
import Secrets
import Store

/// The proof of closed months: the lines give the file that was closed, and the visits and cancellations that were settled give
/// the lines.
struct SettlementProof {
    /// The first month that is wrong, as `of P001 for 2026-11`. The session is of no use after that.
    func wrongMonth(in session: Session) throws -> String? {
        if let stray = try session.first(SettlementProofSQL.withoutSettlement, read: Self.place) { return stray }
        let closed = try session.all(SettlementProofSQL.closed) { row in
            (partner: try row[0] as PartnerID, month: try row[1] as String, code: try row[2] as String)
        }
        for (partner, month, code) in closed {
            do {
                guard let month = Month(month),
                    let settlement = try Settlement(closed: month, of: partner, in: session),
                    Self.canBeAdded(settlement.lines),
                    FileDigest.sha256(SettlementCSV.lines(of: settlement)) == settlement.sha256,
                    try sums(of: partner, month, in: session) == Self.sums(of: settlement.lines)
                else { return "of \(code) for \(month)" }
            } catch StoreFailure.unreadable {
                return "of \(code) for \(month)"
            }
        }
        return nil
    }

    /// What a month settled, without prices.
    private struct Sum: Hashable {
        let kind: SettlementLineKind
        let month: Month
        let location: LocationID
        let service: ServiceCode
    }

    private struct Count: Equatable {
        var quantity: Int64 = 0
        var credits: Int64 = 0
    }

    /// What the visits and cancellations that the month has settled add up to.
    private func sums(of partner: PartnerID, _ month: Month, in session: Session) throws -> [Sum: Count] {
        var sums: [Sum: Count] = [:]
        for (sql, isAdjustment) in [(SettlementSQL.settledVisits, false), (SettlementSQL.settledCancellations, true)] {
            try session.each(sql, partner, month) { row in
                let count = try SettlementCount(row: row, isAdjustment: isAdjustment)
                let kind: SettlementLineKind = isAdjustment ? .adjustment : count.day.month < month ? .late : .visits
                let key = Sum(
                    kind: kind,
                    month: count.countedIn ?? count.day.month,
                    location: count.location,
                    service: count.service
                )
                let sign: Int64 = isAdjustment ? -1 : 1
                // Visits are proven by themselves; what somebody wrote there may be too large to add up.
                sums[key, default: Count()].quantity &+= sign &* count.quantity
                sums[key, default: Count()].credits &+= sign &* count.credits
            }
        }
        return sums
    }

    private static func sums(of lines: [Settlement.Line]) -> [Sum: Count] {
        lines.reduce(into: [:]) { sums, line in
            let key = Sum(kind: line.kind, month: line.month, location: line.location, service: line.service)
            sums[key, default: Count()].quantity &+= line.quantity
            sums[key, default: Count()].credits &+= line.credits.count
        }
    }

    /// Whether the amounts can be computed: what nobody settled may be too large.
    private static func canBeAdded(_ lines: [Settlement.Line]) -> Bool {
        lines.allSatisfy { !($0.unitPrice ?? 0).multipliedReportingOverflow(by: $0.quantity).overflow }
    }

    private static func place(_ row: Row) throws -> String {
        "of \(try row[0] as PartnerID) for \(try row[1] as String)"
    }
}

private enum SettlementProofSQL {
    static let closed: SQL = "SELECT partner, month, partner_code FROM settlement ORDER BY partner, month"

    /// A line, or what was settled, of a month that isn't closed.
    static let withoutSettlement: SQL = """
        SELECT l.partner, l.month FROM (
            SELECT DISTINCT partner, month FROM settlement_line UNION SELECT DISTINCT partner, month FROM settled_visit
            UNION SELECT DISTINCT partner, month FROM settled_cancellation
        ) l
        WHERE NOT EXISTS (SELECT 1 FROM settlement s WHERE s.partner = l.partner AND s.month = l.month)
        LIMIT 1
        """
}
