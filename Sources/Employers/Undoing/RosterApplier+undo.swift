public import Kernel
import People
import Store

extension RosterApplier {
    /// Takes the employer's latest applied roster back (B8). Doing it twice changes nothing.
    ///
    /// Throws `notLatest`, `notApplicable`, or `builtUpon` when somebody whom it brought has activated since.
    @discardableResult
    public func undo(_ id: RosterID, by login: LoginID? = nil) async throws -> Roster {
        let roster = try await store.read { [rosters] in try rosters.roster(id, in: $0) }
        if roster.state == .applied { try await checkNobodyActivated(since: roster) }
        try await store.write { [rosters] in try rosters.undo(id, by: login, in: $0) }
        return try await store.read { [rosters] in try rosters.roster(id, in: $0) }
    }

    private func checkNobodyActivated(since roster: Roster) async throws {
        guard let appliedAt = roster.appliedAt else { return }
        var last = 0
        while true {
            let start = last
            let slice = try await store.read { [rosters] session in
                let people = rosters.employers.people
                guard let (persons, last) = try rosters.joined(by: roster.id, after: start, in: session) else {
                    return (last: Int?.none, isBuiltUpon: false)
                }
                let isBuiltUpon = try people.activated(among: persons, in: session).contains { person in
                    // Who had an account before, from another employer, hasn't built on this one.
                    try people.account(of: person, in: session).map { $0.activatedAt >= appliedAt } ?? false
                }
                return (last: last, isBuiltUpon: isBuiltUpon)
            }
            guard !slice.isBuiltUpon else { throw RosterFailure.builtUpon }
            guard let end = slice.last else { return }
            last = end
        }
    }
}
