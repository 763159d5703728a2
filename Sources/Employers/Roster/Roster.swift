public import Kernel

/// An uploaded list of an employer's people, and what has become of it.
public struct Roster: Hashable, Sendable {
    /// Its identifier.
    public let id: RosterID
    /// Whose it is.
    public let employer: EmployerID
    /// Whether it is the whole list.
    public let mode: RosterMode
    /// What has become of it.
    public let state: RosterState
    /// When and by whom it was uploaded; nobody for one from the command line.
    public let uploadedAt: Instant
    /// Whose login uploaded it.
    public let uploadedBy: LoginID?
    /// SHA-256 of its bytes, in hexadecimal; nil until they were all seen.
    public let sha256: String?
    /// How many bytes it has.
    public let byteCount: Int
    /// How it was read; nil until that is known.
    public internal(set) var reading: RosterReading?
    /// Data rows read so far: no header, blank line or totals line.
    public let rowsRead: Int
    /// How far what is under way has come, from 0 to 1: reading, then applying.
    public let progress: Double
    /// What it would change, or has changed.
    public let counts: RosterCounts
    /// Why it failed.
    public let problem: RosterFailure?
    /// When it was applied.
    public let appliedAt: Instant?
    /// Whose login applied it.
    public let appliedBy: LoginID?
    /// How many leavers HR confirmed.
    public let confirmedLeavers: Int?
    /// When it was undone.
    public let undoneAt: Instant?
    /// Whose login undid it.
    public let undoneBy: LoginID?
    /// Whether the employer asks for a second HR user's yes before it is applied (B11a).
    public let needsApproval: Bool
    /// How many of the rows that will be taken, or were, should be looked at: each has `Difference.warnings`.
    public let warned: Int
    /// Who has approved it, the first one first.
    public internal(set) var approvals: [RosterApproval] = []
    /// What the employer's users sign in with, those among them who uploaded, approved, applied or undid it (B8).
    public internal(set) var identifiers: [LoginID: String] = [:]
    /// The days that its application today would bring; nil of one that doesn't wait for it, and in lists.
    public internal(set) var effect: RosterEffect?
}

/// Which days coverage would begin and end on, were a roster applied today (B9).
public struct RosterEffect: Hashable, Sendable {
    /// The first day of who joins and has no later first day of work.
    public let joinsFrom: Day
    /// The last day of who is missing.
    public let leavesUntil: Day
}

/// That somebody has said yes to exactly this roster (B11a).
public struct RosterApproval: Hashable, Sendable {
    /// Whose login.
    public let login: LoginID
    /// When.
    public let at: Instant
}

/// Whether who is missing leaves.
public enum RosterMode: String, CaseIterable, Hashable, Sendable, Codable {
    /// The whole list: who is missing leaves.
    case full
    /// Only the rows given.
    case delta
}

/// What has become of a roster.
public enum RosterState: String, CaseIterable, Hashable, Sendable, Codable {
    /// Being read and compared.
    case reading
    /// Compared; can be applied.
    case ready
    /// Compared; would end so many employments that HR must say the number.
    case held
    /// Being applied; nothing of it counts yet.
    case applying
    /// Applied; all of it counts.
    case applied
    /// Applied once and taken back.
    case undone
    /// Can't be read.
    case failed
}

/// How a file was read (B9a).
public struct RosterReading: Hashable, Sendable {
    /// As in `UTF-8 with BOM`.
    public let encoding: String
    /// One character.
    public let delimiter: String
    /// Which header became which column, in the order of the file.
    public let columns: [ColumnReading]
    /// The headers that mean nothing to us.
    public let ignoredColumns: [String]
    /// Of these, the ones that are full of what a column of ours would take and the file doesn't give elsewhere; and the
    /// columns without a header that have something in them.
    public let ignoredContents: [IgnoredColumn]

    /// A header and what it became.
    public struct ColumnReading: Hashable, Sendable {
        /// As uploaded.
        public let header: String
        /// What it was taken for.
        public let column: RosterColumn
        /// How its dates such as 03/04/2026 are read; nil where it has none.
        public let dates: DateOrder?
    }

    /// A column that means nothing to us, and what stands in it.
    public struct IgnoredColumn: Hashable, Sendable {
        /// As uploaded; nil where there is none.
        public let header: String?
        /// Its place in the file, from 1.
        public let place: Int
        /// What nearly all of its cells are.
        public let holds: IgnoredContent

        /// What it is called: its header, or its place.
        public var name: Message {
            header.map { Message(en: $0, ro: $0) }
                ?? Message(en: "column {place}, without a header", ro: "coloana {place}, fără antet")
                .with(["place": String(place)])
        }
    }

    /// What the file calls a column of ours; nil where it has none.
    public func header(of column: RosterColumn) -> String? { columns.first { $0.column == column }?.header }

    /// What all the columns are called that aren't read.
    public var ignoredNames: [Message] {
        ignoredColumns.map { Message(en: $0, ro: $0) } + ignoredContents.filter { $0.header == nil }.map(\.name)
    }
}

/// How many rows, or people, each part of a difference has.
public struct RosterCounts: Hashable, Sendable {
    /// Who is new, or comes back.
    public var joins = 0
    /// Who is missing from a full roster.
    public var leaves = 0
    /// In whom a field differs.
    public var changes = 0
    /// Of these, whose employment ends by the day of the comparison, or has begun and is to begin after it, because the
    /// file now says so.
    public var ends = 0
    /// Who stays as they are.
    public var unchanged = 0
    /// Rows that can't be taken.
    public var refused = 0

    /// Nothing.
    public init() {}

    /// From whom a full roster would take their coverage, by missing them, by a last day that is over or by a first day that
    /// is still to come: what HR confirms (B5).
    public var leavers: Int { leaves + ends }
}

/// How far a roster has come, for whoever waits for it.
public struct RosterProgress: Hashable, Sendable {
    /// What is under way.
    public let state: RosterState
    /// Steps done.
    public let done: Int
    /// Steps in all; 0 while that isn't known.
    public let total: Int

    /// From 0 to 1.
    public var fraction: Double { total == 0 ? 0 : min(1, Double(done) / Double(total)) }
}
