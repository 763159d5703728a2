import Kernel
import Store

extension Rosters {
    /// Takes an application back, at once and whole (B8): everybody sees again what was before it.
    ///
    /// A roster that was undone stays as it is. Throws `notLatest` unless it is the employer's latest applied one,
    /// `notApplicable` for one that wasn't applied. Whether somebody has activated since is asked before, by
    /// `RosterApplier.undo`, because a million people aren't asked in one transaction.
    func undo(_ id: RosterID, by login: LoginID?, in session: Session) throws {
        try lockEmployer(of: id, in: session)
        let found = try session.first(UndoSQL.roster, id) { row in
            (
                state: try row[0] as RosterState, appliedBase: try row[1] as Int?, base: try row[2] as Int,
                changeSet: try row[3] as ChangeSetID?, employer: try row[4] as EmployerID
            )
        }
        guard let found else { throw RosterFailure.noSuchRoster }
        guard found.state != .undone else { return }
        guard found.state == .applied, let changeSet = found.changeSet else { throw RosterFailure.notApplicable }
        guard found.appliedBase == found.base else { throw RosterFailure.notLatest }
        try ChangeSet.withdraw(changeSet, in: session)
        _ = try session.first(RosterSQL.raiseBase, found.employer) { try $0[0] as Int }
        try session.runOne(UndoSQL.setUndone, id, session.now, login)
    }

    /// Some of the persons whom a roster brought, and where to go on.
    func joined(by id: RosterID, after number: Int, in session: Session) throws -> (persons: [PersonID], last: Int)? {
        let rows = try session.all(UndoSQL.joined, id, number, limits.readingSlice) { row in
            (number: try row[0] as Int, person: try row[1] as PersonID)
        }
        return rows.last.map { (rows.map(\.person), $0.number) }
    }
}
