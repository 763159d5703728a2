import CSV
public import Kernel
import People
public import Store

/// Reads an uploaded roster into staging and compares it with the employer's live employments.
///
/// Four passes over the file, none of which holds more than a slice: what the whole file is like, before anything of it
/// is written; its rows into staging, in short transactions; the comparison, by SQL, in slices too; and, only when the
/// comparison refused rows, their cells once more, so that `refused.csv` gives them back as uploaded.
public struct RosterReader: Sendable {
    let rosters: Rosters
    let store: any Store

    /// A reader over the store that the rosters live in.
    public init(_ rosters: Rosters, store: any Store) {
        self.rosters = rosters
        self.store = store
    }

    /// Reads and compares; the roster that comes back is `ready`, `held` or `failed`.
    ///
    /// - Parameters:
    ///   - dates: which number of a slashed date is the day, where somebody said so.
    ///   - names: which name comes first where one column holds both, where somebody said so.
    ///   - progress: called after every slice.
    @discardableResult
    public func read(
        _ roster: RosterID,
        _ file: UploadedRoster,
        dates: DateOrder? = nil,
        names: NameOrder? = nil,
        progress: (@Sendable (RosterProgress) -> Void)? = nil
    ) async throws -> Roster {
        do {
            try await stage(roster, file, dates: dates, names: names, progress: progress)
        } catch let problem as RosterFailure {
            try await fail(roster, with: problem)
        } catch let problem as CSVFailure {
            try await fail(roster, with: RosterFailure(problem))
        } catch {
            try await fail(roster, with: .interrupted)
            throw error
        }
        return try await store.read { [rosters] in try rosters.roster(roster, in: $0) }
    }

    /// Marks a roster as failed and clears away what was staged of it.
    public func fail(_ roster: RosterID, with problem: RosterFailure) async throws {
        // What is compared already, or failed by others, isn't ours to clear away.
        guard try await store.write({ [rosters] in try rosters.fail(roster, with: problem, in: $0) }) else { return }
        try await clear(roster)
    }

    /// Fails what others left unread, after a crash say, and forgets the rows of old rosters (`clearOld`). For the
    /// start, and now and then.
    public func failInterrupted() async throws {
        let interrupted = try await store.write { [rosters] in try rosters.failInterrupted(in: $0) }
        for roster in interrupted { try await clear(roster) }
        try await clearOld()
    }

    /// Forgets the rows of rosters that are older than `RosterLimits.keptDays`: people's data isn't kept longer than it
    /// is looked at. The history keeps who, when, which file and the counts.
    public func clearOld() async throws {
        let days = rosters.limits.keptDays
        let old = try await store.write { session in
            let uploadedBefore = session.now.adding(seconds: -days * 86_400)
            return try session.all(RosterSQL.setCleared, uploadedBefore, session.now) { try $0[0] as RosterID }
        }
        for roster in old {
            try await store.write { try $0.run(RosterSQL.forgetColumns, roster) }
            try await clear(roster)
        }
    }

    private func clear(_ roster: RosterID) async throws {
        let slice = rosters.limits.readingSlice
        while try await store.write({ try $0.runCounting(RosterRowSQL.forget, roster, slice) }) > 0 {}
        let people = rosters.employers.people
        try await store.write { session in
            let changeSet = try session.first(RosterSQL.changeSet, roster) { try $0[0] as ChangeSetID? }
            if let changeSet = changeSet ?? nil { try people.forgetNationalIDChanges(of: changeSet, in: session) }
            try session.run(RosterRowSQL.forgetLeaves, roster)
            try session.run(RosterRowSQL.forgetMentions, roster)
            try session.run(RosterRowSQL.forgetPersons, roster)
            try session.run(RosterWarningSQL.forget, roster)
        }
    }

    private func stage(
        _ roster: RosterID,
        _ file: UploadedRoster,
        dates: DateOrder?,
        names: NameOrder?,
        progress: (@Sendable (RosterProgress) -> Void)?
    ) async throws {
        try await store.write { session in
            try session.run(RosterSQL.setDigest, roster, file.sha256, file.byteCount)
        }
        let dialect = try file.dialect.get()
        let job = try await survey(roster, file, dialect, dates: dates, names: names)
        let staging = RosterStaging(job: job, reader: self, progress: progress)
        let staged = try await staging.run(file)
        guard staged.rows > 0 else { throw RosterFailure.noRows }
        let comparison = RosterComparison(job: job, rows: staged.rows, reader: self, progress: progress)
        try await comparison.run(file, staged.warnings)
    }

    /// The first pass: what must be known of the whole file before a row of it is written.
    private func survey(
        _ roster: RosterID,
        _ file: UploadedRoster,
        _ dialect: Dialect,
        dates: DateOrder?,
        names: NameOrder?
    ) async throws -> ReadingJob {
        let limits = rosters.limits
        let (employer, mode) = try await store.read { [rosters] session in
            let roster = try rosters.roster(roster, in: session)
            return (try rosters.employers.employer(roster.employer, in: session), roster.mode)
        }
        let dialect = dialect.with(codePage: employer.country.codePage)
        var survey = FileSurvey(country: employer.country, delimiter: dialect.delimiter, limits: limits)
        let header: RosterHeader
        do {
            try look(at: file, dialect, &survey)
            header = try survey.header
        } catch {
            if case RosterFailure.columnsMissing = error {
                // Whoever is told so sees how the header was taken apart, and what was understood of it.
                let columns = survey.incompleteHeader?.stored() ?? []
                try await store.write { session in
                    let (encoding, delimiter) = (dialect.encoding.description, dialect.delimiter.description)
                    if try session.runCounting(RosterSQL.setDialect, roster, encoding, delimiter) == 1 {
                        try columns.keep(of: roster, in: session)
                    }
                }
            }
            throw error
        }
        guard survey.rows > 0 else { throw RosterFailure.noRows }
        let orders = try survey.dateOrders(settled: dates)
        try survey.checkNames(settled: names)
        let (packageNames, many) = (survey.packageNames, survey.rows / 2)
        let employers = rosters.employers
        let (packages, expected, today) = try await store.read { session in
            // A delta is what is new or changes; a full roster tells mostly what is known, unless few are known.
            let isKnown = try session.first(RosterRowSQL.employedBehind, employer.id, many) { _ in true }
            return (
                try employers.packageCodes(named: packageNames, in: session),
                mode == .full && isKnown == true ? RowKind.unchanged : .join, employer.zone.day(at: session.now)
            )
        }
        let rules = RowRules(
            header: header,
            country: employer.country,
            today: today,
            dateOrders: orders,
            nameOrder: names,
            packages: packages,
            people: employers.people,
            vault: employers.vault,
            limits: limits
        )
        let job = ReadingJob(
            roster: roster,
            employer: employer,
            dialect: dialect,
            rules: rules,
            ignoredContents: survey.ignoredContents,
            expected: expected,
            steps: 2 * survey.rows
        )
        try await store.write { try job.begin(file, in: $0) }
        return job
    }

    private func look(at file: UploadedRoster, _ dialect: Dialect, _ survey: inout FileSurvey) throws {
        var reader = CSVReader(dialect: dialect, limits: rosters.limits.csv)
        try file.rewind()
        while let chunk = try file.next() {
            try reader.feed(chunk.span) { row in try survey.note(row) }
        }
        try reader.finish { row in try survey.note(row) }
    }
}

extension Country {
    /// In what its spreadsheets write CSV that isn't Unicode.
    fileprivate var codePage: TextEncoding {
        switch code {
        case "BG": .windows1251
        case "SE", "FI": .windows1252
        case "IR": .windows1256
        default: .windows1250
        }
    }
}
