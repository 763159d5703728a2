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

    /// The day that coverage begins: never before the roster is applied, nor while what somebody had before who comes back
    /// goes on (`earliest`), so that nobody is covered, and gets credits, twice.
    static func coverageStart(startsOn: Day, appliedOn: Day, notBefore earliest: Day?) -> Day {
        max(startsOn, appliedOn, earliest ?? appliedOn)
    }
}
