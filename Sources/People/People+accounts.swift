public import Kernel
public import Store

extension People {
    /// Whether the person has an account.
    public func isActivated(_ person: PersonID, in session: Session) throws -> Bool {
        try session.first(PeopleSQL.loginOfPerson, person) { _ in true } ?? false
    }

    /// Which of those persons have an account.
    public func activated(among persons: [PersonID], in session: Session) throws -> Set<PersonID> {
        Set(try persons.filter { try isActivated($0, in: session) })
    }

    /// The person's account; nil before activation.
    public func account(of person: PersonID, in session: Session) throws -> Account? {
        let login = try session.first(PeopleSQL.loginOfPerson, person) { row in
            (id: try row[0] as LoginID, since: try row[1] as Instant)
        }
        guard let login else { return nil }
        return Account(
            login: login.id,
            person: person,
            activatedAt: login.since,
            identifiers: try identifiers(of: login.id, in: session)
        )
    }

    /// What signs in to a login, e-mail first, then phone, then username.
    public func identifiers(of login: LoginID, in session: Session) throws -> [ProvenIdentifier] {
        try session.all(PeopleSQL.identifiersOfLogin, login) { row in
            ProvenIdentifier(kind: try row[0], text: try row[1], provenAt: try row[2])
        }
    }

    /// Where to write to a person: what the account has proven, e-mail before phone; without an account, what the
    /// roster says that spoke last and has a contact. Nil when there is no way: what somebody else has merely claimed is good for an
    /// invitation, and for nothing that concerns the person.
    public func contactPoint(of person: PersonID, in session: Session) throws -> ContactPoint? {
        if let account = try account(of: person, in: session) {
            let language = try language(of: person, in: session)
            return try provenContact(of: account.login, language: language, in: session)
        }
        return try profileContact(of: person, PeopleSQL.contactOfRosters, in: session)?.contact
    }

    /// By what a source says that its person is reached, normalized.
    public func contacts(of source: SourceID, in session: Session) throws -> (email: String?, phone: String?) {
        try session.first(PeopleSQL.contactsOfSource, source) { (try $0[0], try $0[1]) } ?? (nil, nil)
    }

    /// Who is told what concerns a person, and how: the guardians of a child, else the person.
    public func recipients(
        of person: PersonID,
        in session: Session
    ) throws -> [(person: PersonID, contact: ContactPoint)] {
        let guardians = try guardians(of: person, in: session)
        return try (guardians.isEmpty ? [person] : guardians).compactMap { recipient in
            try contactPoint(of: recipient, in: session).map { (recipient, $0) }
        }
    }

    func provenContact(of login: LoginID, language: Language, in session: Session) throws -> ContactPoint? {
        try identifiers(of: login, in: session).lazy
            .compactMap { ContactPoint(kind: $0.kind, text: $0.text, language: language) }.first
    }

    /// What live profiles say about where to write to; nil when the person has none.
    func profileContact(
        of person: PersonID,
        _ sql: SQL = PeopleSQL.contactOfProfile,
        in session: Session
    ) throws -> (contact: ContactPoint?, language: Language)? {
        try session.first(sql, person) { row in
            let language: Language = try row[2]
            let email = (try row[0] as String?).map { ContactPoint(channel: .email, to: $0, language: language) }
            let phone = (try row[1] as String?).map { ContactPoint(channel: .sms, to: $0, language: language) }
            return (email ?? phone, language)
        }
    }
}

extension Account {
    /// Whether an e-mail address or phone is proven.
    public var hasProvenContact: Bool { identifiers.contains { $0.kind != .username } }
}
