public import Kernel
public import Store

extension People {
    /// Starts a password reset: anybody gets an id, and whoever the identifier leads to gets a code.
    ///
    /// - Parameter realm: settles which account is meant where an e-mail address signs in to a member's and a staff
    ///   member's; without it, the member's.
    public func startPasswordReset(
        identifier typed: String,
        address: String,
        realm: Realm? = nil,
        in session: Session
    ) throws -> Start {
        let readings = try readings(of: typed)
        let identifier = try meant(resetting: readings, realm: realm, in: session)
        return try begin(
            .passwordReset,
            identifier: identifier,
            index: identifierIndex(typed, readings),
            address: address,
            destination: { try identifier.map { try resetDestination($0, realm: realm, in: session) } ?? .nowhere },
            in: session
        )
    }

    /// Completes a password reset: the new password holds, every session of the login ends, and no other reset that
    /// was started is good any more. A refusal takes a try, so it is returned: commit, then `.get()`.
    public func completePasswordReset(
        _ id: ProofID,
        code: String,
        passwordHash: String,
        in session: Session
    ) throws -> Result<Void, PeopleFailure> {
        // Before the try: a reset makes the login's others void, and two that each hold their own would wait for each other.
        let asking = try session.first(PeopleSQL.loginOfProof, id) { try $0[0] as LoginID? } ?? nil
        if let asking { try session.lock(asking) }
        let proof: Proof
        let evidence: Evidence
        switch try complete(id, .passwordReset, code: code, in: session) {
        case .failure(let failure): return .failure(failure)
        case .success(let success): (proof, evidence) = success
        }
        guard let login = proof.login else { return .failure(.codeInvalid) }
        if evidence == .slip {
            // A contact may have been proven since the slip was printed.
            let hasContact = try identifiers(of: login, in: session).contains { $0.kind != .username }
            guard !hasContact else { return .failure(.codeInvalid) }
        }
        try session.run(PeopleSQL.setPassword, login, passwordHash)
        try session.run(PeopleSQL.deleteSessions, login)
        try session.run(PeopleSQL.voidResets, login, session.now)
        try forgetFailedSignIns(of: login, in: session)
        return .success(())
    }
}
