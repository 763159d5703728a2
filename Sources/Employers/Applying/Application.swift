import Kernel
import Store

/// A roster's application: what it was compared with, and how far it has come.
struct Application {
    let roster: RosterID
    let employer: EmployerID
    let state: RosterState
    /// The employer's count of applications when the roster was compared, and now.
    let base: Int
    let currentBase: Int
    let leavers: Int
    let changeSet: ChangeSetID
    /// The employer's day when it began: that of every slice, also of one that runs after midnight.
    let appliedOn: Day
    let stage: Stage
    /// How far the stage has come: a row's number, an employee's, or a `KeyFiling.Place`.
    let place: String
    /// The columns that the file gives.
    let given: RosterColumns
    /// Whether the rows are gone.
    let isCleared: Bool
    let zone: Zone
    let country: Country
    /// When coverage ends for who leaves.
    var terms = CoverageTerms()

    enum Stage: Int {
        case none = 0
        /// What who joins is found by: `KeyFiling`.
        case keys = 1
        case joins = 2
        case changes = 3
        case leaves = 4
        case publication = 5
    }

    init(_ roster: RosterID, in session: Session) throws {
        let found = try session.first(RosterSQL.application, roster) { row in
            try Application(roster, row: row, now: session.now)
        }
        guard let found else { throw RosterFailure.noSuchRoster }
        self = found
    }

    private init(_ roster: RosterID, row: Row, now: Instant) throws {
        self.roster = roster
        employer = try row[0]
        state = try row[1]
        base = try row[2]
        currentBase = try row[3]
        leavers = try row[4]
        changeSet = try row[5] as ChangeSetID? ?? ChangeSet.immediate
        zone = try row[10]
        appliedOn = try row[6] as Day? ?? zone.day(at: now)
        stage = Stage(rawValue: try row[7]) ?? .none
        place = try row[8]
        given = RosterColumns(rawValue: try row[9])
        country = try row[11]
        isCleared = try row[12]
    }
}
