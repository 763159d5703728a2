import Credits
import Entitlements
import Kernel

extension DeskRules {
    /// The days on which any of the coverages holds.
    static func coveredDays(of coverages: [TermedCoverage]) -> DaySpans {
        DaySpans(coverages.flatMap(\.coverage.spans))
    }

    /// What every period that may still count grants, in the order in which it became due; and what else was due in these
    /// periods, so that it makes no difference when somebody looks.
    ///
    /// A period is granted by each of the terms that its package has had in it, since the coverage was applied: so it
    /// makes no difference on which of its days somebody looks.
    static func dueGrants(of history: CoverageHistory, at instant: Instant) -> [DueGrant] {
        let coverages = history.replaced + history.live
        // One alone goes on with no other, and has nothing beside it in its periods.
        guard coverages.count > 1 else { return dueGrants(of: coverages, from: [:], at: instant, since: [:]) }
        let sources = firstSources(of: history)
        let counting = dueGrants(of: coverages, from: sources, at: instant, since: [:])
        var earliest: [SourceID: Day] = [:]
        for due in counting { earliest[due.source] = min(earliest[due.source] ?? due.periodStart, due.periodStart) }
        return dueGrants(of: coverages, from: sources, at: instant, since: earliest)
    }

    /// The periods that may still count, and those behind them down to the earliest of each source.
    ///
    /// - Parameter coverages: what was replaced first, in the order in which it was.
    private static func dueGrants(
        of coverages: [TermedCoverage],
        from sources: [SourceID: SourceID],
        at instant: Instant,
        since earliest: [SourceID: Day]
    ) -> [DueGrant] {
        var due: [(grant: DueGrant, from: Day, rank: Int, terms: Int)] = []
        for (rank, termed) in coverages.enumerated() {
            let coverage = termed.coverage
            let source = sources[coverage.source] ?? coverage.source
            let today = coverage.zone.day(at: instant)
            let applied = coverage.zone.day(at: termed.firstApplied)
            for span in coverage.spans where span.from <= today {
                var day = min(span.until ?? today.adding(days: 1), today.adding(days: 1)).adding(days: -1)
                while let allowance = termed.package(on: day)?.allowance(on: day),
                    allowance.expires > today || earliest[source].map({ $0 <= allowance.periodStart }) ?? false
                {
                    guard allowance.periodEnd > applied else { break }
                    let first = max(span.from, allowance.periodStart)
                    let packages = termed.packages(from: max(first, applied), through: max(day, applied))
                    for (number, package) in packages.enumerated() {
                        let grant = DueGrant(package.allowance(on: day), of: coverage, source)
                        due.append((grant, span.from, rank, number))
                    }
                    day = allowance.periodStart.adding(days: -1)
                    guard day >= span.from else { break }
                }
            }
        }
        return due.sorted { one, other in
            (one.grant.periodStart, one.from, one.rank, one.terms)
                < (other.grant.periodStart, other.from, other.rank, other.terms)
        }
        .map(\.grant)
    }

    /// For each source the first of those that it goes on with: of the same sponsor, one after the other. Who leaves and comes
    /// back within a period isn't granted it again, and has no more of what is limited by count.
    static func firstSources(of history: CoverageHistory) -> [SourceID: SourceID] {
        // One alone goes on with no other.
        guard history.replaced.count + history.live.count > 1 else { return [:] }
        var lines: [(sponsor: EmployerID, first: SourceID, until: Day?)] = []
        var first: [SourceID: SourceID] = [:]
        let rows = Dictionary(grouping: history.replaced + history.live, by: \.coverage.source)
        let stays = rows.compactMap { source, all in
            all.map(\.coverage.from).min().map { (source: source, from: $0, sponsor: all[0].coverage.sponsor) }
        }
        var ends: [SourceID: Day?] = [:]
        for termed in history.live { ends.updateValue(termed.coverage.until, forKey: termed.coverage.source) }
        for stay in stays.sorted(by: { ($0.from, $0.source) < ($1.from, $1.source) }) {
            // Whose coverage was taken away altogether doesn't stay for a day.
            let until = ends[stay.source] ?? stay.from
            let line = lines.firstIndex { line in
                line.sponsor == stay.sponsor && line.until.map { $0 <= stay.from } ?? false
            }
            if let line {
                first[stay.source] = lines[line].first
                lines[line].until = until
            } else {
                first[stay.source] = stay.source
                lines.append((stay.sponsor, stay.source, until))
            }
        }
        return first
    }
}

extension DueGrant {
    fileprivate init(_ allowance: Allowance, of coverage: Coverage, _ source: SourceID) {
        self.init(
            source: source,
            package: coverage.package,
            periodStart: allowance.periodStart,
            expires: allowance.expires,
            zone: coverage.zone,
            credits: allowance.credits
        )
    }
}
