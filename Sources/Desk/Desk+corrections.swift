public import Credits
import Entitlements
public import Kernel
public import Store

extension Desk {
    /// Keeps a correction that one of the operator's staff asks for (issue of credits by hand, or their taking back).
    ///
    /// Nothing moves before a second one approves it. With a key, the same request is kept once; another with that key
    /// throws `.idempotencyMismatch`. Throws besides `.notFound` for a person that nobody knows, and what
    /// `Credits.request` says.
    public func requestCorrection(
        _ new: NewCorrection,
        by login: LoginID,
        in session: Session
    ) throws -> (correction: Correction, isReplay: Bool) {
        if let key = new.key, let known = try correction(ofKey: key, new.requestHash ?? [], in: session) {
            return (known, true)
        }
        guard try name(of: new.person, in: session) != nil else { throw DeskFailure.notFound }
        return (try credits.request(new, by: login, in: session), false)
    }

    /// The second person's yes, which moves the credits, exactly once however often it is said; the member is told.
    ///
    /// What is due is granted first, and what is over expires. Throws `.notFound`, `.coverageEnded` for who never had any
    /// coverage, and what `Credits.approve` says.
    public func approveCorrection(
        _ id: CorrectionID,
        by login: LoginID,
        in session: Session
    ) throws -> (correction: Correction, isReplay: Bool) {
        try session.lock(id)
        guard let waiting = try credits.correction(id, in: session) else { throw DeskFailure.notFound }
        try waiting.requireSecond(login)
        guard waiting.approval == nil else { return (waiting, true) }
        var account = try credits.account(of: waiting.person, in: session)
        let history = try entitlements.coverageHistory(of: waiting.person, in: session)
        guard let latest = history.live.max(by: { $0.coverage.from < $1.coverage.from }) else {
            throw DeskFailure.coverageEnded
        }
        try bringUpToDate(&account, history, in: session)
        let zone = latest.coverage.zone
        let approved = try credits.approve(waiting, by: login, on: &account, zone: zone, in: session)
        try tell(
            waiting.person,
            DeskMessages.correctedSubject,
            DeskMessages.corrected(waiting.credits),
            in: session
        )
        return (approved, false)
    }

    /// A no, by whichever of the operator's staff, also by who asked for it: the correction never moves anything. Said again
    /// it changes nothing. Throws `.notFound`, and what `Credits.refuse` says.
    public func refuseCorrection(
        _ id: CorrectionID,
        by login: LoginID,
        in session: Session
    ) throws -> (correction: Correction, isReplay: Bool) {
        try session.lock(id)
        guard let waiting = try credits.correction(id, in: session) else { throw DeskFailure.notFound }
        guard waiting.refusal == nil else { return (waiting, true) }
        return (try credits.refuse(waiting, by: login, in: session), false)
    }

    /// What a key of the operator's was used for before.
    private func correction(ofKey key: String, _ requestHash: [UInt8], in session: Session) throws -> Correction? {
        try lock(key, of: Canceller.operatorScope, in: session)
        let isCancellations =
            try cancellation(ofKey: key, requestHash: requestHash, Canceller.operatorScope, in: session) != nil
        guard let known = try credits.correction(ofKey: key, in: session) else {
            guard !isCancellations else { throw DeskFailure.idempotencyMismatch }
            return nil
        }
        guard known.requestHash == requestHash else { throw DeskFailure.idempotencyMismatch }
        return known.correction
    }
}
