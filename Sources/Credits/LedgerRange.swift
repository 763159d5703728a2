import Kernel
public import Store

/// Member accounts whose ids follow one another. Each account is proven by itself, so several may be at once, each in a
/// session of its own.
public struct LedgerRange: Hashable, Sendable {
    let first: AccountID
    let last: AccountID

    /// Every account that there is or may be.
    public static let all = LedgerRange(first: AccountID(bits: 0), last: AccountID(bits: .max))
}

extension Credits {
    /// Ranges that cover every account, with about as many accounts in each.
    ///
    /// - Parameter count: how many are wanted; there are fewer where there are too few accounts.
    public func ranges(_ count: Int, in session: Session) throws -> [LedgerRange] {
        let accounts = try countMemberAccounts(in: session)
        var ranges: [LedgerRange] = []
        var first = LedgerRange.all.first
        for part in 1..<max(count, 1) {
            let next = try session.first(LedgerSQL.accountAfter, accounts * part / count) { try $0[0] as AccountID }
            guard let next, next > first else { continue }
            ranges.append(LedgerRange(first: first, last: AccountID(bits: next.bits - 1)))
            first = next
        }
        return ranges + [LedgerRange(first: first, last: LedgerRange.all.last)]
    }
}
