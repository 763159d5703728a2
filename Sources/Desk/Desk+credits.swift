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
        try session.lock(person)
        try bringCreditsUpToDate(
            of: person,
            coverages: entitlements.termedCoverages(of: person, in: session),
            in: session
        )
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

    /// - Returns: the member's account, locked.
    @discardableResult
    func bringCreditsUpToDate(
        of person: PersonID,
        coverages: [TermedCoverage],
        in session: Session
    ) throws -> MemberAccount {
        try credits.bringUpToDate(
            person,
            due: DeskRules.dueGrants(of: coverages, at: session.now),
            covered: DeskRules.coveredDays(of: coverages),
            in: session
        )
    }
}
