public import Kernel
import People
public import Store

extension RosterApplier {
    /// What other rooms know to be built on a roster: asked for slices of the persons whose coverage it has begun or
    /// changed, and with none at all once the employer is locked.
    public typealias BuiltUpon = @Sendable (Roster, [TouchedPerson], Session) throws -> Bool

    /// Takes the employer's latest applied roster back (B8). Doing it twice changes nothing. Once the latest is undone,
    /// the one before it is the latest that counts.
    ///
    /// Throws `notLatest`, `notApplied`, `forgotten`, or `builtUpon` when somebody whom it brought, or gave another address or
    /// username, has activated since, or when `builtUpon` says so.
    @discardableResult
    public func undo(
        _ id: RosterID,
        by login: LoginID? = nil,
        builtUpon: @escaping BuiltUpon = { _, _, _ in false }
    ) async throws -> Roster {
        let roster = try await store.read { [rosters] in try rosters.roster(id, in: $0) }
        if roster.state == .applied { try await checkNothingBuilt(upon: roster, builtUpon) }
        try await store.write { [rosters] in try rosters.undo(id, by: login, builtUpon: builtUpon, in: $0) }
        try await finishUndoing()
        return try await store.read { [rosters] in try rosters.roster(id, in: $0) }
    }

    /// Takes back what undone rosters gave persons: behind the undoing, because it may be so much, and for the start, because
    /// something may have stopped it.
    public func finishUndoing() async throws {
        let people = rosters.employers.people
        while let undone = try await store.read({ try people.undoneChangeSet(in: $0) }) {
            while try await store.write({ [rosters] in try rosters.undoNationalIDs(of: undone, in: $0) }) {}
        }
    }

    private func checkNothingBuilt(
        upon roster: Roster,
        _ builtUpon: @escaping BuiltUpon
    ) async throws {
        guard let appliedAt = roster.appliedAt else { return }
        var last: Int? = 0
        while let start = last {
            last = try await store.read { [rosters] session in
                let touched = try rosters.touched(by: roster.id, after: start, in: session)
                let persons = touched?.persons ?? []
                let covered = persons.filter(\.isCoverageTouched)
                guard try !builtUpon(roster, covered, session) else { throw RosterFailure.builtUpon }
                let people = rosters.employers.people
                let reached = persons.filter(\.isReachTouched).map(\.person)
                let hasActivated = try people.activated(among: reached, in: session).contains { person in
                    // Who had an account before, from another employer, hasn't built on this one.
                    try people.account(of: person, in: session).map { $0.activatedAt >= appliedAt } ?? false
                }
                guard !hasActivated else { throw RosterFailure.builtUpon }
                return touched?.last
            }
        }
    }
}
