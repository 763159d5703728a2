public import Kernel
import Secrets
public import Store

extension People {
    /// Who a session's token stands for; nil when it is no session's, or the session has ended. One statement by key,
    /// fit for `store.point`.
    public func principal(token: String, in session: Session) throws -> Principal? {
        try ask(forToken: token, in: session).get().first
    }

    /// Asks who a session's token stands for and goes on; `get` waits, and has nobody when it is no session's, or the
    /// session has ended.
    public func ask(forToken token: String, in session: Session) throws -> Answer<Principal> {
        try session.ask(PeopleSQL.principal, Token.hash(token), session.now) { row in
            Principal(
                session: try row[0],
                login: try row[1],
                role: try row[2],
                person: try row[3],
                employer: try row[4],
                location: try row[5]
            )
        }
    }

    /// The sessions of a login that are open now, the latest first.
    public func sessions(of login: LoginID, in session: Session) throws -> [OpenSession] {
        try session.all(PeopleSQL.sessions, login, session.now) { row in
            OpenSession(id: try row[0], device: try row[1], createdAt: try row[2], expiresAt: try row[3])
        }
    }

    /// Ends a session of a login. Throws `.noSuchSession` when it isn't one of that login's.
    public func endSession(_ id: SessionID, of login: LoginID, in session: Session) throws {
        guard try session.runCounting(PeopleSQL.deleteSession, id, login) == 1 else {
            throw PeopleFailure.noSuchSession
        }
    }

    /// Ends the session of a token, if it is one.
    public func endSession(token: String, in session: Session) throws {
        try session.run(PeopleSQL.deleteSessionOfToken, Token.hash(token))
    }

    /// Makes a session; the oldest ends when there would be too many. Whoever calls it has locked the login, or made it.
    func makeSession(
        for login: LoginID,
        role: Role,
        device: String?,
        in session: Session
    ) throws -> SignedIn {
        let token = Token(random: session.random)
        let id: SessionID = session.newID()
        let expiresAt = session.now.adding(seconds: PeopleRules.sessionLifetimeSeconds(of: role))
        try session.run(
            PeopleSQL.insertSession,
            id,
            login,
            token.hash,
            device.map { String($0.prefix(200)) },
            session.now,
            expiresAt
        )
        try session.run(PeopleSQL.deleteOldestSessions, login, PeopleRules.sessionsPerLogin)
        return SignedIn(token: token.text, expiresAt: expiresAt, role: role, login: login, session: id)
    }
}
