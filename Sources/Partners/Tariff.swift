public import Kernel

/// What the operator pays a partner for some services, from a day on, until a later tariff names them.
public struct Tariff: Hashable, Sendable {
    /// Its identifier.
    public let id: TariffID
    /// Whose it is.
    public let partner: PartnerID
    /// The first day on which it holds.
    public let from: Day
    /// What one of each service costs.
    public let prices: [ServiceCode: Money]
}

/// A tariff as the operator sets it.
public struct NewTariff: Hashable, Sendable {
    /// The first day on which it holds.
    public var from: Day
    /// What one of each service costs; each service once, in one currency.
    public var prices: [Price]

    /// What one of a service costs.
    public struct Price: Hashable, Sendable, Codable {
        /// The service.
        public let service: ServiceCode
        /// For one of it.
        public let price: Money

        /// What one of a service costs.
        public init(service: ServiceCode, price: Money) {
            self.service = service
            self.price = price
        }
    }

    /// Prices from a day on.
    public init(from: Day, prices: [Price]) {
        self.from = from
        self.prices = prices
    }
}
