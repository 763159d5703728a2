public import Kernel
public import Store

extension Rosters {
    /// Begins to apply a roster; from here on it will happen, and nobody sees any of it until all of it is in.
    ///
    /// A roster that is being applied or was applied stays as it is: doing it twice changes nothing (B4). Throws
    /// `stale` when another roster was applied since the comparison, `leaversNotConfirmed` for a held one without the
    /// right number, `notApproved` where a second user's yes is asked for and missing (`approve`), `busy`, `notReady` or
    /// `notApplicable`.
    @discardableResult
    public func beginApplication(
        of id: RosterID,
        confirmLeavers: Int? = nil,
        by login: LoginID? = nil,
        in session: Session
    ) throws -> Roster {
        try lockEmployer(of: id, in: session)
        let application = try Application(id, in: session)
        switch application.state {
        case .applying, .applied: return try roster(id, in: session)
        case .reading: throw RosterFailure.notReady
        case .failed, .undone: throw RosterFailure.notApplicable
        case .ready, .held: break
        }
        guard !application.isCleared else { throw RosterFailure.notApplicable }
        guard application.base == application.currentBase else { throw RosterFailure.stale }
        if application.state == .held, confirmLeavers != application.leavers {
            throw RosterFailure.leaversNotConfirmed(leavers: application.leavers)
        }
        guard try session.first(RosterSQL.isUnapproved, id, login, read: { _ in true }) == nil else {
            throw RosterFailure.notApproved
        }
        let employer = application.employer
        guard try session.first(RosterSQL.isAnyApplying, employer, read: { _ in true }) == nil else {
            throw RosterFailure.busy
        }
        // Raised at once, so that whatever was compared until now can't be applied behind this one.
        let base = try session.first(RosterSQL.raiseBase, employer) { try $0[0] as Int }
        try session.runOne(
            RosterSQL.begin,
            id,
            try ChangeSet.open(in: session),
            base,
            application.zone.day(at: session.now),
            login,
            confirmLeavers
        )
        return try roster(id, in: session)
    }

    /// Does slices of an application for as long as nobody waits for the writer, at least one.
    func applySlices(of id: RosterID, in session: Session) throws -> Next {
        var next = try applySlice(of: id, in: session)
        while next == .slice, session.mayGoOn { next = try applySlice(of: id, in: session) }
        return next
    }

    /// How an application goes on.
    enum Next {
        case slice
        /// With what newcomers are found by, which is no slice: `KeyFiling`.
        case keys
        /// It is applied.
        case nothing
    }

    /// Does the next slice of an application: some 20 ms of work, in the caller's transaction. How far it has come is
    /// written in that same transaction, so that each slice happens once, whoever runs it and whatever stops.
    ///
    /// The last one publishes the change set and sets `applied`.
    func applySlice(of id: RosterID, in session: Session) throws -> Next {
        // Whoever else applies this roster waits until this slice is in.
        try session.lock(id)
        var application = try Application(id, in: session)
        switch application.state {
        case .applied: return .nothing
        case .applying: break
        default: throw RosterFailure.notApplicable
        }
        let limit = limits.applyingSlice
        application.terms = try employers.coverageTerms(of: application.employer, in: session)
        let slice = RosterSlice(application: application, employers: employers)
        switch application.stage {
        case .none: throw RosterFailure.notApplicable
        case .keys: return .keys
        case .joins: try advance(application, try slice.join(limit: limit, in: session), .changes, in: session)
        case .changes: try advance(application, try slice.change(limit: limit, in: session), .leaves, in: session)
        case .leaves:
            try advance(application, try slice.leave(limit: limit, in: session), .publication, in: session)
        case .publication:
            try publish(application, in: session)
            return .nothing
        }
        return .slice
    }

    /// The rosters whose application has begun and not ended.
    public func applying(in session: Session) throws -> [RosterID] {
        try session.all(RosterSQL.applying) { try $0[0] as RosterID }
    }

    private func advance(
        _ application: Application,
        _ done: (count: Int, place: String)?,
        _ next: Application.Stage,
        in session: Session
    ) throws {
        let stage = done == nil ? next : application.stage
        try session.runOne(
            RosterSQL.advance,
            application.roster,
            stage.rawValue,
            done?.place ?? "",
            done?.count ?? 0
        )
    }

    private func publish(_ application: Application, in session: Session) throws {
        try ChangeSet.publish(application.changeSet, in: session)
        try session.run(InvitationSQL.addSet, application.changeSet, session.now)
        try session.runOne(RosterSQL.setApplied, application.roster, session.now)
    }
}
