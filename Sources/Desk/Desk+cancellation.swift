import Credits
import Entitlements
public import Kernel
import Messaging
import Partners
import People
public import Store

extension Desk {
    /// Cancels a visit, exactly once: every credit comes back, and the member is told.
    ///
    /// A location cancels its own visits within their month (`.notFound`, `.periodClosed`), the operator any. The same
    /// key with the same request gives the same cancellation; another key throws `.alreadyCancelled`.
    public func cancel(
        _ id: VisitID,
        by canceller: Canceller,
        reason: String? = nil,
        key: String,
        requestHash: [UInt8],
        in session: Session
    ) throws -> (cancellation: Cancellation, isReplay: Bool) {
        if let known = try cancellation(ofKey: key, requestHash: requestHash, canceller.scope, in: session) {
            return (known, true)
        }
        guard (reason ?? "").count <= DeskLimits.reasonCharacters else { throw DeskFailure.reasonTooLong }
        guard let visit = try visit(id, in: session) else { throw DeskFailure.notFound }
        if case .desk(let location, _) = canceller, visit.place.location != location { throw DeskFailure.notFound }
        guard visit.cancellation == nil else { throw DeskFailure.alreadyCancelled }
        if case .desk(let location, _) = canceller {
            let today = try self.location(location, in: session).zone.day(at: session.now)
            guard today.month <= visit.day.month else { throw DeskFailure.periodClosed }
        }

        let returned = try visit.entry.map { entry in
            let coverages = try entitlements.coverages(of: visit.person, in: session)
            return try giveBack(entry, covered: coveredDays(of: coverages), visit.id, in: session)
        }
        let cancellation = Cancellation(
            visit: id,
            at: session.now,
            reason: reason,
            creditsReturned: returned?.credits ?? .zero
        )
        let inserted = try session.runCounting(
            VisitSQL.insertCancellation,
            id,
            session.now,
            canceller.login,
            canceller.scope,
            reason,
            cancellation.creditsReturned,
            returned?.entry,
            key,
            requestHash
        )
        guard inserted == 1 else { throw DeskFailure.alreadyCancelled }
        try tell(visit, in: session)
        return (cancellation, false)
    }

    private func giveBack(
        _ entry: EntryID,
        covered: CoveredDays,
        _ visit: VisitID,
        in session: Session
    ) throws -> Return {
        do {
            return try credits.giveBack(entry, covered: covered, reference: visit, in: session)
        } catch CreditsFailure.alreadyReturned {
            throw DeskFailure.alreadyCancelled
        }
    }

    /// Tells the member, where there is a way.
    private func tell(_ visit: Visit, in session: Session) throws {
        guard let contact = try people.contactPoint(of: visit.person, in: session) else { return }
        let text = DeskMessages.cancelled(visit).text(in: contact.language)
        let draft =
            switch contact.channel {
            case .email:
                Draft(
                    channel: .email,
                    to: contact.to,
                    subject: DeskMessages.cancelledSubject.text(in: contact.language),
                    text: text,
                    priority: .news,
                    person: visit.person
                )
            case .sms: Draft(channel: .sms, to: contact.to, text: text, priority: .news, person: visit.person)
            }
        try messaging.post(draft, in: session)
    }

    /// What a key of the location, or of the operator, was used for before.
    private func cancellation(
        ofKey key: String,
        requestHash: [UInt8],
        _ scope: LocationID,
        in session: Session
    ) throws -> Cancellation? {
        if let known = try session.first(
            VisitSQL.cancellationOfKey,
            scope,
            key,
            read: { (visit: try $0[0] as VisitID, hash: try $0[1] as [UInt8]) }
        ) {
            guard known.hash == requestHash else { throw DeskFailure.idempotencyMismatch }
            return try session.first(VisitSQL.cancellation, known.visit) { row in
                Cancellation(visit: try row[0], at: try row[1], reason: try row[2], creditsReturned: try row[3])
            }
        }
        guard try session.first(VisitSQL.visitOfKey, scope, key, read: { _ in true }) == nil else {
            throw DeskFailure.idempotencyMismatch
        }
        return nil
    }
}
