import Credits
import Entitlements
public import Kernel
import Partners
import People
public import Store

extension Desk {
    /// Finds out who stands before a desk, logs that it asked, and gives what the desk is shown.
    ///
    /// A refusal leaves a trace in the log, and counts towards the limit when it may have been a guess, so it is
    /// returned: commit, then `.get()`. The same rotating code sent again by the same location for the same card gives
    /// the same verification; a guardian's gives one for each child that is named, and for the guardian. The member's credits
    /// are brought up to date.
    ///
    /// - Parameter login: the desk's, whose location the request names.
    public func verify(
        _ request: VerificationRequest,
        by login: LoginID,
        in session: Session
    ) throws -> Result<VerificationSheet, DeskFailure> {
        let location = try location(request.location, in: session)
        var meant = Meant()
        let result: Result<VerificationSheet, DeskFailure>
        do {
            try checkTries(of: login, at: location.id, in: session)
            let found = try identify(request, at: location, meant: &meant, in: session)
            result = .success(try sheet(of: found, at: location, by: login, in: session))
        } catch let refusal as DeskFailure {
            result = .failure(
                refusal.countsAsTry ? try counted(refusal, of: login, at: location.id, in: session) : refusal
            )
        }
        try log(request, by: login, meant, result.map(\.verification), in: session)
        return result
    }

    /// What the desk is shown about a person who was found, with the verification that is made for it unless the code has made
    /// one here. Writes only when it refuses nothing.
    ///
    /// What a verification must know anyway is most of the sheet; a session of its own would ask for it again.
    private func sheet(
        of found: Identified,
        at location: DeskLocation,
        by login: LoginID,
        in session: Session
    ) throws -> VerificationSheet {
        let person = found.person
        // Whoever comes with the same code at the same time waits, and then finds what the first made.
        try session.lock(found.holder)
        let known = try verification(ofCode: found, at: location.id, in: session)
        let askedAccount = try credits.ask(for: person, in: session)
        let history = try entitlements.coverageHistory(of: person, in: session)
        let coverages = try DeskRules.accepted(DeskRules.current(history.live, at: session.now), by: location)
        let today = location.zone.day(at: session.now)
        guard let package = DeskRules.highestPackage(of: coverages, on: today) else {
            throw DeskFailure.locationNotInPackage
        }
        let verification = try known ?? verification(of: found, at: location.id, by: login, in: session)
        var account = try askedAccount.get()
        try bringUpToDate(&account, history, in: session)
        return VerificationSheet(
            of: verification,
            name: try people.name(of: person, in: session),
            guardian: person == found.holder ? nil : try people.name(of: found.holder, in: session),
            package: package,
            at: location,
            coverages,
            usage: try Usage(of: person, since: Period.year.start(on: today), history, in: session),
            balance: account.balance(at: session.now),
            instant: session.now
        )
    }

    /// Makes the verification of a person whom nothing refuses.
    private func verification(
        of found: Identified,
        at location: LocationID,
        by login: LoginID,
        in session: Session
    ) throws -> Verification {
        let new = Verification(
            id: session.newID(),
            location: location,
            person: found.person,
            expiresAt: session.now.adding(seconds: DeskLimits.verificationSeconds)
        )
        try session.run(
            DeskSQL.insertVerification,
            new.id,
            new.location,
            login,
            new.person,
            found.holder,
            found.step,
            session.now,
            new.expiresAt
        )
        verified[new.id] = new.person
        return new
    }

    /// The person's verification that was made with that code here; throws `.codeInvalid` when the code was used elsewhere.
    private func verification(
        ofCode found: Identified,
        at location: LocationID,
        in session: Session
    ) throws -> Verification? {
        guard let step = found.step else { return nil }
        let known = try session.all(DeskSQL.verificationsOfCode, found.holder, step, read: Verification.init(row:))
        guard known.allSatisfy({ $0.location == location }) else { throw DeskFailure.codeInvalid }
        return known.first { $0.person == found.person }
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
