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
        let location = try location(verification.location, offering: nil, in: session)
        let person = verification.person
        let coverages = try DeskRules.accepted(
            DeskRules.current(entitlements.termedCoverages(of: person, in: session), at: session.now),
            by: location
        )
        let today = location.zone.day(at: session.now)
        guard let package = coverages.compactMap({ $0.package(on: today) }).max(by: { $0.rank < $1.rank }) else {
            throw DeskFailure.locationNotInPackage
        }
        let offered = try offers(of: location.services, to: person, coverages, at: location, in: session)
        let balance = try credits.balance(of: person, in: session)
        return VerificationSheet(
            name: try people.name(of: person, in: session),
            package: package.code,
            packageName: package.name,
            services: offered.map { service in
                let open = service.ways.first { $0.left != 0 }
                return VerificationSheet.Line(
                    service: service.service,
                    name: service.name,
                    credits: (open ?? service.ways.first)?.credits,
                    isCovered: !service.ways.isEmpty,
                    isLimitReached: !service.ways.isEmpty && open == nil,
                    isAffordable: open.map { $0.credits <= balance } ?? false
                )
            }
        )
    }

    /// Those services of the catalogue by code, each with the ways in which those coverages cover it, the cheapest first.
    func offers(
        of services: Set<ServiceCode>,
        to person: PersonID,
        _ coverages: [TermedCoverage],
        at location: DeskLocation,
        in session: Session
    ) throws -> [OfferedService] {
        // Each sponsor has a day of its own; nearly always it is the same.
        let days = Dictionary(grouping: coverages) { $0.coverage.zone.day(at: session.now) }
        let covered = try days.map { day, coverages in
            let packages = Set(coverages.map(\.coverage.package))
            return (coverages, services: try entitlements.services(services, in: packages, on: day, in: session))
        }
        let today = location.zone.day(at: session.now)
        let limits = covered.flatMap(\.services).flatMap(\.entitlements.values).compactMap(\.limit)
        let usage = try Usage(of: person, since: limits.map { $0.per.start(on: today) }.min(), in: session)
        var offered: [ServiceCode: OfferedService] = [:]
        for (coverages, services) in covered {
            for service in services {
                let ways = coverages.compactMap { termed in
                    service.entitlements[termed.coverage.package].map { entitlement in
                        Offer(entitlement, of: termed.coverage, used: usage, on: today)
                    }
                }
                let known = offered[service.service]?.ways ?? []
                offered[service.service] = OfferedService(
                    service: service.service,
                    name: service.name,
                    ways: (known + ways).sorted { ($0.credits, $0.source) < ($1.credits, $1.source) }
                )
            }
        }
        return offered.values.sorted { $0.service < $1.service }
    }
}
