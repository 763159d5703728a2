import Kernel
public import Store

/// A row of the table, to which the columns of the file are still missing.
struct RosterRecord {
    let roster: Roster
    private let encoding: String?
    private let delimiter: String?

    init(row: Row) throws {
        encoding = try row[8]
        delimiter = try row[9]
        var counts = RosterCounts()
        counts.joins = try row[13]
        counts.leaves = try row[14]
        counts.changes = try row[15]
        counts.unchanged = try row[16]
        counts.refused = try row[17]
        counts.ends = try row[27]
        let problem: String? = try row[18]
        let detail: String? = try row[19]
        let state = try RosterState.read(row, 3)
        let (done, total) = (try row[11] as Int, try row[12] as Int)
        let isDone = state != .reading && state != .applying
        roster = Roster(
            id: try row[0],
            employer: try row[1],
            mode: try RosterMode.read(row, 2),
            state: state,
            uploadedAt: try row[4],
            uploadedBy: try row[5],
            sha256: try row[6],
            byteCount: try row[7],
            reading: nil,
            rowsRead: try row[10],
            progress: isDone ? 1 : RosterProgress(state: state, done: done, total: total).fraction,
            counts: counts,
            problem: problem.flatMap { RosterFailure(code: $0, detail: detail) },
            appliedAt: try row[20],
            appliedBy: try row[21],
            confirmedLeavers: try row[22],
            undoneAt: try row[23],
            undoneBy: try row[24],
            needsApproval: try row[25],
            warned: try row[26]
        )
    }

    func with(
        columns: [StoredColumn],
        approvals: [RosterApproval],
        _ identifiers: [LoginID: String]
    ) -> Roster {
        var roster = roster
        roster.approvals = approvals
        roster.identifiers = identifiers
        guard let encoding, let delimiter else { return roster }
        roster.reading = RosterReading(
            encoding: encoding,
            delimiter: delimiter,
            columns: columns.flatMap { column in
                HeaderField.columns(stored: column.field).map {
                    RosterReading.ColumnReading(
                        header: column.header,
                        column: $0,
                        dates: column.dates.flatMap(DateOrder.init(rawValue:))
                    )
                }
            },
            ignoredColumns: columns.filter { $0.field == nil && !$0.isUnnamed }.map(\.header),
            ignoredContents: columns.enumerated().compactMap { position, column in
                column.holds.flatMap(IgnoredContent.init(rawValue:)).map {
                    RosterReading.IgnoredColumn(
                        header: column.isUnnamed ? nil : column.header,
                        place: position + 1,
                        holds: $0
                    )
                }
            }
        )
        return roster
    }
}

/// A column of the file, as it is stored.
struct StoredColumn {
    let header: String
    let field: String?
    let dates: String?
    let holds: String?

    var isUnnamed: Bool { header.allSatisfy(\.isWhitespace) }
}

extension RosterHeader {
    /// Its columns, with the order of their dates and what ignored ones are full of.
    func stored(
        _ dateOrders: [RosterColumn: DateOrder] = [:],
        _ ignoredContents: [Int: IgnoredContent] = [:]
    ) -> [StoredColumn] {
        zip(names, fields).enumerated().map { position, column in
            let (name, field) = column
            return StoredColumn(
                header: name,
                field: field?.stored,
                dates: field?.column.flatMap { dateOrders[$0]?.rawValue },
                holds: ignoredContents[position]?.rawValue
            )
        }
    }
}

extension [StoredColumn] {
    func keep(of roster: RosterID, in session: Session) throws {
        try session.runEach(RosterSQL.insertColumn, enumerated()) { column, arguments in
            let (position, stored) = column
            arguments = [
                roster.value, position.value, stored.header.value, stored.field.value, stored.dates.value,
                stored.holds.value,
            ]
        }
    }
}

extension RosterState: TextStorable {
    /// Reads `ready`.
    public init?(stored text: String) { self.init(rawValue: text) }
    /// As `ready`.
    public var description: String { rawValue }
}

extension RosterMode: TextStorable {
    /// Reads `full`.
    public init?(stored text: String) { self.init(rawValue: text) }
    /// As `full`.
    public var description: String { rawValue }
}
