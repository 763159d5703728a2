import Credits
import Entitlements
public import Kernel
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
        try lock(key, of: canceller.scope, in: session)
        try session.lock(id)
        if case .operator = canceller, try credits.correction(ofKey: key, in: session) != nil {
            throw DeskFailure.idempotencyMismatch
        }
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

        let cancellation = Cancellation(visit: id, at: session.now, reason: reason, creditsReturned: visit.credits)
        let record = CancellationRecord(
            cancellation: cancellation,
            login: canceller.login,
            scope: canceller.scope,
            key: key,
            requestHash: requestHash
        )
        let entry = try visit.entry.map { try giveBack($0, of: visit, record.evidence, in: session) }
        try record.insert(entry, in: session)
        try tell(visit.person, DeskMessages.cancelledSubject, DeskMessages.cancelled(visit), in: session)
        return (cancellation, false)
    }

    private func giveBack(
        _ entry: EntryID,
        of visit: Visit,
        _ evidence: Evidence,
        in session: Session
    ) throws -> EntryID {
        try session.lock(visit.person)
        let coverages = try entitlements.coverageHistory(of: visit.person, in: session).live
        var account = try credits.account(of: visit.person, in: session)
        do {
            return try credits.giveBack(
                entry,
                to: &account,
                covered: DeskRules.coveredDays(of: coverages),
                reference: visit.id,
                evidence: evidence,
                in: session
            ).entry
        } catch CreditsFailure.alreadyReturned {
            throw DeskFailure.alreadyCancelled
        }
    }

    /// What a key of the location, or of the operator, was used for before.
    func cancellation(
        ofKey key: String,
        requestHash: [UInt8],
        _ scope: LocationID,
        in session: Session
    ) throws -> Cancellation? {
        let known = try session.first(VisitSQL.cancellationOfKey, scope, key) { row in
            (
                cancellation: row.isNull(0) ? nil : try Cancellation(row: row, from: 0), hash: try row[4] as [UInt8]?,
                isVisits: !row.isNull(5)
            )
        }
        guard let known, known.cancellation != nil || known.isVisits else { return nil }
        guard let cancellation = known.cancellation, known.hash == requestHash else {
            throw DeskFailure.idempotencyMismatch
        }
        return cancellation
    }
}

extension Desk {
    /// Keeps another request with the same key waiting, so that it finds what this one did.
    func lock(_ key: String, of scope: LocationID, in session: Session) throws {
        try session.lock(Array("\(scope) \(key)".utf8))
    }
}

extension Cancellation {
    /// Reads visit, instant, reason and credits, of which the first is at that place.
    init(row: Row, from first: Int) throws {
        visit = try row[first]
        at = try row[first + 1]
        reason = try row[first + 2]
        creditsReturned = try row[first + 3]
    }
}
