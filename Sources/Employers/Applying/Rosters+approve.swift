public import Kernel
public import Store

extension Rosters {
    /// A second HR user's yes to exactly this roster (B11a); saying it twice is once.
    ///
    /// Where the employer asks for it, a roster is applied only when somebody has approved it who neither uploaded it nor
    /// applies it: two pairs of eyes, whichever of the two presses which button. What was read can't change any more, so
    /// a yes holds for these bytes and this difference; another upload needs another one, and a roster that another one
    /// has overtaken can't be approved.
    ///
    /// Throws `ownRoster` for the uploader, `stale`, `notReady` or `notApplicable`.
    @discardableResult
    public func approve(_ id: RosterID, by login: LoginID, in session: Session) throws -> Roster {
        try lockEmployer(of: id, in: session)
        let application = try Application(id, in: session)
        let known = try roster(id, in: session)
        guard known.uploadedBy != login else { throw RosterFailure.ownRoster }
        guard !known.approvals.contains(where: { $0.login == login }) else { return known }
        switch application.state {
        case .reading: throw RosterFailure.notReady
        case .applying, .applied, .failed, .undone: throw RosterFailure.notApplicable
        case .ready, .held: break
        }
        guard !application.isCleared else { throw RosterFailure.notApplicable }
        guard application.base == application.currentBase else { throw RosterFailure.stale }
        try session.run(RosterSQL.approve, id, login, session.now)
        return try roster(id, in: session)
    }
}
