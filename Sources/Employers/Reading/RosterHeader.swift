/// Which column of a file is which of ours, as its header says.
package struct RosterHeader: Hashable, Sendable {
    /// The headers as they were uploaded.
    let names: [String]
    /// The number of its row (`CSVRow.number`): titles may stand above it, and the data stand below.
    package let row: Int
    /// Where each of ours stands. Where one column holds given and family name, both stand there.
    let positions: ColumnPositions

    /// The columns that the file gives.
    var given: RosterColumns { RosterColumns(positions.columns) }

    /// What the file calls a column of ours.
    func name(of column: RosterColumn) -> String? { positions[column].map { names[$0] } }

    /// What each header is, to be stored and shown; nil for those that are ignored.
    var fields: [HeaderField?] {
        var fields = [HeaderField?](repeating: nil, count: names.count)
        for column in positions.columns {
            guard let position = positions[column] else { continue }
            fields[position] = fields[position] == nil ? .column(column) : .fullName
        }
        return fields
    }

    /// The places of those that are ignored, with a header or without one.
    var ignored: [Int] { fields.indices.filter { fields[$0] == nil } }

    /// Where given and family name stand in one column; nil where each has its own.
    var fullName: Int? { positions[.givenName] == positions[.familyName] ? positions[.givenName] : nil }

    /// The required columns that no header names.
    var missing: [RosterColumn] { RosterColumn.allCases.filter { $0.isRequired && positions[$0] == nil } }

    /// Reads a header row. Throws `columnTwice` when two headers name one column equally well.
    init(_ names: [String], row: Int) throws(RosterFailure) {
        var positions = ColumnPositions()
        var ranks: [RosterColumn: Int] = [:]
        let isBilingual = HeaderNames.areBilingual(names)
        for (position, name) in names.enumerated() {
            guard let match = HeaderNames.match(name, isBilingual: isBilingual) else { continue }
            if let rank = ranks[match.column] {
                guard rank != match.rank else { throw .columnTwice(match.column) }
                guard match.rank < rank else { continue }
            }
            positions[match.column] = position
            ranks[match.column] = match.rank
        }
        Self.placeNames(names, &positions)
        self.names = names
        self.row = row
        self.positions = positions
    }

    /// Finds the names where they don't have a column each.
    private static func placeNames(_ names: [String], _ positions: inout ColumnPositions) {
        let (given, family) = (positions[.givenName], positions[.familyName])
        guard given == nil || family == nil else { return }
        let one = given ?? family
        if let both = names.firstIndex(where: HeaderNames.isFullName) {
            (positions[.givenName], positions[.familyName]) = (both, both)
        } else if family == nil, let other = names.indices.first(where: { isLoose($0) && $0 != given }), given != nil {
            // `Namn` beside `Förnamn`.
            positions[.familyName] = other
        } else if let both = one ?? names.indices.first(where: isLoose), isLoose(both) {
            // `Nume` and no `Prenume`.
            (positions[.givenName], positions[.familyName]) = (both, both)
        }
        func isLoose(_ position: Int) -> Bool { HeaderNames.isLooseName(names[position]) }
    }

    /// How many headers of a row name something; for telling which of some rows was meant as the header.
    static func matches(_ names: [String]) -> Int {
        let isBilingual = HeaderNames.areBilingual(names)
        return names.count {
            HeaderNames.match($0, isBilingual: isBilingual) != nil || HeaderNames.isFullName($0)
        }
    }
}

/// What a header was taken for.
enum HeaderField: Hashable, Sendable {
    /// One column of ours.
    case column(RosterColumn)
    /// Given and family name in one.
    case fullName

    /// The one column that it is.
    var column: RosterColumn? {
        guard case .column(let column) = self else { return nil }
        return column
    }

    /// As it is stored.
    var stored: String {
        switch self {
        case .column(let column): column.rawValue
        case .fullName: "full_name"
        }
    }

    /// The columns that `stored` stands for.
    static func columns(stored: String?) -> [RosterColumn] {
        guard let stored else { return [] }
        guard stored != "full_name" else { return [.givenName, .familyName] }
        return RosterColumn(rawValue: stored).map { [$0] } ?? []
    }
}
