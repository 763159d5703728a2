import Kernel
import Secrets
public import Store

extension People {
    /// The logins that an identifier may mean, in whichever country, staff before members; and a wrong password counted in
    /// advance.
    ///
    /// Needs a writing transaction: the try is counted before the password is verified, so that many at once don't slip
    /// through, and `openSession` takes it back. Then verify the password outside the transaction against each in
    /// turn, and against nil when there is none, so that it takes as long. Throws `.tooManySignIns`, for unknown
    /// identifiers as well: few are let through from one address, so that nobody elsewhere is kept out by them.
    ///
    /// - Parameters:
    ///   - address: the network address that asks, if it is to be limited.
    ///   - realm: only those of members, or of staff.
    public func signInCandidates(
        identifier typed: String,
        address: String? = nil,
        realm: Realm? = nil,
        in session: Session
    ) throws -> [Candidate] {
        let readings = try readings(of: typed)
        let index = identifierIndex(typed, readings)
        let addressIndex = address.map { vault.index($0, .address) }
        try limit(
            PeopleSQL.triesOfIdentifier,
            index,
            PeopleRules.failedSignInsPerQuarter,
            PeopleRules.quarterSeconds,
            refusing: PeopleFailure.tooManySignIns,
            in: session
        )
        if let addressIndex {
            try limit(
                PeopleSQL.triesOfIdentifierFromAddress,
                index,
                and: addressIndex,
                PeopleRules.failedSignInsPerQuarterFromAddress,
                PeopleRules.quarterSeconds,
                refusing: PeopleFailure.tooManySignIns,
                in: session
            )
            try limit(
                PeopleSQL.triesOfAddress,
                addressIndex,
                PeopleRules.failedSignInsPerMinute,
                PeopleRules.minuteSeconds,
                refusing: PeopleFailure.tooManySignIns,
                in: session
            )
        }
        let id: SessionID = session.newID()
        try session.run(PeopleSQL.insertTry, id, index, addressIndex, session.now)
        return try readings.flatMap { identifier in
            try (realm.map { [$0] } ?? [.staff, .member]).compactMap { realm in
                try session.first(PeopleSQL.candidate, realm, identifier.kind, identifier.text) { row in
                    let role: Role = try row[1]
                    return Candidate(
                        login: try row[0],
                        passwordHash: try row[2],
                        role: role,
                        needsSecondFactor: role.needsSecondFactor
                    )
                }
            }
        }
    }

    /// Opens a session for a login whose password was verified just now.
    ///
    /// An operator's code counts once (RFC 6238, 5.2). A password that was changed since the candidate was read opens
    /// nothing, and none is changed before this transaction ends. It takes back the tries from its own address alone: those of
    /// somebody who guesses elsewhere go on counting.
    ///
    /// - Parameter address: the same as `signInCandidates` was given.
    public func openSession(
        login candidate: Candidate,
        code: String?,
        address: String? = nil,
        device: String? = nil,
        in session: Session
    ) throws -> Result<SignedIn, PeopleFailure> {
        try session.lock(candidate.login)
        let stored = try session.first(PeopleSQL.loginSecrets, candidate.login) { row in
            (passwordHash: try row[0] as String, secondFactor: try row[1] as [UInt8]?)
        }
        guard let stored, stored.passwordHash == candidate.passwordHash else { return .failure(.credentialsInvalid) }
        if let sealed = stored.secondFactor {
            guard let code, !code.isEmpty else { return .failure(.secondFactorRequired) }
            let secret = TimeBasedCode(secret: try vault.openBytes(sealed, .secondFactor))
            guard let step = secret.step(of: PeopleRules.compactCode(code), at: session.now),
                try session.runCounting(PeopleSQL.useStep, candidate.login, step) == 1
            else { return .failure(.codeInvalid) }
        }
        let addressIndex = address.map { vault.index($0, .address) }
        for index in try indexes(of: candidate.login, in: session) {
            try session.run(PeopleSQL.deleteTriesFromAddress, index, addressIndex)
        }
        return .success(try makeSession(for: candidate.login, role: candidate.role, device: device, in: session))
    }

    /// Forgets the failed sign-ins of whatever signs in to the login.
    func forgetFailedSignIns(of login: LoginID, in session: Session) throws {
        for index in try indexes(of: login, in: session) { try session.run(PeopleSQL.deleteTries, index) }
    }

    private func indexes(of login: LoginID, in session: Session) throws -> [[UInt8]] {
        try identifiers(of: login, in: session).map { identifierIndex($0.kind, $0.text) }
    }
}
