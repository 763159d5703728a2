import CSV
import Employers
import Entitlements
import Kernel
import People
import Secrets

/// Every record of a roster is refused or taken, and what is taken is right.
enum RosterChecks {
    static func violation(in file: [UInt8], as dialect: Dialect, _ shape: inout FileShape) -> String? {
        let country = shape.country()
        var limits = RosterLimits()
        limits.rows = 1 + shape.below(1000)
        let settled = shape.below(2) == 0
        do {
            var survey = FileSurvey(country: country, delimiter: dialect.delimiter, limits: limits)
            try eachRow(file, dialect) { try survey.note($0) }
            try survey.checkNames(settled: settled ? .familyFirst : nil)
            let rules = RowRules(
                header: try survey.header,
                country: country,
                today: Day(daysSinceEpoch: 20_777),
                dateOrders: try survey.dateOrders(settled: settled ? .dayFirst : nil),
                nameOrder: settled ? .familyFirst : nil,
                packages: packages(survey.packageNames),
                people: People(vault: vault),
                vault: vault,
                limits: limits
            )
            return try violation(in: file, dialect, rules, rows: survey.rows)
        } catch is RosterFailure {
            return nil
        } catch is CSVFailure {
            return nil
        } catch {
            return "a failure that nobody named: \(error)"
        }
    }

    private static func violation(
        in file: [UInt8],
        _ dialect: Dialect,
        _ rules: RowRules,
        rows: Int
    ) throws -> String? {
        var found: String?
        var read = 0
        var totals = 0
        try eachRow(file, dialect) { row in
            found = found ?? CellChecks.violation(in: row, country: rules.country)
            guard let staged = rules.validated(row, number: read + 1) else {
                if row.number > rules.header.row, !row.isBlank { totals += 1 }
                return
            }
            read += 1
            found = found ?? StagedRowChecks.violation(in: staged, rules)
        }
        if read + totals != rows { found = found ?? "\(rows) rows were counted, \(read) read and \(totals) totals" }
        return found
    }

    private static func eachRow(
        _ file: [UInt8],
        _ dialect: Dialect,
        _ body: (borrowing CSVRow) throws -> Void
    ) throws {
        var reader = CSVReader(dialect: dialect, limits: RosterLimits().csv)
        try reader.feed(file.span, body)
        try reader.finish(body)
    }

    private static func packages(_ names: Set<String>) -> [String: PackageCode] {
        var packages: [String: PackageCode] = [:]
        for name in names where ["primary", "Primar", "premium"].contains(name) { packages[name] = PackageCode(name) }
        return packages
    }

    private static let vault: Vault = {
        guard let keys = Keys(secret: [UInt8](repeating: 7, count: 32)) else { preconditionFailure("32 bytes") }
        return Vault(keys: keys)
    }()
}
