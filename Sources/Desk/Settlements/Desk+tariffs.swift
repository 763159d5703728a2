import Entitlements
public import Kernel
public import Partners
public import Store

extension Desk {
    /// Sets what a partner is paid for some services from a day on; days that are settled keep their prices.
    ///
    /// Throws `.noSuchService` for one that the catalogue doesn't have, and what `Partners.setTariff` says.
    public func setTariff(
        _ new: NewTariff,
        for partner: PartnerID,
        by login: LoginID? = nil,
        in session: Session
    ) throws -> (tariff: Tariff, isNew: Bool) {
        let known = Set(try entitlements.services(in: session).map(\.code))
        if let unknown = new.prices.map(\.service).first(where: { !known.contains($0) }) {
            throw DeskFailure.noSuchService(unknown)
        }
        // A closing that is under way decides first, and this then sees what it closed.
        try session.lock(partner)
        let settled = try lastSettled(of: partner, in: session)
        return try partners.setTariff(new, for: partner, settled: settled, by: login, in: session)
    }

    /// Loads the seeds' tariffs; loading the same again changes nothing.
    ///
    /// Throws `seedUnknownPartner`, and what `setTariff` says.
    ///
    /// - Returns: how many tariffs were set.
    @discardableResult
    public func loadTariffs(_ seeds: [TariffSeed], in session: Session) throws -> Int {
        let known = Dictionary(try partners.list(in: session).map { ($0.code, $0.id) }) { first, _ in first }
        var set = 0
        for seed in seeds {
            for code in seed.partners {
                guard let partner = known[code] else { throw PartnersFailure.seedUnknownPartner(code) }
                if try setTariff(seed.tariff, for: partner, in: session).isNew { set += 1 }
            }
        }
        return set
    }
}
