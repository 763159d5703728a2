public import Kernel
import People
public import Store

/// Rosters: from the upload by way of the difference to the application.
///
/// The long work is done by `RosterReader` and `RosterApplier`, in slices; these are the verbs between, which take the
/// open session as everywhere.
public struct Rosters: Sendable {
    /// Whose rosters they are.
    public let employers: Employers
    /// What a roster may hold at most.
    public let limits: RosterLimits

    /// The rosters of the employers.
    public init(_ employers: Employers, limits: RosterLimits = RosterLimits()) {
        self.employers = employers
        self.limits = limits
    }

    /// Makes a roster for bytes that are about to come; every upload is a new one.
    public func open(
        for employer: EmployerID,
        mode: RosterMode,
        by login: LoginID? = nil,
        in session: Session
    ) throws -> Roster {
        let id: RosterID = session.newID()
        guard try session.runCounting(RosterSQL.insert, id, employer, mode.rawValue, session.now, login) == 1 else {
            throw EmployersFailure.noSuchEmployer
        }
        return try roster(id, in: session)
    }

    /// The roster; throws `noSuchRoster`.
    public func roster(_ id: RosterID, in session: Session) throws -> Roster {
        guard let record = try session.first(RosterSQL.roster, id, read: RosterRecord.init(row:)) else {
            throw RosterFailure.noSuchRoster
        }
        let identifiers = try employers.people.identifiers(ofStaffAt: record.roster.employer, in: session)
        var roster = try complete(record, identifiers, in: session)
        if roster.state == .ready || roster.state == .held { roster.effect = try effect(of: roster, in: session) }
        return roster
    }

    /// The history of an employer's imports, the latest first (B8): who, when, which file by its hash, the counts.
    public func rosters(
        of employer: EmployerID,
        before: RosterID? = nil,
        limit: Int = 50,
        in session: Session
    ) throws -> [Roster] {
        let identifiers = try employers.people.identifiers(ofStaffAt: employer, in: session)
        return try session.all(
            RosterSQL.history,
            employer,
            before ?? RosterID(bits: .max),
            min(max(limit, 1), 200),
            read: RosterRecord.init(row:)
        ).map { try complete($0, identifiers, in: session) }
    }

    /// Ends a reading that can't go on; false for a roster that isn't being read, which stays as it is.
    public func fail(_ id: RosterID, with problem: RosterFailure, in session: Session) throws -> Bool {
        try session.runCounting(RosterSQL.fail, id, problem.code, problem.detail) == 1
    }

    /// Says that somebody still has these readings in hand: their bytes are coming, or wait for their turn.
    public func showLife(of readings: Set<RosterID>, in session: Session) throws {
        // In one order, so that two who do it at once don't wait for each other.
        try session.runEach(RosterSQL.showLife, readings.sorted()) { roster, arguments in
            arguments = [roster.value, session.now.value]
        }
    }

    /// Fails the readings that have shown no sign of life for long: whoever read them is gone.
    ///
    /// Returns them, so that their rows can be cleared away.
    @discardableResult
    public func failInterrupted(in session: Session) throws -> [RosterID] {
        let silentSince = session.now.adding(seconds: -limits.interruptedAfterSeconds)
        return try session.all(RosterSQL.failInterrupted, silentSince) { try $0[0] as RosterID }
    }

    /// How far a roster has come.
    public func progress(of id: RosterID, in session: Session) throws -> RosterProgress {
        let progress = try session.first(RosterSQL.progress, id) { row in
            RosterProgress(state: try row[0], done: try row[1], total: try row[2])
        }
        guard let progress else { throw RosterFailure.noSuchRoster }
        return progress
    }

    /// Whoever else wants to compare, apply or undo a roster of the same employer waits until this transaction is over.
    ///
    /// Throws `noSuchRoster`.
    func lockEmployer(of id: RosterID, in session: Session) throws {
        guard let employer = try session.first(RosterSQL.employer, id, read: { try $0[0] as EmployerID }) else {
            throw RosterFailure.noSuchRoster
        }
        try session.lock(employer)
    }

    private func effect(of roster: Roster, in session: Session) throws -> RosterEffect {
        let today = try employers.employer(roster.employer, in: session).zone.day(at: session.now)
        let terms = try employers.coverageTerms(of: roster.employer, in: session)
        return RosterEffect(joinsFrom: today, leavesUntil: terms.until(lastDay: today).adding(days: -1))
    }

    private func complete(
        _ record: RosterRecord,
        _ identifiers: [LoginID: String],
        in session: Session
    ) throws -> Roster {
        let columns = try session.all(RosterSQL.columns, record.roster.id) { row in
            StoredColumn(header: try row[0], field: try row[1], dates: try row[2], holds: try row[3])
        }
        let approvals = try session.all(RosterSQL.approvals, record.roster.id) { row in
            RosterApproval(login: try row[0], at: try row[1])
        }
        return record.with(columns: columns, approvals: approvals, identifiers)
    }
}
