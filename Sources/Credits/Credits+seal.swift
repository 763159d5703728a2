import Kernel
public import Store

/// Sealing goes on beside everybody else's work, in short transactions of some accounts each: an account is sealed as it
/// stands when its turn comes, and what happens to it afterwards is the next seal's. An entry touches one member account,
/// so no instant is needed at which all of them stand still.
extension Credits {
    /// How many accounts one step of a seal takes.
    public static let accountsPerSealStep = 2000

    /// Begins a seal; one that is being made elsewhere ends with `.sealOvertaken`.
    public func beginSeal(in session: Session) throws -> Sealing {
        try lockSeals(in: session)
        let number = (try newestSealing(in: session) ?? 0) + 1
        try session.run(SealSQL.begin, number, session.now)
        return Sealing(number: number)
    }

    /// Seals the next accounts; the step that finds no more makes the seal.
    ///
    /// Throws `.sealOvertaken` when another seal has begun since: its leaves must not change any more.
    public func carryOn(
        _ sealing: Sealing,
        accounts limit: Int = accountsPerSealStep,
        in session: Session
    ) throws -> Sealing.Step {
        try lockSeals(in: session)
        guard try newestSealing(in: session) == sealing.number else { throw CreditsFailure.sealOvertaken }
        try session.run(SealSQL.insertLeaves, sealing.last, limit, sealing.number)
        var next = sealing
        // What a leaf says is what is sealed, and not the account's row, which may have moved on.
        try session.each(SealSQL.leaves, sealing.last, limit) { row in
            next.last = try row[0]
            guard !row.isNull(1) else { return }
            next.state.add(next.last, sequence: try row[1], head: try row[2])
        }
        return next.last == sealing.last ? .done(try finish(sealing, in: session)) : .underWay(next)
    }

    /// Whether the last seal, or before there is any the first entry, is a day old.
    public func isSealDue(in session: Session) throws -> Bool {
        let last = try session.first(SealSQL.last, read: { try Seal(row: $0).at })
        guard let since = try last ?? session.first(SealSQL.firstEntry, read: { try $0[0] as Instant }) else {
            return false
        }
        return since.adding(seconds: Seal.intervalSeconds) <= session.now
    }

    /// How many accounts a seal is over by now; takes a walk over all of them.
    public func countMemberAccounts(in session: Session) throws -> Int {
        try session.first(SealSQL.memberAccounts) { try $0[0] as Int } ?? 0
    }

    private func finish(_ sealing: Sealing, in session: Session) throws -> Seal {
        let previous = try session.first(SealSQL.last) { try Seal(row: $0).hash } ?? Seal.origin
        let seal = Seal(number: sealing.number, at: session.now, state: sealing.state, after: previous)
        try session.run(
            SealSQL.insert,
            seal.number,
            seal.at,
            seal.accounts,
            seal.entries,
            seal.root.bytes,
            seal.hash
        )
        return seal
    }

    private func lockSeals(in session: Session) throws { try session.lock(Array("ledger_seal".utf8)) }

    private func newestSealing(in session: Session) throws -> Int64? {
        try session.first(SealSQL.newest) { try $0[0] as Int64 }
    }
}
