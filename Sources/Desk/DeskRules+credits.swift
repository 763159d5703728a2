import Credits
import Entitlements
import Kernel

extension DeskRules {
    /// The days on which any of the coverages holds.
    static func coveredDays(of coverages: [TermedCoverage]) -> CoveredDays {
        CoveredDays(coverages.map { CoveredDays.Span(from: $0.coverage.from, until: $0.coverage.end) })
    }

    /// What every period that may still count grants, in the order in which it became due.
    ///
    /// A period is granted by each of the terms that its package has had in it, since the coverage was applied: so it
    /// makes no difference on which of its days somebody looks.
    static func dueGrants(of coverages: [TermedCoverage], at instant: Instant) -> [DueGrant] {
        var due: [(grant: DueGrant, from: Day, terms: Int)] = []
        for termed in coverages {
            let coverage = termed.coverage
            let today = coverage.zone.day(at: instant)
            let applied = coverage.zone.day(at: termed.firstApplied)
            let end = min(coverage.end ?? today.adding(days: 1), today.adding(days: 1))
            guard end > coverage.from else { continue }
            var day = end.adding(days: -1)
            while let allowance = termed.package(on: day)?.allowance(on: day), allowance.expires > today {
                guard allowance.periodEnd > applied else { break }
                let first = max(coverage.from, allowance.periodStart)
                let packages = termed.packages(from: max(first, applied), through: max(day, applied))
                for (number, package) in packages.enumerated() {
                    due.append((DueGrant(package.allowance(on: day), of: coverage), coverage.from, number))
                }
                day = allowance.periodStart.adding(days: -1)
                guard day >= coverage.from else { break }
            }
        }
        return due.sorted { ($0.grant.periodStart, $0.from, $0.terms) < ($1.grant.periodStart, $1.from, $1.terms) }
            .map(\.grant)
    }
}

extension DueGrant {
    fileprivate init(_ allowance: Allowance, of coverage: Coverage) {
        self.init(
            source: coverage.source,
            package: coverage.package,
            periodStart: allowance.periodStart,
            expires: allowance.expires,
            zone: coverage.zone,
            credits: allowance.credits
        )
    }
}

extension Coverage {
    /// The first day without it: its end, or that of its employer's suspension.
    var end: Day? {
        guard let until, let suspendedFrom else { return until ?? suspendedFrom }
        return min(until, suspendedFrom)
    }
}
