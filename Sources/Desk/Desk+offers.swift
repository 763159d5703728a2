import Entitlements
import Kernel
import Partners
import Store

extension Desk {
    /// Those services that the catalogue has, each with the ways in which those coverages cover it, the cheapest first.
    func offers(
        of services: [ServiceCode],
        to person: PersonID,
        _ coverages: [TermedCoverage],
        _ history: CoverageHistory,
        at location: DeskLocation,
        in session: Session
    ) throws -> [OfferedService] {
        let covered = DeskRules.covered(services, by: coverages, at: session.now)
        let today = location.zone.day(at: session.now)
        let limits = covered.flatMap(\.ways).compactMap(\.entitlement.limit)
        let since = limits.map { $0.per.start(on: today) }.min()
        let usage = try Usage(of: person, since: since, history, in: session)
        return DeskRules.offers(covered, used: usage, on: today)
    }
}
