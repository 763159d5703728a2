public import Kernel

/// What the operator owes a partner for a month of visits, by its tariffs (B48). It names no member.
public struct Settlement: Hashable, Sendable {
    /// Whose.
    public let partner: PartnerID
    /// The partner's code.
    public let partnerCode: PartnerCode
    /// The partner's name; of a closed month as it was then.
    public let partnerName: String
    /// The month.
    public let month: Month
    /// Whether it can still change.
    public let state: PeriodState
    /// What the partner is paid in.
    public let currency: Currency
    /// What was done, and what is taken off; in the order of the CSV.
    public let lines: [Line]
    /// Which prices are missing; none once the month is closed.
    public let missingTariffs: [MissingTariff]
    /// Of the CSV, in hexadecimal; nil while the month is open.
    public let sha256: String?

    /// What one location did of one service at one price.
    public struct Line: Hashable, Sendable {
        /// Why it is there.
        public let kind: SettlementLineKind
        /// In which month it was done; of an adjustment, which settlement counted it.
        public let month: Month
        /// Where.
        public let location: LocationID
        /// The location's code.
        public let locationCode: PartnerCode
        /// The location's name.
        public let locationName: String
        /// What.
        public let service: ServiceCode
        /// For one of it, in minor units; nil where no tariff has it.
        public let unitPrice: Int64?
        /// How many; below zero for an adjustment, as credits and amount.
        public let quantity: Int64
        /// What members paid with.
        public let credits: CreditAmount

        /// Minor units; nil without a price.
        public var amount: Int64? { unitPrice.map { $0 * quantity } }
    }

    /// A service that was given on a day on which no tariff has it.
    public struct MissingTariff: Hashable, Sendable, Encodable {
        /// The service.
        public let service: ServiceCode
        /// From when on a tariff must have it.
        public let from: Day
    }

    /// The sum of the lines that have a price.
    public var total: Money {
        Money(amount: lines.reduce(0) { $0 + ($1.amount ?? 0) }, currency: currency)
    }

    /// The sum of the lines' credits: what the ledger moved to the partner's locations, less what it took back.
    public var credits: CreditAmount { lines.reduce(.zero) { $0 + $1.credits } }
}

/// Why a line is in a settlement.
public enum SettlementLineKind: String, CaseIterable, Hashable, Sendable, Codable, Comparable {
    /// Visits of the month.
    case visits
    /// Visits of a month that was closed before they were in the books.
    case late
    /// Visits that an earlier settlement counted, cancelled since.
    case adjustment

    /// The order of the CSV.
    public static func < (left: Self, right: Self) -> Bool {
        let order = allCases
        return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
    }
}
