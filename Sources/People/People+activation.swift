public import Kernel
import Secrets
public import Store

extension People {
    /// Starts an activation: anybody gets an id, and whoever the identifier leads to gets a code.
    ///
    /// `Start.code` goes to the outbox in the same transaction. Throws `.tooManyTries` over the limits of the
    /// identifier or the address, the same for unknown identifiers.
    ///
    /// - Parameter address: the network address that asks.
    public func startActivation(
        identifier typed: String,
        address: String,
        in session: Session
    ) throws -> Start {
        let readings = try readings(of: typed)
        let identifier = try meant(activating: readings, in: session)
        return try begin(
            .activation,
            identifier: identifier,
            index: identifierIndex(typed, readings),
            address: address,
            destination: { try identifier.map { try activationDestination($0, in: session) } ?? .nowhere },
            in: session
        )
    }

    /// Completes an activation: the person gets an account, a card and a session.
    ///
    /// The identifier that was proven signs in from now on; a code that went to a contact proves that contact as well.
    /// A refusal leaves a trace (the try is taken), so it is returned: commit, then `.get()`.
    public func completeActivation(
        _ id: ProofID,
        code: String,
        passwordHash: String,
        termsVersion: String,
        device: String? = nil,
        in session: Session
    ) throws -> Result<SignedIn, PeopleFailure> {
        // Wrong terms say nothing about the code, so they take no try.
        guard try isCurrent(.terms, version: termsVersion, in: session) else { return .failure(.termsNotCurrent) }
        let proof: Proof
        let evidence: Evidence
        switch try complete(id, .activation, code: code, in: session) {
        case .failure(let failure): return .failure(failure)
        case .success(let success): (proof, evidence) = success
        }
        guard let person = proof.person, let identifier = proof.identifier else { return .failure(.codeInvalid) }
        try session.lock(person)
        guard try !isActivated(person, in: session) else { return .failure(.alreadyActivated) }
        guard
            try session.first(
                PeopleSQL.loginOfIdentifier,
                Realm.member,
                identifier.kind,
                identifier.text,
                read: { _ in true }
            ) == nil
        else { return .failure(.identifierTaken) }

        let login: LoginID = session.newID()
        try session.run(PeopleSQL.insertMember, login, person, passwordHash, session.now)
        // Another person's activation with the same identifier, at once: the second undoes itself here.
        guard try attach(identifier, to: login, in: .member, session) else { throw PeopleFailure.identifierTaken }
        if evidence == .code, let contact = proof.contact, identifier.kind == .username {
            // A contact that another account has proven meanwhile stays the other's.
            _ = try attach(contact, to: login, in: .member, session)
        }
        try makeCard(for: person, in: session)
        try session.run(PeopleSQL.insertConsent, person, LegalTextKind.terms, termsVersion, session.now)
        return .success(try makeSession(for: login, role: .member, device: device, in: session))
    }

    /// Makes the identifier sign in; false when another login of the realm has it.
    func attach(
        _ identifier: (kind: IdentifierKind, text: String),
        to login: LoginID,
        in realm: Realm,
        _ session: Session
    ) throws -> Bool {
        try session.runCounting(
            PeopleSQL.insertIdentifier,
            realm,
            identifier.kind,
            identifier.text,
            login,
            session.now
        ) == 1
    }
}
