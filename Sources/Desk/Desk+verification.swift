import Credits
import Entitlements
public import Kernel
import Partners
public import Store

extension Desk {
    /// Finds out who stands before a desk, and logs that it asked.
    ///
    /// A refusal leaves a trace in the log, and counts towards the limit when it may have been a guess, so it is
    /// returned: commit, then `.get()`. The same rotating code sent again by the same location for the same card gives
    /// the same verification. The member's credits are brought up to date. What the desk is shown is `sheet(of:)`.
    ///
    /// - Parameter login: the desk's, whose location the request names.
    public func verify(
        _ request: VerificationRequest,
        by login: LoginID,
        in session: Session
    ) throws -> Result<Verification, DeskFailure> {
        let location = try location(request.location, in: session)
        var person: PersonID?
        let result: Result<Verification, DeskFailure>
        do {
            try checkTries(of: login, at: location.id, in: session)
            let found = try identify(request.proof, at: location, person: &person, in: session)
            result = .success(try verification(of: found, at: location, by: login, in: session))
        } catch let refusal as DeskFailure {
            result = .failure(
                refusal.countsAsTry ? try counted(refusal, of: login, at: location.id, in: session) : refusal
            )
        }
        try log(request, by: login, person: person, result, in: session)
        return result
    }

    /// The verification of a person who was found. Writes only when it refuses nothing.
    private func verification(
        of found: Identified,
        at location: DeskLocation,
        by login: LoginID,
        in session: Session
    ) throws -> Verification {
        // Whoever comes with the same code at the same time waits, and then finds what the first made.
        try session.lock(found.person)
        if let known = try verification(ofCode: found, at: location.id, in: session) { return known }
        let askedAccount = try credits.ask(for: found.person, in: session)
        let coverages = try entitlements.termedCoverages(of: found.person, in: session)
        _ = try DeskRules.accepted(DeskRules.current(coverages, at: session.now), by: location)
        let new = Verification(
            id: session.newID(),
            location: location.id,
            person: found.person,
            expiresAt: session.now.adding(seconds: DeskLimits.verificationSeconds)
        )
        try session.run(
            DeskSQL.insertVerification,
            new.id,
            new.location,
            login,
            new.person,
            found.step,
            session.now,
            new.expiresAt
        )
        var account = try askedAccount.get()
        try bringUpToDate(&account, coverages, in: session)
        verified[new.id] = new.person
        return new
    }

    /// The verification that was made with that code here; throws `.codeInvalid` when it was made elsewhere.
    private func verification(
        ofCode found: Identified,
        at location: LocationID,
        in session: Session
    ) throws -> Verification? {
        guard let step = found.step else { return nil }
        let known = try session.first(DeskSQL.verificationOfCode, found.person, step, read: Verification.init(row:))
        guard let known else { return nil }
        guard known.location == location else { throw DeskFailure.codeInvalid }
        return known
    }
}

extension Verification {
    init(row: Row) throws {
        id = try row[0]
        location = try row[1]
        person = try row[2]
        expiresAt = try row[3]
    }
}
