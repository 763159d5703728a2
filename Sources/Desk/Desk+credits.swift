import Credits
import Entitlements
public import Kernel
public import Store

extension Desk {
    /// Expires what is over and grants what coverage makes due, at the session's instant. Doing it again changes
    /// nothing.
    ///
    /// The first grant of a source is whole, for the period that holds the later of its start and its application;
    /// earlier periods get none. A period that nobody looked at is made up for while its credits may still count, so it
    /// makes no difference when this is done.
    public func bringCreditsUpToDate(of person: PersonID, in session: Session) throws {
        try bringCreditsUpToDate(
            of: person,
            coverages: entitlements.coverages(of: person, in: session),
            in: session
        )
    }

    /// Whether `bringCreditsUpToDate` would change nothing: then a read is enough to show somebody's credits.
    public func areCreditsUpToDate(of person: PersonID, in session: Session) throws -> Bool {
        let coverages = try entitlements.coverages(of: person, in: session)
        return try credits.isUpToDate(
            person,
            due: dueGrants(of: coverages, in: session),
            covered: coveredDays(of: coverages),
            in: session
        )
    }

    func bringCreditsUpToDate(of person: PersonID, coverages: [Coverage], in session: Session) throws {
        try credits.bringUpToDate(
            person,
            due: dueGrants(of: coverages, in: session),
            covered: coveredDays(of: coverages),
            in: session
        )
    }

    /// The days on which any of the coverages holds.
    func coveredDays(of coverages: [Coverage]) -> CoveredDays {
        CoveredDays(coverages.map { CoveredDays.Span(from: $0.from, until: $0.end) })
    }

    /// What every period that may still count grants, in the order in which it became due.
    private func dueGrants(of coverages: [Coverage], in session: Session) throws -> [DueGrant] {
        var due: [(grant: DueGrant, from: Day)] = []
        for coverage in coverages {
            let today = coverage.zone.day(at: session.now)
            let end = min(coverage.end ?? today.adding(days: 1), today.adding(days: 1))
            guard end > coverage.from else { continue }
            var day = end.adding(days: -1)
            while let allowance = try entitlements.allowance(of: coverage.package, on: day, in: session),
                allowance.expires > today
            {
                if allowance.periodEnd <= today {
                    let applied = try entitlements.firstApplied(coverage.source, in: session) ?? session.now
                    guard allowance.periodEnd > coverage.zone.day(at: applied) else { break }
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
