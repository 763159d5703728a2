public import Kernel
public import Store

extension Credits {
    /// How many entries a statement shows unless told.
    public static let statementEntries = 100

    /// A member's credits at the session's instant, of the grants that have been made so far.
    ///
    /// - Parameter before: the sequence of the oldest entry that was shown already.
    public func statement(
        of person: PersonID,
        limit: Int = statementEntries,
        before: Int64 = .max,
        in session: Session
    ) throws -> Statement {
        Statement(
            balance: try balance(of: person, in: session),
            grants: try session.all(CreditsSQL.grantsThatCount, person, session.now) { row in
                Statement.GrantLine(
                    id: try row[0],
                    source: try row[1],
                    package: try row[2],
                    startsOn: try row[3],
                    expiresOn: (try row[4] as Day?)?.adding(days: -1),
                    amount: try row[5],
                    left: try row[6],
                    returns: try row[7]
                )
            },
            entries: try session.all(CreditsSQL.entriesOfMember, person, before, limit) { row in
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
