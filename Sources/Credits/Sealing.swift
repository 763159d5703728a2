import Kernel

/// A seal that is being made: which one, how far, and what it is over so far. Each `carryOn` makes the next.
public struct Sealing: Sendable {
    /// Its number, which no other has.
    let number: Int64
    /// The last account that it has passed.
    var last = AccountID(bits: 0)
    var state = SealedState()

    /// How many accounts have been sealed so far.
    public var accounts: Int { state.accounts }

    /// What came of a step.
    public enum Step: Sendable {
        /// There are more accounts.
        case underWay(Sealing)
        /// These were the last ones.
        case done(Seal)
    }
}
