public import Kernel
import Partners
public import Store

extension Desk {
    /// A partner's month (B48): frozen when it is closed, else as things stand, by the days of its locations.
    ///
    /// Throws Partners' `noSuchPartner`.
    public func settlement(of partner: PartnerID, _ month: Month, in session: Session) throws -> Settlement {
        if let closed = try Settlement(closed: month, of: partner, in: session) { return closed }
        let known = try partners.partner(partner, in: session)
        let calendar = try calendar(of: known, in: session)
        var counts: [SettlementCount] = []
        if let days = calendar.days(of: month) {
            for location in known.locations {
                counts += try session.all(
                    SettlementSQL.openVisits,
                    location.id,
                    days.lowerBound,
                    days.upperBound
                ) { try SettlementCount(row: $0, isAdjustment: false) }
            }
        }
        if let since = calendar.unseen(in: month) {
            counts += try session.all(SettlementSQL.openCancellations, partner, since) {
                try SettlementCount(row: $0, isAdjustment: true)
            }
        }
        return try settlement(of: known, month, counts, in: session)
    }

    /// The month with what was counted, as an open one.
    func settlement(
        of partner: Partner,
        _ month: Month,
        _ counts: [SettlementCount],
        in session: Session
    ) throws -> Settlement {
        let list = try partners.priceList(of: partner.id, in: session)
        let names = try partners.names(of: Set(counts.map(\.location)), in: session)
        return Settlement(
            partner: partner.id,
            partnerCode: partner.code,
            partnerName: partner.name,
            month: month,
            state: .open,
            currency: list.currency ?? .leu,
            lines: try SettlementRules.lines(of: month, counts, list) { location in
                guard let name = names[location] else { throw DeskFailure.notFound }
                return name
            },
            missingTariffs: SettlementRules.missing(counts, in: month, list),
            sha256: nil
        )
    }

    /// How far a partner's settlements have come.
    func calendar(of partner: Partner, in session: Session) throws -> SettlementCalendar {
        let last = try session.first(SettlementSQL.lastClosed, partner.id) { row in
            (month: try row[0] as Month, at: try row[1] as Instant)
        }
        var firstDays: [Day] = []
        if last == nil {
            firstDays = try partner.locations.compactMap { location in
                try session.first(SettlementSQL.firstDay, location.id) { try $0[0] as Day? } ?? nil
            }
        }
        return SettlementCalendar(lastClosed: last?.month, closedAt: last?.at, firstVisit: firstDays.min()?.month)
    }
}

extension Settlement {
    /// A partner's month as it was closed; nil when it isn't.
    init?(closed month: Month, of partner: PartnerID, in session: Session) throws {
        let head = try session.first(SettlementSQL.settlement, partner, month) { row in
            (
                sha256: try row[0] as String?, code: try row[2] as PartnerCode, name: try row[3] as String,
                currency: try row[4] as Currency
            )
        }
        guard let head else { return nil }
        self.init(
            partner: partner,
            partnerCode: head.code,
            partnerName: head.name,
            month: month,
            state: .closed,
            currency: head.currency,
            lines: try session.all(SettlementSQL.lines, partner, month) { try Settlement.Line(row: $0) },
            missingTariffs: [],
            sha256: head.sha256
        )
    }
}

extension Settlement.Line {
    /// Reads a row of `SettlementSQL.lines`.
    fileprivate init(row: Row) throws {
        kind = try row[0]
        month = try row[1]
        location = try row[2]
        locationCode = try row[3]
        locationName = try row[4]
        service = try row[5]
        unitPrice = try row[6]
        quantity = try row[7]
        credits = try row[8]
    }
}

extension SettlementLineKind: TextStorable {
    /// Reads `late`.
    public init?(stored text: String) { self.init(rawValue: text) }
    /// As `late`.
    public var description: String { rawValue }
}
