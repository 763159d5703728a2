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
    /// `.verificationExpired`, what `verify` says about coverage, `.notCovered`, `.serviceNotOffered`, `.noSuchService`,
    /// `.limitReached` and the ledger's `credits-insufficient`.
    public func recordVisit(
        _ new: NewVisit,
        at location: LocationID,
        by login: LoginID,
        in session: Session
    ) throws -> (visit: Visit, isReplay: Bool) {
        try lock(new.key, of: location, in: session)
        // Where the member is known already, all questions go out together.
        let asked = try verified[new.verification].map { try ask(for: $0, at: location, in: session) }
        let askedLocation = try partners.ask(for: location, in: session)
        let known = try state(of: new, at: location, in: session)
        if let visit = known.visit { return (visit, true) }
        guard let here = try askedLocation.get() else { throw DeskFailure.notFound }
        guard let verification = known.verification, verification.location == location else {
            throw DeskFailure.notFound
        }
        guard verification.expiresAt > session.now else { throw DeskFailure.verificationExpired }
        try DeskRules.check(new.services)
        try requireOffered(new.services, at: here, in: session)
        let person = verification.person
        let member =
            if let asked, asked.person == person { asked } else { try ask(for: person, at: location, in: session) }
        verified[new.verification] = person
        let history = try member.coverages.get()
        let coverages = try DeskRules.accepted(DeskRules.current(history.live, at: session.now), by: here)
        let offers = try offers(
            of: Set(new.services.map(\.service)).sorted(),
            to: person,
            coverages,
            history,
            at: here,
            in: session
        )
        let lines = try DeskRules.lines(of: new.services, offers: offers)
        var account = try member.account.get()
        try bringUpToDate(&account, history, in: session)

        let record = VisitRecord(
            id: session.newID(),
            verification: new.verification,
            location: location,
            login: login,
            person: person,
            day: here.zone.day(at: session.now),
            recordedAt: session.now,
            credits: CreditAmount(lines.reduce(0) { $0 + Int64($1.quantity) * $1.credits.count }),
            key: new.key,
            requestHash: new.requestHash,
            lines: lines
        )
        let entry = try session.together {
            let entry = try debit(record, from: &account, in: session)
            try record.insert(entry, in: session)
            return entry
        }
        return (Visit(record, at: Place(location: location, name: here.name, town: here.town), entry: entry), false)
    }

    /// What a visit must know of a member.
    private struct AskedMember {
        let person: PersonID
        let account: AskedAccount
        let coverages: AskedCoverages
    }

    /// Locks the member's account, asks and goes on.
    private func ask(for person: PersonID, at location: LocationID, in session: Session) throws -> AskedMember {
        AskedMember(
            person: person,
            account: try credits.ask(for: person, debitingTo: location, in: session),
            coverages: try entitlements.ask(for: person, in: session)
        )
    }

    /// What doesn't exist is a wrong request, and nobody's refusal; what the location doesn't do is.
    private func requireOffered(_ orders: [NewVisit.Order], at location: DeskLocation, in session: Session) throws {
        let elsewhere = orders.map(\.service).filter { !location.services.contains($0) }
        guard !elsewhere.isEmpty else { return }
        let known = try entitlements.services(in: session)
        let names = try elsewhere.map { code in
            guard let service = known.first(where: { $0.code == code }) else { throw DeskFailure.noSuchService(code) }
            return service.name
        }
        throw DeskFailure.serviceNotOffered(names[0])
    }

    private func debit(
        _ visit: VisitRecord,
        from account: inout MemberAccount,
        in session: Session
    ) throws -> EntryID? {
        guard visit.credits > .zero else { return nil }
        return try credits.debit(
            visit.credits,
            from: &account,
            to: visit.location,
            reference: visit.id,
            evidence: visit.evidence,
            in: session
        ).entry
    }

    /// The verification that a new visit names, if there is one, and the visit that its key has made before.
    private func state(
        of new: NewVisit,
        at location: LocationID,
        in session: Session
    ) throws -> (verification: Verification?, visit: Visit?) {
        let known = try session.first(VisitSQL.verificationAndKey, new.verification, location, new.key) { row in
            (
                verification: row.isNull(0) ? nil : try Verification(row: row), visit: try row[4] as VisitID?,
                hash: try row[5] as [UInt8]?, isCancellations: !row.isNull(6)
            )
        }
        guard known?.isCancellations != true else { throw DeskFailure.idempotencyMismatch }
        guard let id = known?.visit else { return (known?.verification, nil) }
        guard known?.hash == new.requestHash else { throw DeskFailure.idempotencyMismatch }
        return (known?.verification, try visit(id, in: session))
    }
}
