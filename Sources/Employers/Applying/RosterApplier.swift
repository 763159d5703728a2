public import Kernel
public import Store

/// Applies rosters, slice by slice, so that desks go on meanwhile: slices share a transaction only while nobody waits.
public struct RosterApplier: Sendable {
    let rosters: Rosters
    let store: any Store

    /// An applier over the store that the rosters live in.
    public init(_ rosters: Rosters, store: any Store) {
        self.rosters = rosters
        self.store = store
    }

    /// Begins and finishes an application; throws what `Rosters.beginApplication` throws.
    @discardableResult
    public func apply(
        _ roster: RosterID,
        confirmLeavers: Int? = nil,
        by login: LoginID? = nil,
        progress: (@Sendable (RosterProgress) -> Void)? = nil
    ) async throws -> Roster {
        try await store.write { [rosters] session in
            try rosters.beginApplication(of: roster, confirmLeavers: confirmLeavers, by: login, in: session)
        }
        return try await finish(roster, progress: progress)
    }

    /// Goes on with an application that has begun, to its end. Two that do it at once do each slice once.
    @discardableResult
    public func finish(
        _ roster: RosterID,
        progress: (@Sendable (RosterProgress) -> Void)? = nil
    ) async throws -> Roster {
        var next = Rosters.Next.slice
        while next != .nothing {
            next = try await store.write { [rosters] in try rosters.applySlices(of: roster, in: $0) }
            if next == .keys {
                try await KeyFiling(rosters: rosters, store: store, progress: progress).run(roster)
            }
            try await tell(progress, of: roster)
        }
        return try await store.read { [rosters] in try rosters.roster(roster, in: $0) }
    }

    /// Goes on with an application as one of the programs that share the database: while it holds the lease, nobody else
    /// works on this roster.
    ///
    /// - Parameters:
    ///   - isEnding: asked between two slices; true stops there, for others to go on.
    ///   - afterwards: what the end of an application brings with it, in the transaction of its last slice.
    /// - Returns: whether the roster is applied; false when somebody else has the lease, or `isEnding` said so.
    public func carryOn(
        _ roster: RosterID,
        as holder: HolderID,
        isEnding: @escaping @Sendable () -> Bool = { false },
        progress: (@Sendable (RosterProgress) -> Void)? = nil,
        afterwards: @escaping @Sendable (Roster, Session) throws -> Void
    ) async throws -> Bool {
        let lease = "roster/\(roster)"
        let next: Rosters.Next?
        do {
            next = try await carryOn(
                roster,
                holding: lease,
                as: holder,
                isEnding: isEnding,
                progress: progress,
                afterwards: afterwards
            )
        } catch {
            // What has failed may fail again; then the lease ends by itself.
            try? await store.write { try Lease.giveBack(lease, by: holder, in: $0) }
            throw error
        }
        try await store.write { try Lease.giveBack(lease, by: holder, in: $0) }
        return next == .nothing
    }

    /// Returns what is to be done next; nil when somebody else does it.
    private func carryOn(
        _ roster: RosterID,
        holding lease: String,
        as holder: HolderID,
        isEnding: @escaping @Sendable () -> Bool,
        progress: (@Sendable (RosterProgress) -> Void)?,
        afterwards: @escaping @Sendable (Roster, Session) throws -> Void
    ) async throws -> Rosters.Next? {
        let (seconds, filingSeconds) = (rosters.limits.leaseSeconds, rosters.limits.filingLeaseSeconds)
        var next: Rosters.Next? = .slice
        while let known = next, known != .nothing, !isEnding() {
            next = try await store.write { [rosters] session in
                guard try Lease.take(lease, by: holder, seconds: seconds, in: session) else { return nil }
                let next = try rosters.applySlices(of: roster, in: session)
                if next == .keys { _ = try Lease.take(lease, by: holder, seconds: filingSeconds, in: session) }
                if next == .nothing { try afterwards(try rosters.roster(roster, in: session), session) }
                return next
            }
            if next == .keys {
                let filing = KeyFiling(
                    rosters: rosters,
                    store: store,
                    mayWrite: { try Lease.take(lease, by: holder, seconds: filingSeconds, in: $0) },
                    isEnding: isEnding,
                    progress: progress
                )
                try await filing.run(roster)
            }
            try await tell(progress, of: roster)
        }
        return next
    }

    private func tell(_ progress: (@Sendable (RosterProgress) -> Void)?, of roster: RosterID) async throws {
        guard let progress else { return }
        progress(try await store.read { [rosters] in try rosters.progress(of: roster, in: $0) })
    }
}
