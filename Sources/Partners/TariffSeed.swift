public import Kernel

/// A list of prices of seeds/tariffs.json: what several partners are paid from a day on.
public struct TariffSeed: Decodable, Sendable {
    /// The first day on which it holds.
    public let from: Day
    /// Of all its prices.
    public let currency: Currency
    /// Whose.
    public let partners: [PartnerCode]
    /// Minor units, by service.
    public let prices: [ServiceCode: Int64]

    /// As each of the partners has it.
    public var tariff: NewTariff {
        NewTariff(
            from: from,
            prices: prices.map { service, amount in
                NewTariff.Price(service: service, price: Money(amount: amount, currency: currency))
            }
        )
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        from = try container.decode(Day.self, forKey: .from)
        currency = try container.decode(Currency.self, forKey: .currency)
        partners = try container.decode([PartnerCode].self, forKey: .partners)
        var prices: [ServiceCode: Int64] = [:]
        for (text, price) in try container.decode([String: Int64].self, forKey: .prices) {
            guard let service = ServiceCode(text) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .prices,
                    in: container,
                    debugDescription: "'\(text)' isn't the code of a service."
                )
            }
            prices[service] = price
        }
        self.prices = prices
    }

    private enum CodingKeys: String, CodingKey {
        case from, currency, partners, prices
    }
}
