public import Kernel
public import Store

extension Partners {
    /// Sets what a partner is paid for some services from a day on. Prices that have been set for exactly that day make no
    /// other tariff.
    ///
    /// Throws `noSuchPartner`, `tariffDayInvalid`, `pricesMissing`, `serviceDuplicate`, `priceInvalid`, `currencyMismatch`,
    /// and `periodClosed` for a day that is settled.
    ///
    /// - Parameter settled: the partner's last month that is settled; whoever calls has locked the partner before asking.
    public func setTariff(
        _ new: NewTariff,
        for partner: PartnerID,
        settled: Month?,
        by login: LoginID? = nil,
        in session: Session
    ) throws -> (tariff: Tariff, isNew: Bool) {
        try session.lock(partner)
        guard try session.first(PartnersSQL.partner, partner, read: { _ in true }) != nil else {
            throw PartnersFailure.noSuchPartner
        }
        try TariffRules.requireLikely(new.from)
        let known = try priceList(of: partner, in: session)
        let (amounts, currency) = try TariffRules.prices(new, currency: known.currency)
        if known.says(amounts, from: new.from), let tariff = try tariff(of: partner, from: new.from, in: session) {
            return (tariff, false)
        }
        try TariffRules.requireOpen(new.from, settled: settled)
        let id: TariffID = session.newID()
        try session.run(TariffSQL.insert, id, partner, new.from, currency, session.now, login)
        try session.runEach(TariffSQL.insertPrice, amounts.sorted { $0.key < $1.key }) { entry, arguments in
            arguments = [id.value, entry.key.value, entry.value.value]
        }
        let prices = amounts.mapValues { Money(amount: $0, currency: currency) }
        return (Tariff(id: id, partner: partner, from: new.from, prices: prices), true)
    }

    /// A partner's tariffs, the last that was set first. Throws `noSuchPartner`.
    ///
    /// - Parameter before: the last tariff of the page before.
    public func tariffs(
        of partner: PartnerID,
        before: TariffID = TariffID(bits: .max),
        limit: Int,
        in session: Session
    ) throws -> [Tariff] {
        guard try session.first(PartnersSQL.partner, partner, read: { _ in true }) != nil else {
            throw PartnersFailure.noSuchPartner
        }
        let found = try session.all(TariffSQL.tariffs, partner, before, limit) { try Head(row: $0) }
        return try found.map { try tariff($0, of: partner, in: session) }
    }

    /// Which price holds on which day.
    public func priceList(of partner: PartnerID, in session: Session) throws -> PriceList {
        var currency: Currency?
        let entries = try session.all(TariffSQL.entries, partner) { row in
            currency = try row[3]
            return PriceList.Entry(service: try row[0], from: try row[1], price: try row[2])
        }
        return PriceList(entries, currency: currency)
    }

    /// A tariff without its prices.
    private struct Head {
        let id: TariffID
        let from: Day
        let currency: Currency

        init(row: Row) throws {
            id = try row[0]
            from = try row[1]
            currency = try row[2]
        }
    }

    private func tariff(of partner: PartnerID, from day: Day, in session: Session) throws -> Tariff? {
        try session.first(TariffSQL.lastFrom, partner, day) { try Head(row: $0) }
            .map { try tariff($0, of: partner, in: session) }
    }

    private func tariff(_ head: Head, of partner: PartnerID, in session: Session) throws -> Tariff {
        let prices = try session.all(TariffSQL.prices, head.id) { row in
            (try row[0] as ServiceCode, Money(amount: try row[1], currency: head.currency))
        }
        return Tariff(
            id: head.id,
            partner: partner,
            from: head.from,
            prices: Dictionary(prices) { first, _ in first }
        )
    }
}
