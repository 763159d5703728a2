import Credits
import Entitlements
import Kernel

extension DeskRules {
    /// The days on which any of the coverages holds.
    static func coveredDays(of coverages: [TermedCoverage]) -> DaySpans {
        DaySpans(coverages.flatMap(\.coverage.spans))
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
            for span in coverage.spans where span.from <= today {
                var day = min(span.until ?? today.adding(days: 1), today.adding(days: 1)).adding(days: -1)
                while let allowance = termed.package(on: day)?.allowance(on: day), allowance.expires > today {
                    guard allowance.periodEnd > applied else { break }
                    let first = max(span.from, allowance.periodStart)
                    let packages = termed.packages(from: max(first, applied), through: max(day, applied))
                    for (number, package) in packages.enumerated() {
                        due.append((DueGrant(package.allowance(on: day), of: coverage), span.from, number))
                    }
                    day = allowance.periodStart.adding(days: -1)
                    guard day >= span.from else { break }
                }
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
