import Kernel

/// What must hold of a tariff before it is set.
enum TariffRules {
    /// What one of a service may cost at most, in minor units.
    static let priceLimit: Int64 = 1_000_000_000
    /// In which years a tariff may begin: any other is a slip of somebody's hand.
    static let years = 2000...2199

    /// The prices by service. Throws `pricesMissing`, `serviceDuplicate`, `priceInvalid`, `currencyMismatch` for two
    /// currencies or another than the partner's.
    static func prices(
        _ new: NewTariff,
        currency known: Currency?
    ) throws(PartnersFailure) -> (amounts: [ServiceCode: Int64], currency: Currency) {
        guard let currency = known ?? new.prices.first?.price.currency, !new.prices.isEmpty else {
            throw .pricesMissing
        }
        var amounts: [ServiceCode: Int64] = [:]
        for price in new.prices {
            guard (0...priceLimit).contains(price.price.amount) else { throw .priceInvalid(price.service) }
            guard price.price.currency == currency else { throw .currencyMismatch(expected: currency) }
            guard amounts.updateValue(price.price.amount, forKey: price.service) == nil else {
                throw .serviceDuplicate(price.service)
            }
        }
        return (amounts, currency)
    }

    /// Throws `tariffDayInvalid` for a day that can't be meant.
    static func requireLikely(_ day: Day) throws(PartnersFailure) {
        guard years.contains(day.civil.year) else { throw .tariffDayInvalid }
    }

    /// Throws `periodClosed` for a day that is settled already.
    static func requireOpen(_ day: Day, settled: Month?) throws(PartnersFailure) {
        guard let settled, day < settled.next.firstDay else { return }
        throw .periodClosed(openFrom: settled.next.firstDay)
    }
}
