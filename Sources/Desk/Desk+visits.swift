import Credits
import Entitlements
public import Kernel
import Partners
public import Store

extension Desk {
    /// Records a visit against a verification of the desk's own location, exactly once for each key.
    ///
    /// The same key with the same request gives the same visit, also when the verification has expired meanwhile; with
    /// another request it throws `.idempotencyMismatch`. A refusal leaves the key free. Throws besides `.notFound`,
    /// `.verificationExpired`, what `verify` says about coverage, `.notCovered`, `.serviceNotOffered`, `.limitReached`,
    /// and the ledger's `credits-insufficient`.
    public func recordVisit(
        _ new: NewVisit,
        at location: LocationID,
        by login: LoginID,
        in session: Session
    ) throws -> (visit: Visit, isReplay: Bool) {
        if let known = try visit(ofKey: new.key, requestHash: new.requestHash, at: location, in: session) {
            return (known, true)
        }
        let here = try self.location(location, in: session)
        let verification = try verification(new.verification, at: location, in: session)
        try DeskRules.check(new.services, at: here)
        let person = verification.person
        let all = try entitlements.coverages(of: person, in: session)
        let coverages = try DeskRules.accepted(DeskRules.current(all, at: session.now), by: here)
        try bringCreditsUpToDate(of: person, coverages: all, in: session)
        let offers = try offers(to: person, coverages, at: here, in: session)
        let lines = try DeskRules.lines(of: new.services, offers: offers)

        let id: VisitID = session.newID()
        let cost = CreditAmount(lines.reduce(0) { $0 + Int64($1.quantity) * $1.credits.count })
        let entry =
            cost == .zero
            ? nil : try credits.debit(cost, from: person, to: location, reference: id, in: session).entry
        let visit = Visit(
            id: id,
            place: Place(location: location, name: here.name, town: here.town),
            person: person,
            day: here.zone.day(at: session.now),
            recordedAt: session.now,
            lines: lines,
            credits: cost,
            cancellation: nil,
            entry: entry
        )
        try insert(visit, new, by: login, in: session)
        return (visit, false)
    }

    private func insert(_ visit: Visit, _ new: NewVisit, by login: LoginID, in session: Session) throws {
        let inserted = try session.runCounting(
            VisitSQL.insertVisit,
            visit.id,
            new.verification,
            visit.place.location,
            login,
            visit.person,
            visit.day,
            visit.recordedAt,
            visit.credits,
            visit.entry,
            new.key,
            new.requestHash
        )
        // Only where an engine lets two requests with one key come this far; the later one undoes itself and, asked
        // again, finds the visit of the earlier.
        guard inserted == 1 else { throw StoreFailure.busy }
        try session.runEach(VisitSQL.insertService, visit.lines.enumerated()) { line, arguments in
            arguments = [
                visit.id.value, line.offset.value, line.element.service.value, line.element.quantity.value,
                line.element.credits.value, line.element.package.value, line.element.source.value,
            ]
        }
    }

    /// What a key of the location was used for before.
    private func visit(
        ofKey key: String,
        requestHash: [UInt8],
        at location: LocationID,
        in session: Session
    ) throws -> Visit? {
        if let known = try session.first(
            VisitSQL.visitOfKey,
            location,
            key,
            read: { (id: try $0[0] as VisitID, hash: try $0[1] as [UInt8]) }
        ) {
            guard known.hash == requestHash else { throw DeskFailure.idempotencyMismatch }
            return try visit(known.id, in: session)
        }
        guard try session.first(VisitSQL.cancellationOfKey, location, key, read: { _ in true }) == nil else {
            throw DeskFailure.idempotencyMismatch
        }
        return nil
    }
}
