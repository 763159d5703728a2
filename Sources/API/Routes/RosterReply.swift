public import Employers
public import Kernel

/// A roster on the wire, and as `carnet roster import --json` prints it.
public struct RosterReply: Encodable, Sendable {
    let id: RosterID
    let state: RosterState
    let mode: RosterMode
    let uploadedAt: Instant
    let uploadedBy: Nullable<User>
    let sha256: String?
    let byteCount: Int
    let rowsRead: Int
    let progress: Double
    let reading: Reading?
    let counts: Counts
    let leavers: Int
    let warnings: Int
    let problem: RosterProblemReply?
    let appliedAt: Instant?
    let appliedBy: Nullable<User>
    let undoneAt: Instant?
    let undoneBy: Nullable<User>
    let needsApproval: Bool
    let approvals: [Approval]
    let effect: Effect?

    struct Effect: Encodable, Sendable {
        let joinsFrom: Day
        let leavesUntil: Day
    }

    /// Who has done something with it; nobody from the command line.
    struct User: Encodable, Sendable {
        let id: LoginID
        let identifier: String?
    }

    struct Approval: Encodable, Sendable {
        let by: LoginID
        let identifier: String?
        let at: Instant
    }

    struct Reading: Encodable, Sendable {
        struct Column: Encodable, Sendable {
            let header: String
            let field: String
            let dates: DateOrder?
        }

        struct IgnoredColumn: Encodable, Sendable {
            let header: String
            let holds: IgnoredContent
        }

        let encoding: String
        let delimiter: String
        let columns: [Column]
        let ignoredColumns: [String]
        let ignoredContents: [IgnoredColumn]
    }

    struct Counts: Encodable, Sendable {
        let joins: Int
        let leaves: Int
        let changes: Int
        let unchanged: Int
        let refused: Int
    }

    /// The roster, with its problem in that language.
    public init(_ roster: Roster, _ language: Language) {
        func user(_ login: LoginID?) -> Nullable<User> {
            Nullable(login.map { User(id: $0, identifier: roster.identifiers[$0]) })
        }
        id = roster.id
        state = roster.state
        mode = roster.mode
        uploadedAt = roster.uploadedAt
        uploadedBy = user(roster.uploadedBy)
        sha256 = roster.sha256
        byteCount = roster.byteCount
        rowsRead = roster.rowsRead
        progress = roster.progress
        reading = roster.reading.map { reading in
            Reading(
                encoding: reading.encoding,
                delimiter: reading.delimiter,
                columns: reading.columns.map { column in
                    Reading.Column(header: column.header, field: column.column.rawValue, dates: column.dates)
                },
                ignoredColumns: reading.ignoredNames.map { $0.text(in: language) },
                ignoredContents: reading.ignoredContents.map { column in
                    Reading.IgnoredColumn(header: column.name.text(in: language), holds: column.holds)
                }
            )
        }
        counts = Counts(
            joins: roster.counts.joins,
            leaves: roster.counts.leaves,
            changes: roster.counts.changes,
            unchanged: roster.counts.unchanged,
            refused: roster.counts.refused
        )
        leavers = roster.counts.leavers
        warnings = roster.warned
        problem = roster.problem.map { RosterProblemReply(code: $0.code, detail: $0.message.text(in: language)) }
        appliedAt = roster.appliedAt
        appliedBy = user(roster.appliedBy)
        undoneAt = roster.undoneAt
        undoneBy = user(roster.undoneBy)
        needsApproval = roster.needsApproval
        approvals = roster.approvals.map { Approval(by: $0.login, identifier: roster.identifiers[$0.login], at: $0.at) }
        effect = roster.effect.map { Effect(joinsFrom: $0.joinsFrom, leavesUntil: $0.leavesUntil) }
    }
}

/// What is wrong with a roster, or with a row of it.
struct RosterProblemReply: Encodable, Sendable {
    let code: String
    let detail: String
}

/// That something has begun with a roster.
struct RosterStartedReply: Encodable {
    let id: RosterID
    let state: RosterState
}
