import Kernel

/// What holds for rosters whatever the database says.
enum RosterRules {
    /// How many leavers never need to be confirmed.
    static let harmlessLeavers = 5
    /// Which part of the employments, as one in so many, may leave without being confirmed.
    static let harmlessPart = 10

    /// Whether it is worth counting the employments.
    static func mayNeedConfirmation(leavers: Int) -> Bool { leavers > harmlessLeavers }

    /// Whether HR must say the number of leavers (B5): more than 10 % of the employments, and more than 5.
    static func needsConfirmation(leavers: Int, employments: Int) -> Bool {
        leavers > harmlessLeavers && leavers * harmlessPart > employments
    }

    /// The day that coverage ends, exclusive: the end of the month that holds the last day of work (B9).
    static func coverageEnd(lastDay: Day) -> Day { lastDay.month.next.firstDay }

    /// The same, of an end that is exclusive itself; nil when there is none.
    static func coverageEnd(endsOn: Day?) -> Day? { endsOn.map { coverageEnd(lastDay: $0.adding(days: -1)) } }

    /// The day that coverage begins: never before the roster is applied.
    static func coverageStart(startsOn: Day, appliedOn: Day) -> Day { max(startsOn, appliedOn) }
}
