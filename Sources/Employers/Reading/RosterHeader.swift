/// Which column of a file is which of ours, as its header says.
struct RosterHeader: Hashable, Sendable {
    /// The headers as they were uploaded.
    let names: [String]
    /// What each of them is; nil for those that are ignored.
    let columns: [RosterColumn?]
    /// Where each of ours stands.
    let positions: [RosterColumn: Int]

    /// The columns that the file gives.
    var given: RosterColumns { RosterColumns(positions.keys) }

    /// Reads a header row. Throws `columnMissing` for the first required column that no header names, and
    /// `columnTwice` when two headers name one column equally well.
    init(_ names: [String]) throws(RosterFailure) {
        var positions: [RosterColumn: Int] = [:]
        var ranks: [RosterColumn: Int] = [:]
        for (position, name) in names.enumerated() {
            guard let match = HeaderNames.match(name) else { continue }
            if let rank = ranks[match.column] {
                guard rank != match.rank else { throw .columnTwice(match.column) }
                guard match.rank < rank else { continue }
            }
            positions[match.column] = position
            ranks[match.column] = match.rank
        }
        for column in RosterColumn.allCases where column.isRequired && positions[column] == nil {
            throw .columnMissing(column)
        }
        self.init(names: names, positions: positions)
    }

    /// A header that was read before.
    init(names: [String], positions: [RosterColumn: Int]) {
        var columns = [RosterColumn?](repeating: nil, count: names.count)
        for (column, position) in positions { columns[position] = column }
        self.names = names
        self.columns = columns
        self.positions = positions
    }
}
