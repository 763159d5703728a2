import CSV
import Kernel

/// What one pass over a whole file tells before anything of it is written: how it is to be read, or that it can't be.
struct FileSurvey: Sendable {
    private(set) var header: RosterHeader?
    /// Rows below the header that say anything; totals count, so it may be more than are read.
    private(set) var rows = 0
    /// The names in the package column, to be looked up in the catalogue all at once.
    private(set) var packageNames: Set<String> = []
    private var dates: [RosterColumn: DateSurvey] = [:]
    private let country: Country
    private let limits: RosterLimits

    /// A catalogue has fewer names; whatever comes after them isn't one.
    private static let packageNameLimit = 1000
    private static let packageNameBytes = 400

    init(country: Country, limits: RosterLimits) {
        self.country = country
        self.limits = limits
    }

    /// Looks at the next row.
    mutating func note(_ row: borrowing CSVRow) throws {
        guard !row.isBlank else { return }
        guard let header else {
            header = try RosterHeader(row.values)
            return
        }
        rows += 1
        guard rows <= limits.rows else { throw RosterFailure.tooManyRows(limit: limits.rows) }
        for (column, position) in header.positions {
            if column.isDate {
                // Only slashes leave a question, and most files have none.
                guard row.utf8(position).contains(UInt8(ascii: "/")), let cell = row[position] else { continue }
                dates[column, default: DateSurvey()].note(Cell.cleaned(cell, country: country))
            } else if column == .package, row.utf8(position).count <= Self.packageNameBytes,
                packageNames.count < Self.packageNameLimit, let cell = row[position]
            {
                packageNames.insert(Cell.cleaned(cell, country: country))
            }
        }
    }

    /// The order of each column's slashed dates. Throws `datesAmbiguous` unless `settled` says it.
    func dateOrders(settled: DateOrder?) throws(RosterFailure) -> [RosterColumn: DateOrder] {
        var orders: [RosterColumn: DateOrder] = [:]
        for column in RosterColumn.allCases {
            guard let survey = dates[column] else { continue }
            if settled == nil, survey.isAmbiguous { throw .datesAmbiguous(column) }
            orders[column] = settled ?? survey.order
        }
        return orders
    }
}
