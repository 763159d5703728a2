public import Kernel
public import Store

extension People {
    /// Whether the username is somebody's, be it in a change set that isn't published yet.
    public func isTaken(_ username: Username, in session: Session) throws -> Bool {
        try holder(of: username, in: session) != nil
    }

    /// Whose username it is; nil when it is free.
    public func holder(of username: Username, in session: Session) throws -> PersonID? {
        try session.first(PeopleSQL.usernameHolder, username.text) { try $0[0] as PersonID }
    }

    /// A username that is free now, made of the name. `enroll` and `printSlip` make and keep one where it is needed.
    public func freeUsername(
        for givenName: String,
        familyName: String,
        in session: Session
    ) throws -> Username {
        for attempt in 0..<64 {
            let bytes = attempt == 0 ? [] : session.randomBytes(4)
            let candidate = UsernameRules.candidate(given: givenName, family: familyName, attempt: attempt, bytes)
            if let candidate, try !isTaken(candidate, in: session) { return candidate }
        }
        // Five digits at the end, more than sixty times taken: this doesn't happen to a name that isn't an attack.
        throw PeopleFailure.usernameTaken
    }

    /// The username for a profile: the source's own if it is this person's to have, else one that the person has
    /// already or a made one where there is no other way in.
    func username(for arrival: Arrival, person: PersonID, in session: Session) throws -> Username? {
        if let wanted = arrival.username, try claim(wanted, for: person, in: session) { return wanted }
        guard arrival.username != nil || (arrival.email == nil && arrival.phone == nil) else { return nil }
        return try ownUsername(
            of: person,
            name: PersonName(given: arrival.givenName, family: arrival.familyName),
            in: session
        )
    }

    /// The username that the person has, or a new one made of the name.
    func ownUsername(of person: PersonID, name: PersonName, in session: Session) throws -> Username {
        if let kept = try session.first(
            PeopleSQL.usernameOfPerson,
            person,
            read: { try Username(reading: $0[0]) }
        ), try claim(kept, for: person, in: session) {
            return kept
        }
        for _ in 0..<8 {
            let made = try freeUsername(for: name.given, familyName: name.family, in: session)
            if try claim(made, for: person, in: session) { return made }
        }
        throw PeopleFailure.usernameTaken
    }

    /// Makes the username this person's; false when it is another's. One that nobody uses any more changes hands.
    private func claim(_ username: Username, for person: PersonID, in session: Session) throws -> Bool {
        if try session.runCounting(PeopleSQL.claimUsername, username.text, person, session.now) == 1 { return true }
        try session.run(PeopleSQL.lockUsername, username.text)
        return try session.runCounting(PeopleSQL.takeUsername, username.text, person, session.now) == 1
    }
}
