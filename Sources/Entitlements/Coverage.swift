public import Kernel
import Store

/// That a person has a package from a day to a day, and from where.
public struct Coverage: Hashable, Sendable {
    /// Which coverage.
    public let id: CoverageID
    /// Whose.
    public let person: PersonID
    /// From which employment or add-on.
    public let source: SourceID
    /// The employer that pays.
    public let sponsor: EmployerID
    /// Decides which day it is.
    public let zone: Zone
    /// On which days the employer is suspended, past ones included.
    public let refused: DaySpans
    /// What is covered.
    public let package: PackageCode
    /// The first day.
    public let from: Day
    /// The day after the last; nil while no end is known.
    public let until: Day?

    /// How a coverage stands at an instant.
    public enum State: Hashable, Sendable {
        /// It begins on a later day.
        case notStarted
        /// It holds.
        case current
        /// Its last day is past.
        case ended
        /// It would hold, but the employer is suspended.
        case suspended
    }

    /// How it stands on the day that it is at the sponsor's.
    public func state(at instant: Instant) -> State {
        let today = zone.day(at: instant)
        if today < from { return .notStarted }
        if let until, today >= until { return .ended }
        if refused.contains(today) { return .suspended }
        return .current
    }

    /// The days on which it holds, as far as it is known: without those on which its employer is suspended.
    public var spans: [DaySpan] { refused.cut(from: DaySpan(from: from, until: until)) }

    /// Whether it holds at an instant.
    public func isCurrent(at instant: Instant) -> Bool { state(at: instant) == .current }

    init(_ coverage: Coverage, until: Day?) {
        id = coverage.id
        person = coverage.person
        source = coverage.source
        sponsor = coverage.sponsor
        zone = coverage.zone
        refused = coverage.refused
        package = coverage.package
        from = coverage.from
        self.until = until
    }

    init(row: Row) throws {
        id = try row[0]
        person = try row[1]
        source = try row[2]
        sponsor = try row[3]
        zone = try row[4]
        refused = try row[5]
        package = try row[6]
        from = try row[7]
        until = try row[8]
    }
}

extension Sequence<Coverage> {
    /// Those that hold at an instant: together they are what the person is covered for (B11).
    public func current(at instant: Instant) -> [Coverage] { filter { $0.isCurrent(at: instant) } }

    /// How all of them together stand: current if any is, else what a desk is told, the most hopeful first (suspended,
    /// not started, ended). Nil where there are none.
    public func state(at instant: Instant) -> Coverage.State? {
        let states = Set(map { $0.state(at: instant) })
        return [.current, .suspended, .notStarted, .ended].first(where: states.contains)
    }
}

/// A coverage that is to begin.
public struct NewCoverage: Hashable, Sendable {
    /// Whose.
    public let person: PersonID
    /// From which employment or add-on.
    public let source: SourceID
    /// The employer that pays.
    public let sponsor: EmployerID
    /// What is covered.
    public let package: PackageCode
    /// The first day.
    public let from: Day
    /// The day after the last; nil while no end is known.
    public let until: Day?

    /// A coverage that is to begin.
    public init(
        person: PersonID,
        source: SourceID,
        sponsor: EmployerID,
        package: PackageCode,
        from: Day,
        until: Day? = nil
    ) {
        self.person = person
        self.source = source
        self.sponsor = sponsor
        self.package = package
        self.from = from
        self.until = until
    }
}
