import Kernel

extension Settlement: Encodable {
    /// As the API and the exported file have it; what a closed month encodes as is frozen with it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Whose(id: partner, code: partnerCode, name: partnerName), forKey: .partner)
        try container.encode(month, forKey: .month)
        try container.encode(state, forKey: .state)
        try container.encode(outside { $0.kind != .adjustment }, forKey: .lines)
        try container.encode(outside { $0.kind == .adjustment }, forKey: .adjustments)
        try container.encode(missingTariffs, forKey: .missingTariffs)
        try container.encode(total, forKey: .total)
        try container.encode(credits, forKey: .credits)
        try container.encodeIfPresent(sha256, forKey: .sha256)
    }

    private enum CodingKeys: String, CodingKey {
        case partner, month, state, lines, adjustments, missingTariffs, total, credits, sha256
    }

    private struct Whose: Encodable {
        let id: PartnerID
        let code: PartnerCode
        let name: String
    }

    private struct OutsideLine: Encodable {
        let locationId: LocationID
        let location: PartnerCode
        let locationName: String
        let service: ServiceCode
        let kind: SettlementLineKind
        let month: Month
        let unitPrice: Money?
        let quantity: Int64
        let credits: CreditAmount
        let amount: Money?
    }

    private func outside(_ isIncluded: (Line) -> Bool) -> [OutsideLine] {
        lines.filter(isIncluded).map { line in
            OutsideLine(
                locationId: line.location,
                location: line.locationCode,
                locationName: line.locationName,
                service: line.service,
                kind: line.kind,
                month: line.month,
                unitPrice: line.unitPrice.map { Money(amount: $0, currency: currency) },
                quantity: line.quantity,
                credits: line.credits,
                amount: line.amount.map { Money(amount: $0, currency: currency) }
            )
        }
    }
}
