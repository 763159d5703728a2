public import Kernel
import Partners
import Secrets
public import Store

extension Desk {
    /// Closes a partner's month: its visits are settled, and its lines never change again. Closing it again gives the same
    /// SHA-256.
    ///
    /// Which visits and cancellations a month has is decided by one statement for each location, and one for all
    /// cancellations: whatever isn't committed by then lands in the next month. Throws Partners' `noSuchPartner`, and what
    /// `SettlementFailure` has; then nothing is written.
    @discardableResult
    public func closeSettlement(
        of partner: PartnerID,
        _ month: Month,
        by login: LoginID? = nil,
        in session: Session
    ) throws -> PeriodClosure {
        try session.lock(partner)
        if let closure = try closure(of: partner, month, in: session) { return closure }
        let known = try partners.partner(partner, in: session)
        guard SettlementRules.isOver(month, at: session.now, zones: known.locations.map(\.zone)) else {
            throw SettlementFailure.tooEarly(closableFrom: month.lastDay.adding(days: 1))
        }
        let calendar = try calendar(of: known, in: session)
        try requireInTurn(month, of: known, calendar, in: session)
        try begin(known, month, by: login, in: session)
        try settle(known, month, calendar, in: session)
        let (visits, cancellations) = (
            try counts(SettlementSQL.settledVisits, known, month, isAdjustment: false, in: session),
            try counts(SettlementSQL.settledCancellations, known, month, isAdjustment: true, in: session)
        )
        let settlement = try settlement(of: known, month, visits + cancellations, in: session)
        if let missing = settlement.missingTariffs.first {
            throw SettlementFailure.tariffMissing(missing.service, from: missing.from)
        }
        try compareWithLedger(settlement, in: session)
        return try freeze(settlement, in: session)
    }

    /// The last month of a partner that is closed.
    func lastSettled(of partner: PartnerID, in session: Session) throws -> Month? {
        try session.first(SettlementSQL.lastClosed, partner) { try $0[0] as Month }
    }

    private func requireInTurn(
        _ month: Month,
        of partner: Partner,
        _ calendar: SettlementCalendar,
        in session: Session
    ) throws {
        if let next = calendar.next {
            guard month == next else { throw SettlementFailure.outOfOrder(next: next) }
            return
        }
        let first = SettlementRules.firstMonth(
            pricedFrom: try partners.priceList(of: partner.id, in: session).firstDay,
            addedAt: partner.addedAt,
            zones: partner.locations.map(\.zone)
        )
        guard month >= first else { throw SettlementFailure.nothingToSettle(first: first) }
    }

    private func closure(of partner: PartnerID, _ month: Month, in session: Session) throws -> PeriodClosure? {
        try session.first(SettlementSQL.settlement, partner, month) { row in
            PeriodClosure(month: month, sha256: try row[0], closedAt: try row[1])
        }
    }

    /// What the visits and cancellations refer to; its CSV's digest follows when they are known.
    private func begin(_ partner: Partner, _ month: Month, by login: LoginID?, in session: Session) throws {
        let currency = try partners.priceList(of: partner.id, in: session).currency ?? .leu
        try session.run(
            SettlementSQL.insert,
            partner.id,
            month,
            partner.code,
            partner.name,
            currency,
            session.now,
            login
        )
    }

    private func settle(
        _ partner: Partner,
        _ month: Month,
        _ calendar: SettlementCalendar,
        in session: Session
    ) throws {
        if let days = calendar.days(of: month) {
            for location in partner.locations {
                try session.run(
                    SettlementSQL.settleVisits,
                    partner.id,
                    month,
                    location.id,
                    days.lowerBound,
                    days.upperBound
                )
            }
        }
        if let since = calendar.unseen(in: month) {
            try session.run(SettlementSQL.settleCancellations, partner.id, month, since)
        }
    }

    private func counts(
        _ sql: SQL,
        _ partner: Partner,
        _ month: Month,
        isAdjustment: Bool,
        in session: Session
    ) throws -> [SettlementCount] {
        try session.all(sql, partner.id, month) { try SettlementCount(row: $0, isAdjustment: isAdjustment) }
    }

    /// For each location, what visits cost must be what the ledger moved there, and what cancellations take off what it
    /// took back.
    private func compareWithLedger(_ settlement: Settlement, in session: Session) throws {
        for (sql, isAdjustment) in [
            (SettlementSQL.postedForVisits, false), (SettlementSQL.postedForCancellations, true),
        ] {
            let posted = Dictionary(
                try session.all(sql, settlement.partner, settlement.month) { row in
                    (try row[0] as LocationID, try row[1] as CreditAmount)
                }
            ) { first, _ in first }
            let lines = settlement.lines.filter { ($0.kind == .adjustment) == isAdjustment }
            for (location, lines) in Dictionary(grouping: lines, by: \.location) {
                let counted = lines.reduce(CreditAmount.zero) { $0 + $1.credits }
                guard counted == posted[location] ?? .zero else {
                    throw SettlementFailure.ledgerDiffers(
                        location: lines[0].locationCode,
                        counted: counted,
                        posted: posted[location] ?? .zero
                    )
                }
            }
        }
    }

    private func freeze(_ settlement: Settlement, in session: Session) throws -> PeriodClosure {
        let (partner, month) = (settlement.partner, settlement.month)
        try session.runEach(SettlementSQL.insertLine, settlement.lines.enumerated()) { numbered, arguments in
            let (position, line) = numbered
            arguments = [
                partner.value, month.value, position.value, line.kind.value, line.month.value, line.location.value,
                line.locationCode.value, line.locationName.value, line.service.value, line.unitPrice.value,
                line.quantity.value, line.credits.value,
            ]
        }
        let sha256 = FileDigest.sha256(SettlementCSV.lines(of: settlement))
        try session.runOne(SettlementSQL.seal, partner, month, sha256)
        return PeriodClosure(month: month, sha256: sha256, closedAt: session.now)
    }
}
