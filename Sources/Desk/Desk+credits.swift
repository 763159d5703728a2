public import Credits
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
    ///
    /// - Returns: the account as it is then.
    @discardableResult
    public func bringCreditsUpToDate(of person: PersonID, in session: Session) throws -> MemberAccount {
        var account = try credits.account(of: person, in: session)
        try bringUpToDate(&account, entitlements.coverageHistory(of: person, in: session), in: session)
        return account
    }

    /// The member's account if `bringCreditsUpToDate` would change nothing: then a read is enough to show somebody's
    /// credits.
    public func accountIfUpToDate(of person: PersonID, in session: Session) throws -> MemberAccount? {
        let history = try entitlements.coverageHistory(of: person, in: session)
        var account = try credits.accountToRead(of: person, in: session)
        let isUpToDate = try credits.isUpToDate(
            &account,
            due: DeskRules.dueGrants(of: history, at: session.now),
            covered: DeskRules.coveredDays(of: history.live),
            in: session
        )
        return isUpToDate ? account : nil
    }

    /// The same for an account that is locked, with what covers the member.
    func bringUpToDate(_ account: inout MemberAccount, _ history: CoverageHistory, in session: Session) throws {
        try credits.bringUpToDate(
            &account,
            due: DeskRules.dueGrants(of: history, at: session.now),
            covered: DeskRules.coveredDays(of: history.live),
            in: session
        )
    }
}
