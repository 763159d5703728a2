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
        let person = verification.person
        let coverages = try DeskRules.accepted(
            DeskRules.current(entitlements.termedCoverages(of: person, in: session), at: session.now),
            by: location
        )
        let today = location.zone.day(at: session.now)
        guard let package = coverages.compactMap({ $0.package(on: today) }).max(by: { $0.rank < $1.rank }) else {
            throw DeskFailure.locationNotInPackage
        }
        let offered = try offers(of: location.services.sorted(), to: person, coverages, at: location, in: session)
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

    /// Those services that the catalogue has, each with the ways in which those coverages cover it, the cheapest first.
    func offers(
        of services: [ServiceCode],
        to person: PersonID,
        _ coverages: [TermedCoverage],
        at location: DeskLocation,
        in session: Session
    ) throws -> [OfferedService] {
        // Each sponsor has a day of its own.
        let days = coverages.map { $0.coverage.zone.day(at: session.now) }
        var offered: [(service: ServiceCode, name: LocalizedName, ways: [(coverage: Coverage, Entitlement)])] = []
        for service in services {
            guard let name = coverages.lazy.compactMap({ $0.catalogue.name(of: service) }).first else { continue }
            let ways = zip(coverages, days).compactMap { termed, day in
                termed.entitlement(to: service, on: day).map { (termed.coverage, $0) }
            }
            offered.append((service, name, ways))
        }
        let today = location.zone.day(at: session.now)
        let limits = offered.flatMap(\.ways).compactMap(\.1.limit)
        let usage = try Usage(of: person, since: limits.map { $0.per.start(on: today) }.min(), in: session)
        return offered.map { service, name, ways in
            OfferedService(
                service: service,
                name: name,
                ways: ways.map { Offer($1, of: $0, used: usage, on: today) }
                    .sorted { ($0.credits, $0.source) < ($1.credits, $1.source) }
            )
        }
    }
}
