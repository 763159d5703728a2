import Kernel
public import Store

extension Credits {
    /// How many entries a statement shows unless told.
    public static let statementEntries = 100

    /// A member's credits at the session's instant, of the grants that have been made so far.
    ///
    /// - Parameter before: the sequence of the oldest entry that was shown already.
    public func statement(
        of account: MemberAccount,
        limit: Int = statementEntries,
        before: Int64 = .max,
        in session: Session
    ) throws -> Statement {
        Statement(
            balance: account.balance(at: session.now),
            grants: account.grants.filter { $0.counts(at: session.now) }.sorted { $0.comesBefore($1) }
                .map(Statement.GrantLine.init),
            setAside: account.grants.filter { $0.unusable > .zero }.sorted { $0.comesBefore($1) }
                .map(Statement.SetAsideLine.init),
            entries: try session.all(CreditsSQL.entriesOfMember, account.id, before, limit) { row in
                let kind: EntryKind = try row[2]
                return Statement.EntryLine(
                    id: try row[0],
                    sequence: try row[1],
                    kind: kind,
                    at: try row[3],
                    visit: kind == .correction ? nil : try row[4],
                    reason: try row[6],
                    credits: try row[5]
                )
            }
        )
    }
}

extension Statement.GrantLine {
    fileprivate init(_ grant: Grant) {
        id = grant.id
        source = grant.source
        package = grant.package
        startsOn = grant.startsOn
        expiresOn = grant.expires?.adding(days: -1)
        amount = grant.amount - grant.setAside
        left = grant.usable
        returns = grant.returns
    }
}

extension Statement.SetAsideLine {
    fileprivate init(_ grant: Grant) {
        id = grant.id
        package = grant.package
        startsOn = grant.startsOn
        expiresOn = grant.expires?.adding(days: -1)
        credits = grant.unusable
    }
}
