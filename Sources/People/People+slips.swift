public import Kernel
import Secrets
public import Store

extension People {
    /// Prints a slip: a username and a code of twelve characters, single use, for 30 days. It makes an older one void, and lets
    /// its holder start at once, whoever has used up the username's starts: those that sent a code aside.
    ///
    /// Its code counts as the code of an activation, or of a password reset, that was started with the username. For whom
    /// the account has a proven e-mail address or phone, or who can activate by one that the roster gives, throws
    /// `.slipNotNeeded`: HR mustn't be able to get in.
    ///
    /// - Parameter source: the employment whose employer prints it. What other rosters know isn't that one's business.
    public func printSlip(for person: PersonID, of source: SourceID, in session: Session) throws -> Slip {
        try session.lock(person)
        let name = try name(of: person, in: session)
        let account = try account(of: person, in: session)
        let hasWay = try account?.hasProvenContact ?? canActivate(person, byContactOf: source, in: session)
        guard !hasWay else { throw PeopleFailure.slipNotNeeded }
        let username =
            if let own = account?.identifiers.first(where: { $0.kind == .username }) {
                try Username(reading: own.text)
            } else {
                try ownUsername(of: person, name: name, in: session)
            }
        let code = SlipCode(random: session.random)
        let expiresAt = session.now.adding(seconds: PeopleRules.slipLifetimeSeconds)
        try session.run(
            PeopleSQL.upsertSlip,
            person,
            username.text,
            vault.index(code.text, .slip),
            session.now,
            expiresAt
        )
        return Slip(username: username, code: code.printed, expiresAt: expiresAt)
    }

    /// Whether an e-mail address or phone that a source gives leads to this person, so to nobody else.
    private func canActivate(
        _ person: PersonID,
        byContactOf source: SourceID,
        in session: Session
    ) throws -> Bool {
        let contacts = try session.first(PeopleSQL.contactsOfSource, source) { row in
            [try row[0] as String?, try row[1]].compactMap(\.self)
        }
        return try (contacts ?? []).contains { contact in
            try activationDestination(try Identifier(reading: contact), in: session).person == person
        }
    }
}
