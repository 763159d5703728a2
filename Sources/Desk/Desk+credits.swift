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
        try bringUpToDate(&account, entitlements.termedCoverages(of: person, in: session), in: session)
        return account
    }

    /// The member's account if `bringCreditsUpToDate` would change nothing: then a read is enough to show somebody's
    /// credits.
    public func accountIfUpToDate(of person: PersonID, in session: Session) throws -> MemberAccount? {
        let coverages = try entitlements.termedCoverages(of: person, in: session)
        var account = try credits.accountToRead(of: person, in: session)
        let due = DeskRules.dueGrants(of: coverages, at: session.now)
        try setAside(&account, due, coverages, in: session)
        let isUpToDate = try credits.isUpToDate(
            account,
            due: due,
            covered: DeskRules.coveredDays(of: coverages),
            in: session
        )
        return isUpToDate ? account : nil
    }

    /// The same for an account that is locked, with what covers the member.
    func bringUpToDate(_ account: inout MemberAccount, _ coverages: [TermedCoverage], in session: Session) throws {
        let due = DeskRules.dueGrants(of: coverages, at: session.now)
        try setAside(&account, due, coverages, in: session)
        try credits.bringUpToDate(
            &account,
            due: due,
            covered: DeskRules.coveredDays(of: coverages),
            in: session
        )
    }

    /// Sets aside what undone imports have granted. Asks only where no coverage of now is what a grant came from.
    private func setAside(
        _ account: inout MemberAccount,
        _ due: [DueGrant],
        _ coverages: [TermedCoverage],
        in session: Session
    ) throws {
        try account.setAside(due: due, at: session.now) { source, package, days in
            let isCovered = coverages.contains { termed in
                let coverage = termed.coverage
                return coverage.source == source && coverage.package == package && coverage.from < days.upperBound
                    && coverage.until.map { $0 > days.lowerBound } ?? true
            }
            return try !isCovered && !entitlements.hasCovered(source, by: package, in: days, session)
        }
    }
}
