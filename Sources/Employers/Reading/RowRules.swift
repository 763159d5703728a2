import CSV
import Kernel
import People
import Secrets

/// Reads the rows of one file: what each cell says by the rules of the employer's country.
struct RowRules: Sendable {
    let header: RosterHeader
    let country: Country
    /// The employer's day.
    let today: Day
    let dateOrders: [RosterColumn: DateOrder]
    /// What the names of packages in the file mean.
    let packages: [String: PackageCode]
    let people: People
    let vault: Vault
    let limits: RosterLimits

    /// What a row says; nil for totals. Blank lines are the caller's.
    func read(_ row: borrowing CSVRow, number: Int) throws -> StagedRow? {
        guard !isTotals(row) else { return nil }
        var cells = Cells(rules: self, row: row)
        if row.count > header.names.count,
            (header.names.count..<row.count).contains(where: { !(row[$0] ?? "").allSatisfy(\.isWhitespace) })
        {
            cells.problems.append(RowProblem(nil, .tooManyCells))
        }
        var staged = StagedRow(number: number, line: row.line)
        staged.employeeNumber = cells.identifierText(.employeeNumber, limit: limits.numberLength)
        staged.givenName = cells.text(.givenName, limit: limits.nameLength)
        staged.familyName = cells.text(.familyName, limit: limits.nameLength)
        staged.department = cells.text(.department, limit: limits.departmentLength)
        staged.username = cells.identifier(.username) { text throws(IdentifierFailure) in
            try Username(reading: text).text
        }
        staged.email = cells.identifier(.email) { text throws(IdentifierFailure) in
            try EmailAddress(reading: text).text
        }
        staged.phone = cells.identifier(.phone) { text throws(IdentifierFailure) in
            try PhoneNumber(reading: text, country: country).text
        }
        staged.birthDate = cells.day(.birthDate)
        if let nationalID = cells.nationalID() {
            staged.nationalIDIndex = people.nationalIDIndex(nationalID)
            staged.nationalIDCipher = try vault.seal(nationalID.text, .rosterNationalID)
            staged.birthDate = staged.birthDate ?? nationalID.birthDate
        }
        staged.package = cells.packageCode()
        staged.startsOn = cells.day(.startDate)
        // Outside, the last day is part of it; inside, the day after is the end.
        staged.endsOn = cells.day(.endDate)?.adding(days: 1)
        staged.language = cells.language()
        if let birth = staged.birthDate, birth > today { cells.problems.append(RowProblem(.birthDate, .bornInFuture)) }
        if let start = staged.startsOn, let end = staged.endsOn, end <= start {
            cells.problems.append(RowProblem(.endDate, .endsBeforeStart))
        }
        staged.problems = cells.problems
        if !cells.problems.isEmpty { staged.cells = try sealedCells(row) }
        return staged
    }

    /// All cells of a row as they were uploaded, encrypted.
    func sealedCells(_ row: borrowing CSVRow) throws -> [UInt8] {
        try vault.seal(String(decoding: RawFields(row).line, as: UTF8.self), .refusedRow)
    }

    /// Whether a row adds something up and is nobody's.
    func isTotals(_ row: borrowing CSVRow) -> Bool {
        for column in [RosterColumn.givenName, .familyName] {
            guard let position = header.positions[column] else { continue }
            guard row.utf8(position).allSatisfy({ $0 <= 0x20 }) else { return false }
        }
        return TotalsLine.opens(with: row.values)
    }
}

extension Vault.Field {
    // Part of what is stored: never change one.
    static let rosterNationalID = Vault.Field("roster-national-id")
    static let refusedRow = Vault.Field("refused-row")
}

/// The cells of one row, cleaned, and what turned out to be wrong with them.
private struct Cells {
    let rules: RowRules
    private let values: [RosterColumn: String]
    var problems: [RowProblem] = []

    init(rules: RowRules, row: borrowing CSVRow) {
        self.rules = rules
        var values: [RosterColumn: String] = [:]
        values.reserveCapacity(rules.header.positions.count)
        for (column, position) in rules.header.positions {
            values[column] = Cell.cleaned(row[position] ?? "", country: rules.country)
        }
        self.values = values
    }

    /// The cell; empty where the file has no such column.
    subscript(column: RosterColumn) -> String { values[column] ?? "" }

    /// A cell with something in it; nil, and a problem where it is required, when it is empty.
    mutating func filled(_ column: RosterColumn) -> String? {
        let cell = self[column]
        guard cell.isEmpty else { return cell }
        if column.isRequired { problems.append(RowProblem(column, .required)) }
        return nil
    }

    mutating func text(_ column: RosterColumn, limit: Int) -> String? {
        guard let cell = filled(column) else { return nil }
        if cell.count > limit {
            problems.append(RowProblem(column, RowReason.tooLong))
            return nil
        }
        if Cell.hasControlCharacters(cell) {
            problems.append(RowProblem(column, .controlCharacters))
            return nil
        }
        return cell
    }

    mutating func identifierText(_ column: RosterColumn, limit: Int) -> String? {
        guard let cell = text(column, limit: limit) else { return nil }
        if Cell.isScientific(cell) {
            problems.append(RowProblem(column, RowReason.scientificNotation))
            return nil
        }
        return cell
    }

    mutating func identifier(
        _ column: RosterColumn,
        _ read: (String) throws(IdentifierFailure) -> String
    ) -> String? {
        guard let cell = filled(column) else { return nil }
        do {
            return try read(cell)
        } catch {
            problems.append(RowProblem(column, error))
            return nil
        }
    }

    mutating func nationalID() -> NationalID? {
        guard let cell = filled(.nationalID) else { return nil }
        do {
            return try NationalID(reading: cell, country: rules.country, today: rules.today)
        } catch {
            problems.append(RowProblem(.nationalID, error))
            return nil
        }
    }

    mutating func day(_ column: RosterColumn) -> Day? {
        guard let cell = filled(column) else { return nil }
        let found: Day?
        switch RosterDate(cell) {
        case .day(let day): found = day
        case .slashed(let date): found = date.day(rules.dateOrders[column] ?? .dayFirst)
        case .serial:
            problems.append(RowProblem(column, .dayAsNumber))
            return nil
        case .unreadable: found = nil
        }
        guard let found else {
            problems.append(RowProblem(column, .noSuchDay))
            return nil
        }
        guard Self.days.contains(found) else {
            problems.append(RowProblem(column, .yearOutOfRange))
            return nil
        }
        return found
    }

    mutating func packageCode() -> PackageCode? {
        guard let cell = filled(.package) else { return nil }
        guard let code = rules.packages[cell] else {
            problems.append(RowProblem(.package, .noSuchPackage))
            return nil
        }
        return code
    }

    mutating func language() -> Language? {
        guard rules.header.positions[.locale] != nil else { return nil }
        let usual = LanguageNames.language(of: rules.country)
        let cell = self[.locale]
        guard !cell.isEmpty else { return usual }
        guard let language = LanguageNames.language(cell, other: usual) else {
            problems.append(RowProblem(.locale, .noSuchLanguage))
            return nil
        }
        return language
    }

    /// 1900-01-01 to 2199-12-31.
    private static let days = Day(daysSinceEpoch: -25_567)...Day(daysSinceEpoch: 84_005)
}
