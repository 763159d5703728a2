import Kernel
public import Store

extension People {
    /// Deletes what has no use any more: ended sessions, proofs and failed sign-ins of more than a day ago. Some at a
    /// time, so that it holds up nobody; processes that do it at once delete different ones.
    ///
    /// - Returns: how many rows; fewer than `limit` of each when it is done.
    @discardableResult
    public func sweep(limit: Int = 1000, in session: Session) throws -> Int {
        let yesterday = session.now.adding(seconds: -86_400)
        return try session.runCounting(PeopleSQL.sweepSessions, session.now, limit)
            + session.runCounting(PeopleSQL.sweepProofs, yesterday, limit)
            + session.runCounting(PeopleSQL.sweepTries, yesterday, limit)
    }
}
