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
        return VerificationSheet(
            name: try people.name(of: person, in: session),
            package: package,
            at: location,
            coverages,
            usage: try Usage(of: person, since: Period.year.start(on: today), in: session),
            balance: try credits.balance(of: person, in: session),
            instant: session.now
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
        let covered = DeskRules.covered(services, by: coverages, at: session.now)
        let today = location.zone.day(at: session.now)
        let limits = covered.flatMap(\.ways).compactMap(\.entitlement.limit)
        let usage = try Usage(of: person, since: limits.map { $0.per.start(on: today) }.min(), in: session)
        return DeskRules.offers(covered, used: usage, on: today)
    }
}
