import Kernel
import Store

extension Rosters {
    /// Takes an application back, at once and whole (B8): everybody sees again what was before it.
    ///
    /// A roster that was undone stays as it is. Throws `notLatest` unless it is the employer's latest applied one,
    /// `notApplicable` for one that wasn't applied. Whether somebody has activated since is asked before, by
    /// `RosterApplier.undo`, because a million people aren't asked in one transaction.
    func undo(_ id: RosterID, by login: LoginID?, in session: Session) throws {
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
        try session.run(UndoSQL.setUndone, id, session.now, login)
    }

    /// Clears away the next slice of what an undone roster has left: nobody sees it, but numbers would seem to be taken.
    ///
    /// Returns whether there is nothing left.
    func sweepSlice(of id: RosterID, in session: Session) throws -> Bool {
        let found = try session.first(UndoSQL.sweep, id) { row in
            (stage: try row[0] as Int, place: try row[1] as String, changeSet: try row[2] as ChangeSetID)
        }
        guard let found, found.stage != 0 else { return true }
        let limit = limits.readingSlice
        if found.stage == Self.sweepingRows {
            let start = Int(found.place) ?? 0
            let last = try session.first(UndoSQL.lastRow, id, start, limit) { try $0[0] as Int? } ?? nil
            guard let last else {
                try session.run(UndoSQL.setPlace, id, Self.sweepingLeaves, "")
                return false
            }
            for statement in [UndoSQL.deleteMade, UndoSQL.deleteVersions, UndoSQL.restoreVersions] {
                try session.run(statement, id, start, last, found.changeSet)
            }
            try session.run(UndoSQL.setPlace, id, Self.sweepingRows, String(last))
            return false
        }
        let last = try session.first(UndoSQL.lastLeave, id, found.place, limit) { try $0[0] as String? } ?? nil
        guard let last else {
            try session.run(UndoSQL.setPlace, id, 0, "")
            return true
        }
        for statement in [UndoSQL.deleteLeaves, UndoSQL.restoreLeaves] {
            try session.run(statement, id, found.place, last, found.changeSet)
        }
        try session.run(UndoSQL.setPlace, id, Self.sweepingLeaves, last)
        return false
    }

    /// Some of the persons whom a roster brought, and where to go on.
    func joined(by id: RosterID, after number: Int, in session: Session) throws -> (persons: [PersonID], last: Int)? {
        let rows = try session.all(UndoSQL.joined, id, number, limits.readingSlice) { row in
            (number: try row[0] as Int, person: try row[1] as PersonID)
        }
        return rows.last.map { (rows.map(\.person), $0.number) }
    }

    /// What an undone roster's `stage` is while its rows are being cleared away.
    private static let sweepingRows = 5
    private static let sweepingLeaves = 6
}
