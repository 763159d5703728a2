public import Kernel

/// Credits that a visit took.
public struct Debit: Hashable, Sendable {
    /// The entry; what a cancellation gives back.
    public let entry: EntryID
    /// From which grants, in the order they were used.
    public let parts: [Part]

    /// What one grant gave.
    public struct Part: Hashable, Sendable {
        /// The grant.
        public let grant: GrantID
        /// How many; more than zero.
        public let amount: CreditAmount
    }
}

/// Credits that came back.
public struct Return: Hashable, Sendable {
    /// The entry.
    public let entry: EntryID
    /// How many; all that the debit took.
    public let credits: CreditAmount
}
