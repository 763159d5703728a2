import Credits
import Entitlements
import Kernel
import Partners
import People
public import Store

extension Desk {
    /// What the desk is shown about a verified member. Throws what `verify` refuses when coverage doesn't hold any
    /// more. It only reads: a session apart from `verify`'s keeps the writer free.
    public func sheet(of verification: Verification, in session: Session) throws -> VerificationSheet {
        let location = try location(verification.location, in: session)
        let current = try DeskRules.current(
            entitlements.coverages(of: verification.person, in: session),
            at: session.now
        )
        let coverages = try DeskRules.accepted(current, by: location)
        let packages = try coverages.compactMap { try entitlements.package($0.package, in: session) }
        guard let package = packages.max(by: { $0.rank < $1.rank }) else { throw DeskFailure.locationNotInPackage }
        let offers = try offers(to: verification.person, coverages, at: location, in: session)
        let balance = try credits.balance(of: verification.person, in: session)
        let services = try entitlements.services(in: session).filter { location.services.contains($0.code) }
        return VerificationSheet(
            name: try people.name(of: verification.person, in: session),
            package: package.code,
            packageName: package.name,
            services: services.sorted { $0.code < $1.code }.map { service in
                let ways = offers[service.code] ?? []
                let open = ways.first { $0.left != 0 }
                return VerificationSheet.Line(
                    service: service.code,
                    name: service.name,
                    credits: (open ?? ways.first)?.credits,
                    isCovered: !ways.isEmpty,
                    isLimitReached: !ways.isEmpty && open == nil,
                    isAffordable: open.map { $0.credits <= balance } ?? false
                )
            }
        )
    }

    /// The ways in which those coverages cover what the location does, the cheapest first.
    func offers(
        to person: PersonID,
        _ coverages: [Coverage],
        at location: DeskLocation,
        in session: Session
    ) throws -> [ServiceCode: [Offer]] {
        let today = location.zone.day(at: session.now)
        let usage = try Usage(of: person, since: Period.year.start(on: today), in: session)
        var offers: [ServiceCode: [Offer]] = [:]
        for coverage in coverages {
            let day = coverage.zone.day(at: session.now)
            for entitlement in try entitlements.entitlements(of: coverage.package, on: day, in: session)
            where location.services.contains(entitlement.service) {
                let left = entitlement.limit.map { limit in
                    max(0, limit.count - usage.count(entitlement.service, coverage.source, in: limit.per, on: today))
                }
                offers[entitlement.service, default: []].append(
                    Offer(
                        source: coverage.source,
                        package: coverage.package,
                        credits: entitlement.credits,
                        left: left
                    )
                )
            }
        }
        return offers.mapValues { $0.sorted { ($0.credits, $0.source) < ($1.credits, $1.source) } }
    }
}
