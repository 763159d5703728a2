public import Kernel
public import Store

/// That a login has a new e-mail address or phone.
public struct ContactChange: Sendable, Hashable {
    /// E-mail address or phone.
    public let kind: IdentifierKind
    /// The normalized text.
    public let text: String
    /// Tells the old contact, if there was one: post it to the outbox in the same transaction.
    public let notice: CodeToSend?
}

extension People {
    /// Starts to prove a new e-mail address or phone of a login. When it is another account's, its owner is told, and
    /// whoever asks sees no difference.
    public func startContact(
        kind: IdentifierKind,
        value typed: String,
        of login: LoginID,
        address: String,
        country: Country = .romania,
        in session: Session
    ) throws -> Start {
        let identifier = try Self.contact(kind, typed, country: country)
        return try begin(
            .contact,
            identifier: identifier,
            index: identifierIndex(identifier.kind, identifier.text),
            address: address,
            destination: { try contactDestination(identifier, of: login, in: session) },
            in: session
        )
    }

    private static func contact(
        _ kind: IdentifierKind,
        _ typed: String,
        country: Country
    ) throws(IdentifierFailure) -> Identifier {
        switch kind {
        case .email: .email(try EmailAddress(reading: typed))
        case .phone: .phone(try PhoneNumber(reading: typed, country: country))
        case .username: throw .emailMalformed
        }
    }

    private func contactDestination(
        _ identifier: Identifier,
        of login: LoginID,
        in session: Session
    ) throws -> Destination {
        let asking = try session.first(PeopleSQL.roleOfLogin, login) { row in
            (role: try row[0] as Role, person: try row[1] as PersonID?)
        }
        guard let asking else { throw PeopleFailure.notActivated }
        let language = try asking.person.map { try self.language(of: $0, in: session) } ?? .ro
        let holder = try self.login(of: identifier, in: asking.role.realm, session)
        return Destination(
            person: asking.person,
            login: login,
            contact: ContactPoint(identifier, language: language),
            word: holder == nil || holder?.0 == login ? nil : .contactTaken
        )
    }

    /// Completes it: the contact signs in from now on, in place of an older one of its kind.
    ///
    /// - Parameter login: who asks; it must be who started.
    public func completeContact(
        _ id: ProofID,
        code: String,
        of login: LoginID,
        in session: Session
    ) throws -> Result<ContactChange, PeopleFailure> {
        let proof: Proof
        switch try complete(id, .contact, code: code, in: session) {
        case .failure(let failure): return .failure(failure)
        case .success(let success): proof = success.proof
        }
        try session.lock(login)
        guard proof.login == login, let contact = proof.contact,
            let role = try session.first(PeopleSQL.roleOfLogin, login, read: { try $0[0] as Role })
        else { return .failure(.codeInvalid) }
        let holder = try session.first(PeopleSQL.loginOfIdentifier, role.realm, contact.kind, contact.text) { row in
            try row[0] as LoginID
        }
        guard holder == nil || holder == login else { return .failure(.identifierTaken) }
        let old = try identifiers(of: login, in: session).first { $0.kind == contact.kind && $0.text != contact.text }
        try session.run(PeopleSQL.deleteIdentifier, login, contact.kind)
        guard try attach(contact, to: login, in: role.realm, session) else { throw PeopleFailure.identifierTaken }
        let language = try proof.person.map { try self.language(of: $0, in: session) } ?? .ro
        let notice = old.flatMap { ContactPoint(kind: $0.kind, text: $0.text, language: language) }
            .map { PeopleMessages.contactChanged($0, proof.person) }
        return .success(ContactChange(kind: contact.kind, text: contact.text, notice: notice))
    }
}
