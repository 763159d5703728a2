import Credits
import Entitlements
public import Kernel
public import Store

extension Desk {
    /// Expires what is over and grants what coverage makes due, at the session's instant. Doing it again changes
    /// nothing.
    ///
    /// The first grant of a source is whole, for the period that holds the later of its start and its application;
    /// earlier periods get none. A period that nobody looked at is made up for while its credits may still count, so it
    /// makes no difference when this is done.
    public func bringCreditsUpToDate(of person: PersonID, in session: Session) throws {
        var account = try credits.account(of: person, in: session)
        try bringUpToDate(&account, entitlements.termedCoverages(of: person, in: session), in: session)
    }

    /// Whether `bringCreditsUpToDate` would change nothing: then a read is enough to show somebody's credits.
    public func areCreditsUpToDate(of person: PersonID, in session: Session) throws -> Bool {
        let coverages = try entitlements.termedCoverages(of: person, in: session)
        return try credits.isUpToDate(
            person,
            due: DeskRules.dueGrants(of: coverages, at: session.now),
            covered: DeskRules.coveredDays(of: coverages),
            in: session
        )
    }

    /// The same for an account that is locked, with what covers the member.
    func bringUpToDate(_ account: inout MemberAccount, _ coverages: [TermedCoverage], in session: Session) throws {
        try credits.bringUpToDate(
            &account,
            due: DeskRules.dueGrants(of: coverages, at: session.now),
            covered: DeskRules.coveredDays(of: coverages),
            in: session
        )
    }
}
