import Credits
import Entitlements
import Kernel

extension DeskRules {
    /// The days on which any of the coverages holds.
    static func coveredDays(of coverages: [TermedCoverage]) -> CoveredDays {
        CoveredDays(coverages.map { CoveredDays.Span(from: $0.coverage.from, until: $0.coverage.end) })
    }

    /// What every period that may still count grants, in the order in which it became due.
    static func dueGrants(of coverages: [TermedCoverage], at instant: Instant) -> [DueGrant] {
        var due: [(grant: DueGrant, from: Day)] = []
        for termed in coverages {
            let coverage = termed.coverage
            let today = coverage.zone.day(at: instant)
            let end = min(coverage.end ?? today.adding(days: 1), today.adding(days: 1))
            guard end > coverage.from else { continue }
            var day = end.adding(days: -1)
            while let allowance = termed.package(on: day)?.allowance(on: day), allowance.expires > today {
                if allowance.periodEnd <= today {
                    guard allowance.periodEnd > coverage.zone.day(at: termed.firstApplied) else { break }
                }
                let grant = DueGrant(
                    source: coverage.source,
                    package: coverage.package,
                    periodStart: allowance.periodStart,
                    expires: allowance.expires,
                    zone: coverage.zone,
                    credits: allowance.credits
                )
                due.append((grant, coverage.from))
                day = allowance.periodStart.adding(days: -1)
                guard day >= coverage.from else { break }
            }
        }
        return due.sorted { ($0.grant.periodStart, $0.from) < ($1.grant.periodStart, $1.from) }.map(\.grant)
    }
}

extension Coverage {
    /// The first day without it: its end, or that of its employer's suspension.
    var end: Day? {
        guard let until, let suspendedFrom else { return until ?? suspendedFrom }
        return min(until, suspendedFrom)
    }
}
