package import CSV
package import Kernel

/// What one pass over a whole file tells before anything of it is written: how it is to be read, or that it can't be.
package struct FileSurvey: Sendable {
    private var found: RosterHeader?
    private var search = HeaderSearch()
    /// Rows below the header that say anything; totals count, so it may be more than are read.
    package private(set) var rows = 0
    /// The names in the package column, to be looked up in the catalogue all at once.
    package private(set) var packageNames: Set<String> = []
    private var dates: [RosterColumn: DateSurvey] = [:]
    private var dateColumns: [(column: RosterColumn, position: Int)] = []
    private var ignoredColumns: [IgnoredColumnSurvey] = []
    /// The line of the first cell that holds both names with nothing that tells them apart.
    private var openNames: Int?
    private let country: Country
    private let delimiter: Delimiter
    private let limits: RosterLimits

    /// A catalogue has fewer names; whatever comes after them isn't one.
    private static let packageNameLimit = 1000
    private static let packageNameBytes = 400

    package init(country: Country, delimiter: Delimiter, limits: RosterLimits) {
        self.country = country
        self.delimiter = delimiter
        self.limits = limits
    }

    /// The header. Throws what is wrong with the file when it has none.
    package var header: RosterHeader {
        get throws(RosterFailure) {
            guard let found else { throw search.failure }
            return found
        }
    }

    /// The header but for a column that is missing, so that whoever is told so sees what was understood.
    var incompleteHeader: RosterHeader? { search.incomplete }

    /// Looks at the next row.
    package mutating func note(_ row: borrowing CSVRow) throws {
        guard !row.isBlank else { return }
        guard let header = found else {
            found = try search.next(row.values, row: row.number)
            dateColumns =
                found?.positions.columns.filter(\.isDate).compactMap { column in
                    found?.positions[column].map { (column, $0) }
                } ?? []
            ignoredColumns =
                found.map { header in
                    header.ignored.map {
                        IgnoredColumnSurvey(position: $0, hasHeader: !header.names[$0].allSatisfy(\.isWhitespace))
                    }
                } ?? []
            return
        }
        guard !StrayQuote.hasTakenRows(row, columns: header.names.count, delimiter: delimiter) else {
            throw RosterFailure.strayQuote(line: row.line)
        }
        rows += 1
        guard rows <= limits.rows else { throw RosterFailure.tooManyRows(limit: limits.rows) }
        for (column, position) in dateColumns where Self.hasSlash(row, position) {
            let cell = Cell.cleaned(row[position] ?? "", country: country)
            dates[column, default: DateSurvey()].note(cell.utf8.span)
        }
        if let position = header.positions[.package] { notePackage(row, position) }
        if let position = header.fullName, openNames == nil { noteName(row, position) }
        for index in ignoredColumns.indices where !ignoredColumns[index].isDone { noteIgnored(row, index) }
    }

    /// What ignored columns are full of that isn't read elsewhere in the file, by their places.
    package var ignoredContents: [Int: IgnoredContent] {
        guard let given = found?.given else { return [:] }
        return ignoredColumns.reduce(into: [:]) { $0[$1.position] = $1.content(given: given) }
    }

    /// Only slashes leave a question, and most files have none.
    private static func hasSlash(_ row: borrowing CSVRow, _ position: Int) -> Bool {
        row.withUTF8(position) { bytes in bytes.indices.contains { bytes[$0] == UInt8(ascii: "/") } }
    }

    private mutating func notePackage(_ row: borrowing CSVRow, _ position: Int) {
        guard packageNames.count < Self.packageNameLimit else { return }
        let name: String? = row.withUTF8(position) { bytes in
            guard bytes.count <= Self.packageNameBytes else { return nil }
            return Cell.isClean(bytes) ? String(bytes) : Cell.cleaned(String(bytes), country: country)
        }
        // Looked up first: inserting copies what is there already, and a catalogue has few names.
        if let name, !packageNames.contains(name) { packageNames.insert(name) }
    }

    private mutating func noteName(_ row: borrowing CSVRow, _ position: Int) {
        let name = Cell.cleaned(row[position] ?? "", country: country)
        // A name that is missing is its row's matter.
        let isOpen =
            name.contains { $0 == " " || $0 == "," } && FullName.parted(name, settled: nil) == nil
            && !TotalsLine.isWord(name)
        if isOpen { openNames = row.line }
    }

    private mutating func noteIgnored(_ row: borrowing CSVRow, _ index: Int) {
        let position = ignoredColumns[index].position
        // Most cells of a column of end dates are empty.
        guard row.withUTF8(position, { !$0.isEmpty }) else { return }
        ignoredColumns[index].note(Cell.cleaned(row[position] ?? "", country: country), country: country)
    }

    /// The order of each column's slashed dates. Throws `datesAmbiguous` unless `settled` says it.
    package func dateOrders(settled: DateOrder?) throws(RosterFailure) -> [RosterColumn: DateOrder] {
        var orders: [RosterColumn: DateOrder] = [:]
        for column in RosterColumn.allCases {
            guard let survey = dates[column] else { continue }
            if settled == nil, survey.isAmbiguous {
                throw .datesAmbiguous(header: found?.name(of: column) ?? column.rawValue)
            }
            orders[column] = settled ?? survey.order
        }
        return orders
    }

    /// Throws `namesInOneColumn` where nothing tells given and family names apart, unless `settled` says their order.
    package func checkNames(settled: NameOrder?) throws(RosterFailure) {
        guard let openNames, settled == nil, let found, let position = found.fullName else { return }
        throw .namesInOneColumn(header: found.names[position], line: openNames)
    }
}
