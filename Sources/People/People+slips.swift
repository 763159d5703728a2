public import Kernel
import Secrets
public import Store

extension People {
    /// Prints a slip: a username and a code of twelve characters, single use, for 30 days. It makes an older one void.
    ///
    /// Its code counts as the code of an activation, or of a password reset, that was started with the username. Once
    /// the account has a proven e-mail address or phone, throws `.slipNotNeeded`: HR mustn't be able to get in.
    public func printSlip(for person: PersonID, in session: Session) throws -> Slip {
        try session.lock(person)
        let name = try name(of: person, in: session)
        let account = try account(of: person, in: session)
        guard account?.hasProvenContact != true else { throw PeopleFailure.slipNotNeeded }
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
}
