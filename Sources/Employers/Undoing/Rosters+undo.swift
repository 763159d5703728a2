public import Kernel
import People
import Store

extension Rosters {
    /// Takes an application back, at once and whole (B8): everybody sees again what was before it.
    ///
    /// A roster that was undone stays as it is. Throws `notLatest` while a later one counts, `notApplied` for one that
    /// wasn't applied, `forgotten` when its rows are gone. What was built on it is asked before, by `RosterApplier.undo`,
    /// because a million people aren't asked in one transaction.
    ///
    /// - Parameter builtUpon: asked once more now that nobody else works for this employer.
    func undo(
        _ id: RosterID,
        by login: LoginID?,
        builtUpon: RosterApplier.BuiltUpon,
        in session: Session
    ) throws {
        try lockEmployer(of: id, in: session)
        let found = try application(of: id, in: session)
        guard found.state != .undone else { return }
        guard found.state == .applied, let changeSet = found.changeSet, let base = found.appliedBase else {
            throw RosterFailure.notApplied
        }
        guard try session.first(UndoSQL.isLaterApplied, found.employer, base, read: { _ in true }) == nil else {
            throw RosterFailure.notLatest
        }
        guard !found.isCleared else { throw RosterFailure.forgotten }
        guard try !builtUpon(try roster(id, in: session), [], session) else { throw RosterFailure.builtUpon }
        try ChangeSet.withdraw(changeSet, in: session)
        // Whatever was compared with it is stale.
        _ = try session.first(RosterSQL.raiseBase, found.employer) { try $0[0] as Int }
        try session.runOne(UndoSQL.setUndone, id, session.now, login)
    }

    /// Takes back some of the national ids that an undone change set gave, and gives back those that it took. Returns whether
    /// there may be more.
    func undoNationalIDs(of changeSet: ChangeSetID, in session: Session) throws -> Bool {
        let people = employers.people
        let changes = try people.nationalIDChanges(of: changeSet, limit: limits.applyingSlice, in: session)
        for change in changes {
            let isStated = try employers.isStated(change.index, of: change.person, besides: nil, in: session)
            try people.undo(change, isStated: isStated, in: session)
        }
        return !changes.isEmpty
    }

    /// Some of the persons on whose behalf something may be built on a roster, and where to go on.
    func touched(
        by id: RosterID,
        after number: Int,
        in session: Session
    ) throws -> (persons: [TouchedPerson], last: Int)? {
        let rows = try session.all(UndoSQL.touched, id, number, limits.readingSlice) { row in
            (
                number: try row[0] as Int,
                person: TouchedPerson(
                    person: try row[1],
                    source: SourceID(bits: (try row[2] as EmploymentID).bits),
                    hasJoined: try row[3],
                    changed: RosterColumns(rawValue: try row[4])
                )
            )
        }
        return rows.last.map { (rows.map(\.person), $0.number) }
    }

    private func application(of id: RosterID, in session: Session) throws -> AppliedState {
        let found = try session.first(UndoSQL.roster, id) { row in
            AppliedState(
                state: try row[0],
                appliedBase: try row[1],
                changeSet: try row[2],
                employer: try row[3],
                isCleared: try row[4]
            )
        }
        guard let found else { throw RosterFailure.noSuchRoster }
        return found
    }

    private struct AppliedState {
        let state: RosterState
        let appliedBase: Int?
        let changeSet: ChangeSetID?
        let employer: EmployerID
        let isCleared: Bool
    }
}

/// Somebody whom a roster has brought, or whose coverage or way in it has changed.
public struct TouchedPerson: Hashable, Sendable {
    /// Who.
    public let person: PersonID
    /// What the coverage comes from: the employment.
    public let source: SourceID
    /// Whether the roster has brought them, rather than changed what is known of them.
    public let hasJoined: Bool
    /// What it has changed.
    let changed: RosterColumns

    /// Whether the roster has begun or changed the coverage.
    var isCoverageTouched: Bool {
        hasJoined || !changed.isDisjoint(with: RosterColumns([.package, .startDate, .endDate]))
    }

    /// Whether the roster has said by what the person is found who activates.
    var isReachTouched: Bool {
        hasJoined || !changed.isDisjoint(with: RosterColumns([.username, .email, .phone]))
    }
}
