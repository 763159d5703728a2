import Entitlements
import Kernel
import Store

/// What a person has used, for limits by count.
struct Usage {
    private struct Use {
        let service: ServiceCode
        let source: SourceID
        let day: Day
        let quantity: Int
    }

    private let uses: [Use]
    private let firstSources: [SourceID: SourceID]

    /// Whether none of it counts towards a limit of those coverages.
    func isFree(under coverages: [TermedCoverage]) -> Bool {
        !uses.contains { use in coverages.contains { $0.limits(use.service) } }
    }

    /// What counts since a day, cancelled visits aside; nothing without a day.
    ///
    /// - Parameter history: sources that follow each other count as one, so that who leaves and comes back has no more.
    init(of person: PersonID, since day: Day?, _ history: CoverageHistory, in session: Session) throws {
        firstSources = DeskRules.firstSources(of: history)
        guard let day else {
            uses = []
            return
        }
        uses = try session.all(VisitSQL.usage, person, day) { row in
            Use(service: try row[0], source: try row[1], day: try row[2], quantity: try row[3])
        }
    }

    /// How many of a service, under one coverage's source, in the period that holds a day.
    func count(_ service: ServiceCode, _ source: SourceID, in period: Period, on day: Day) -> Int {
        let start = period.start(on: day)
        let end = period.start(1, after: day)
        let source = first(of: source)
        return uses.reduce(0) { sum, use in
            guard use.service == service, first(of: use.source) == source, use.day >= start, use.day < end else {
                return sum
            }
            return sum + use.quantity
        }
    }

    private func first(of source: SourceID) -> SourceID { firstSources[source] ?? source }
}
