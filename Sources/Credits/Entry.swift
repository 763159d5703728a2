import Kernel
public import Store

/// Why credits moved.
public enum EntryKind: String, Hashable, Sendable, CaseIterable, TextStorable {
    /// A period's credits, from its package.
    case grant
    /// A visit's, to its location.
    case debit
    /// A cancelled visit's, back from its location.
    case `return`
    /// What was left when its time was over, back to its package.
    case expiry
    /// What the operator gives or takes by hand.
    case correction

    /// Whether an entry stands for something that is written down elsewhere, too.
    var hasEvidence: Bool {
        switch self {
        case .debit, .return, .correction: true
        case .grant, .expiry: false
        }
    }

    /// Reads `grant`.
    public init?(stored text: String) { self.init(rawValue: text) }
    public var description: String { rawValue }
}

/// One leg of an entry.
struct Posting: Hashable {
    let account: AccountID
    /// Which grant's credits; on member accounts only, and there always.
    let grant: GrantID?
    /// Positive for what the account gets.
    let amount: CreditAmount
}

extension Posting {
    init(row: Row) throws {
        account = try row[0]
        grant = try row[1]
        amount = try row[2]
    }
}
