package import CSV
package import Kernel
package import People
package import Secrets

/// Reads the rows of one file: what each cell says by the rules of the employer's country.
package struct RowRules: Sendable {
    package let header: RosterHeader
    package let country: Country
    /// The employer's day.
    package let today: Day
    let dateOrders: [RosterColumn: DateOrder]
    /// Which name comes first where one column holds both and doesn't tell.
    let nameOrder: NameOrder?
    /// What the names of packages in the file mean.
    let packages: [String: PackageCode]
    let people: People
    let vault: Vault
    let limits: RosterLimits

    package init(
        header: RosterHeader,
        country: Country,
        today: Day,
        dateOrders: [RosterColumn: DateOrder] = [:],
        nameOrder: NameOrder? = nil,
        packages: [String: PackageCode],
        people: People,
        vault: Vault,
        limits: RosterLimits
    ) {
        self.header = header
        self.country = country
        self.today = today
        self.dateOrders = dateOrders
        self.nameOrder = nameOrder
        self.packages = packages
        self.people = people
        self.vault = vault
        self.limits = limits
    }

    /// What a row says, with what must not lie about in the clear encrypted; nil for the header and what stands above
    /// it, for blank lines and for totals.
    package func read(_ row: borrowing CSVRow, number: Int) throws -> StagedRow? {
        guard var staged = validated(row, number: number) else { return nil }
        if let id = staged.nationalID {
            staged.nationalIDIndex = people.nationalIDIndex(id)
            staged.nationalIDSealed = try people.seal(id)
        }
        if !staged.problems.isEmpty { staged.cells = try sealedCells(row) }
        if staged.problems.isEmpty, let given = staged.givenName, let family = staged.familyName,
            let number = staged.employeeNumber
        {
            staged.texts = EmploymentTexts(
                givenName: given,
                familyName: family,
                employeeNumber: number,
                email: staged.email,
                username: staged.username,
                department: staged.department
            )
        }
        return staged
    }

    /// What a row says, nothing of it encrypted yet.
    package func validated(_ row: borrowing CSVRow, number: Int) -> StagedRow? {
        guard isData(row) else { return nil }
        var staged = StagedRow(number: number, line: row.line)
        if hasCellsBeyondHeader(row) { staged.problems.append(RowProblem(nil, .tooManyCells)) }
        staged.employeeNumber = cell(.employeeNumber, row, &staged.problems) { text throws(RowReason) in
            try CellReading.number(text, limit: limits.numberLength)
        }
        readNames(row, &staged)
        staged.department = cell(.department, row, &staged.problems) { text throws(RowReason) in
            try CellReading.text(text, limit: limits.departmentLength)
        }
        readIdentifiers(row, &staged)
        staged.package = cell(.package, row, &staged.problems) { text throws(RowReason) in
            guard let code = packages[String(text)] else { throw .noSuchPackage }
            return code
        }
        readDays(row, &staged)
        staged.language = language(row, &staged.problems)
        return staged
    }

    /// Whether a row is somebody's: below the header, with something in it, and no totals.
    func isData(_ row: borrowing CSVRow) -> Bool {
        row.number > header.row && !row.isBlank && !isTotals(row)
    }

    /// All cells of a row as they were uploaded, encrypted.
    func sealedCells(_ row: borrowing CSVRow) throws -> [UInt8] {
        try vault.seal(String(decoding: RawFields(row).line, as: UTF8.self), .refusedRow)
    }

    private func isTotals(_ row: borrowing CSVRow) -> Bool {
        guard let given = header.positions[.givenName], let family = header.positions[.familyName] else { return false }
        let (hasGiven, hasFamily) = (hasLetters(row, given), hasLetters(row, family))
        guard hasGiven || hasFamily else { return TotalsLine.opens(with: row.values) }
        // The word itself may stand where a name does, if it is the only one, and nobody's number is beside it.
        guard given == family || hasGiven != hasFamily, let number = header.positions[.employeeNumber],
            row.utf8(number).allSatisfy({ $0 == UInt8(ascii: " ") })
        else { return false }
        return TotalsLine.isWord(row[hasGiven ? given : family] ?? "")
    }

    /// Whether a name may stand there, and not a sum.
    private func hasLetters(_ row: borrowing CSVRow, _ position: Int) -> Bool {
        !row.utf8(position).allSatisfy { $0 < UInt8(ascii: "A") }
    }

    private func hasCellsBeyondHeader(_ row: borrowing CSVRow) -> Bool {
        row.count > header.names.count
            && (header.names.count..<row.count).contains { !(row[$0] ?? "").allSatisfy(\.isWhitespace) }
    }

    private func readNames(_ row: borrowing CSVRow, _ staged: inout StagedRow) {
        guard header.fullName != nil else {
            staged.givenName = cell(.givenName, row, &staged.problems) { text throws(RowReason) in
                try CellReading.name(text, limit: limits.nameLength)
            }
            staged.familyName = cell(.familyName, row, &staged.problems) { text throws(RowReason) in
                try CellReading.name(text, limit: limits.nameLength)
            }
            return
        }
        let name = cell(.familyName, row, &staged.problems) { text throws(RowReason) in
            let both = try CellReading.name(text, limit: 2 * limits.nameLength)
            guard let name = FullName.parted(both, settled: nameOrder) else {
                throw FullName.hasMore(both)
                    ? .nameWithMore : FullName.hasOpenParticle(both) ? .openParticle : .oneNameOnly
            }
            guard max(name.given.unicodeScalars.count, name.family.unicodeScalars.count) <= limits.nameLength else {
                throw .tooLong
            }
            return name
        }
        (staged.givenName, staged.familyName) = (name?.given, name?.family)
    }

    private func readIdentifiers(_ row: borrowing CSVRow, _ staged: inout StagedRow) {
        staged.username = cell(.username, row, &staged.problems) { text throws(IdentifierFailure) in
            try Username(reading: text).text
        }
        staged.email = cell(.email, row, &staged.problems) { text throws(IdentifierFailure) in
            try EmailAddress(reading: text).text
        }
        staged.phone = cell(.phone, row, &staged.problems) { text throws(IdentifierFailure) in
            try PhoneNumber(reading: text, country: country).text
        }
        staged.birthDate = day(.birthDate, row, &staged.problems)
        staged.nationalID = cell(.nationalID, row, &staged.problems) { text throws(IdentifierFailure) in
            try NationalID(reading: text, country: country, today: today)
        }
        if let given = staged.birthDate, let told = staged.nationalID?.birthDate, given != told {
            // Not every national id tells the century.
            let ((year, month, day), birth) = (given.civil, told.civil)
            staged.hasOtherBirthDate = (year % 100, month, day) != (birth.year % 100, birth.month, birth.day)
        }
        staged.birthDate = staged.birthDate ?? staged.nationalID?.birthDate
    }

    private func readDays(_ row: borrowing CSVRow, _ staged: inout StagedRow) {
        staged.startsOn = day(.startDate, row, &staged.problems)
        // Outside, the last day is part of it; inside, the day after is the end.
        let lastDay = cell(.endDate, row, &staged.problems) { text throws(RowReason) in
            try CellReading.lastDay(text, order: dateOrders[.endDate] ?? .dayFirst)
        }
        staged.endsOn = lastDay.flatMap(\.self)?.adding(days: 1)
        staged.hasLeft = staged.endsOn.map { $0 <= today } ?? false
        if let birth = staged.birthDate, birth > today { staged.problems.append(RowProblem(.birthDate, .bornInFuture)) }
        if let start = staged.startsOn, let end = staged.endsOn, end <= start {
            staged.problems.append(RowProblem(.endDate, .endsBeforeStart))
        }
    }

    private func day(_ column: RosterColumn, _ row: borrowing CSVRow, _ problems: inout [RowProblem]) -> Day? {
        cell(column, row, &problems) { text throws(RowReason) in
            try CellReading.day(text, order: dateOrders[column] ?? .dayFirst)
        }
    }

    private func language(_ row: borrowing CSVRow, _ problems: inout [RowProblem]) -> Language? {
        guard header.positions[.locale] != nil else { return nil }
        let usual = LanguageNames.language(of: country)
        return cell(.locale, row, &problems) { text throws(RowReason) in
            guard let language = LanguageNames.language(text, other: usual) else { throw .noSuchLanguage }
            return language
        } ?? usual
    }

    /// What a cell says; nil when it is empty, has a problem, or the file has no such column.
    private func cell<Value, Reason: CellReason>(
        _ column: RosterColumn,
        _ row: borrowing CSVRow,
        _ problems: inout [RowProblem],
        _ read: (Span<UInt8>) throws(Reason) -> Value
    ) -> Value? {
        guard let position = header.positions[column] else { return nil }
        return row.withUTF8(position) { bytes in
            if Cell.isClean(bytes) { return value(bytes, of: column, &problems, read) }
            let raw = String(bytes)
            let text = Cell.cleaned(raw, country: country)
            let isGrouped = column == .employeeNumber && NumberDamage.isGrouped(raw)
            if let damage = isGrouped ? .numberInGroups : Cell.damage(text) {
                problems.append(RowProblem(column, damage))
                return nil
            }
            return value(text.utf8.span, of: column, &problems, read)
        }
    }

    private func value<Value, Reason: CellReason>(
        _ text: Span<UInt8>,
        of column: RosterColumn,
        _ problems: inout [RowProblem],
        _ read: (Span<UInt8>) throws(Reason) -> Value
    ) -> Value? {
        guard !text.isEmpty else {
            if column.isRequired { problems.append(RowProblem(column, .required)) }
            return nil
        }
        do {
            return try read(text)
        } catch {
            problems.append(RowProblem(column, error))
            return nil
        }
    }
}

extension Vault.Field {
    // Part of what is stored: never change it.
    static let refusedRow = Vault.Field("refused-row")
}
