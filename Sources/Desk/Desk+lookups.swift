public import Kernel
public import Store

extension Desk {
    /// Who looked a person up, when and which way, the latest first; refused ones included.
    ///
    /// - Parameter before: the last line of the page before.
    public func lookups(
        of person: PersonID,
        before: LookupID = LookupID(bits: .max),
        limit: Int = DeskLimits.page,
        in session: Session
    ) throws -> [Lookup] {
        var places = Places()
        let found = try session.all(DeskSQL.lookupsOfPerson, person, before, limit) { row in
            (
                id: try row[0] as LookupID, at: try row[1] as Instant, location: try row[2] as LocationID,
                way: try row[3] as Way, refusal: try row[4] as String?, verified: try row[5] as PersonID?
            )
        }
        return try found.map { line in
            Lookup(
                id: line.id,
                at: line.at,
                place: try places.place(line.location, of: partners, in: session),
                way: line.way,
                refusal: line.refusal,
                child: line.verified == person ? nil : line.verified
            )
        }
    }

    /// Throws `.tooManyTries` when too many look-ups of the login or at the location have failed within the hour.
    func checkTries(of login: LoginID, at location: LocationID, in session: Session) throws {
        let since = session.now.adding(seconds: -DeskLimits.failedLookupsSeconds)
        let back = DeskLimits.failedLookups - 1
        let oldest = try session.first(DeskSQL.triesBack, login, location, since, back) { row in
            [try row[0] as Instant?, try row[1] as Instant?]
        }
        guard let latest = oldest?.compactMap(\.self).max() else { return }
        let microseconds = latest.microseconds - since.microseconds
        throw DeskFailure.tooManyTries(retryAfterSeconds: Int((microseconds + 999_999) / 1_000_000))
    }

    /// Why a look-up is refused that may have been a guess: `.tooManyTries` when others, under way at the same time,
    /// have had the last try meanwhile. Only who fails waits for others here.
    func counted(
        _ refusal: DeskFailure,
        of login: LoginID,
        at location: LocationID,
        in session: Session
    ) throws -> DeskFailure {
        try session.lock(login)
        try session.lock(location)
        do { try checkTries(of: login, at: location, in: session) } catch let limit as DeskFailure { return limit }
        return refusal
    }

    /// Writes the line about a look-up; where a guardian acts for a child that is known, one for each of them.
    func log(
        _ request: VerificationRequest,
        by login: LoginID,
        _ meant: Meant,
        _ result: Result<Verification, DeskFailure>,
        in session: Session
    ) throws {
        let (verification, refusal): (VerificationID?, DeskFailure?) =
            switch result {
            case .success(let verification): (verification.id, nil)
            case .failure(let refusal): (nil, refusal)
            }
        func log(_ person: PersonID, counts: Bool) throws {
            let id: LookupID = session.newID()
            try session.run(
                DeskSQL.insertLookup,
                person,
                id,
                session.now,
                request.location,
                login,
                request.way,
                verification,
                refusal?.code,
                counts
            )
        }
        try log(meant.holder ?? Lookup.nobody, counts: refusal?.countsAsTry ?? false)
        // One try is counted once.
        if let child = meant.child { try log(child, counts: false) }
    }
}

extension Way: TextStorable {
    /// Reads `card`.
    public init?(stored text: String) { self.init(rawValue: text) }
    public var description: String { rawValue }
}
