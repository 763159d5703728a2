public import Kernel
public import Store

extension People {
    /// Whom an identifier leads to when somebody activates.
    ///
    /// An identifier that an account has proven leads to that account, whatever rosters say. An e-mail address or phone
    /// of a roster leads to its person if it is the only one whom any roster gives it; when two different persons share it,
    /// it leads to none: we don't guess which of them has the phone in hand, and neither gets a code that the other could
    /// read. Their usernames and slips still work, and that is what the contact is told. What a family add-on claims counts, in the same way, only where no roster
    /// gives the contact to anybody. A username leads to its person, and the code goes to the e-mail address or else the phone
    /// of the person's profile; with neither, only a slip's code works.
    ///
    /// Who has an account already is told so, at that contact, and how to reset the password.
    func activationDestination(_ identifier: Identifier, in session: Session) throws -> Destination {
        if let (login, person) = try login(of: identifier, in: .member, session), let person {
            return try accountExists(person, login: login, identifier, in: session)
        }
        let persons = try persons(meantBy: identifier, in: session)
        guard let person = persons.first else { return .nowhere }
        guard persons.count == 1 else {
            let contact = ContactPoint(identifier, language: try language(of: person, in: session))
            return Destination(contact: contact, word: .sharedContact)
        }
        if let account = try account(of: person, in: session) {
            return try accountExists(person, login: account.login, identifier, in: session)
        }
        guard let profile = try profileContact(of: person, in: session) else { return .nowhere }
        return Destination(
            person: person,
            contact: ContactPoint(identifier, language: profile.language) ?? profile.contact
        )
    }

    /// Whose an identifier is: whose account has proven it, else whom rosters give it, else whom anything else does.
    public func owners(of identifier: Identifier, in session: Session) throws -> [PersonID] {
        if let (_, person) = try login(of: identifier, in: .member, session), let person { return [person] }
        return try persons(meantBy: identifier, in: session)
    }

    /// Whom an identifier leads to when somebody has forgotten the password.
    ///
    /// Members first; where one e-mail address is a member's and a staff member's, the realm says which is meant. A
    /// username leads to the account's proven contacts, so a code never goes where only a roster says so.
    func resetDestination(_ identifier: Identifier, realm: Realm?, in session: Session) throws -> Destination {
        for realm in realm.map({ [$0] }) ?? [.member, .staff] {
            if let (login, person) = try login(of: identifier, in: realm, session) {
                let language = try person.map { try self.language(of: $0, in: session) } ?? .ro
                let contact = ContactPoint(identifier, language: language)
                return Destination(
                    person: person,
                    login: login,
                    contact: try contact ?? provenContact(of: login, language: language, in: session)
                )
            }
        }
        guard realm != .staff else { return .nowhere }
        var destination = try activationDestination(identifier, in: session)
        switch (destination.word, identifier) {
        case (.accountExists?, .username):
            // A username that HR gave, of an account that its owner activated otherwise.
            destination.word = nil
        case (.sharedContact?, _): break
        case (.accountExists?, _): destination.word = .otherContact
        default: destination.word = .noAccountYet
        }
        return destination
    }

    /// Which of several numbers whoever activates means: the first that rosters give somebody who has no account, else one
    /// that an account or a roster knows, else one that an add-on claims.
    func meant(activating readings: [Identifier], in session: Session) throws -> Identifier? {
        try first(
            of: readings,
            [
                { identifier in
                    guard try login(of: identifier, in: .member, session) == nil else { return false }
                    let found = try rosterPersons(identifier, in: session)
                    return try found.count == 1 && found.allSatisfy { try !isActivated($0, in: session) }
                },
                { try login(of: $0, in: .member, session) != nil || !rosterPersons($0, in: session).isEmpty },
                { try !persons(meantBy: $0, in: session).isEmpty },
            ]
        )
    }

    /// Which of several numbers whoever forgot a password means: the first that an account has proven, else one that a roster
    /// knows, else one that an add-on claims.
    func meant(resetting readings: [Identifier], realm: Realm?, in session: Session) throws -> Identifier? {
        let realms = realm.map { [$0] } ?? Realm.allCases
        return try first(
            of: readings,
            [
                { identifier in try realms.contains { try login(of: identifier, in: $0, session) != nil } },
                { try !rosterPersons($0, in: session).isEmpty },
                { try !persons(meantBy: $0, in: session).isEmpty },
            ]
        )
    }

    /// The first reading that fits the first of the tests that any fits; the first of all where none does.
    private func first(of readings: [Identifier], _ tests: [(Identifier) throws -> Bool]) throws -> Identifier? {
        guard readings.count > 1 else { return readings.first }
        for test in tests {
            if let found = try readings.first(where: test) { return found }
        }
        return readings.first
    }

    /// Whom sources give an identifier; what claims it counts where no roster gives it to anybody.
    private func persons(meantBy identifier: Identifier, in session: Session) throws -> [PersonID] {
        let found = try rosterPersons(identifier, in: session)
        guard found.isEmpty else { return found }
        let claims: SQL
        switch identifier {
        case .email: claims = PeopleSQL.claimantsByEmail
        case .phone: claims = PeopleSQL.claimantsByPhone
        case .username: return []
        }
        return try session.all(claims, identifier.text, session.now) { try $0[0] }
    }

    /// Whom rosters give an identifier: two at most.
    private func rosterPersons(_ identifier: Identifier, in session: Session) throws -> [PersonID] {
        let rosters: SQL
        switch identifier {
        case .email: rosters = PeopleSQL.personsByEmail
        case .phone: rosters = PeopleSQL.personsByPhone
        case .username(let name): return try [holder(of: name, in: session)].compactMap(\.self)
        }
        return try session.all(rosters, identifier.text) { try $0[0] }
    }

    /// The login that has proven the identifier.
    func login(
        of identifier: Identifier,
        in realm: Realm,
        _ session: Session
    ) throws -> (LoginID, PersonID?)? {
        try session.first(PeopleSQL.loginOfIdentifier, realm, identifier.kind, identifier.text) { row in
            (try row[0], try row[1])
        }
    }

    private func accountExists(
        _ person: PersonID,
        login: LoginID,
        _ identifier: Identifier,
        in session: Session
    ) throws -> Destination {
        let language = try language(of: person, in: session)
        let contact = ContactPoint(identifier, language: language)
        return Destination(
            person: person,
            login: login,
            contact: try contact ?? provenContact(of: login, language: language, in: session),
            word: .accountExists
        )
    }
}

extension ContactPoint {
    /// Where an e-mail address or phone leads; nil for a username.
    init?(_ identifier: Identifier, language: Language) {
        self.init(kind: identifier.kind, text: identifier.text, language: language)
    }

    init?(kind: IdentifierKind, text: String, language: Language) {
        switch kind {
        case .email: self.init(channel: .email, to: text, language: language)
        case .phone: self.init(channel: .sms, to: text, language: language)
        case .username: return nil
        }
    }

    var kind: IdentifierKind {
        switch channel {
        case .email: .email
        case .sms: .phone
        }
    }
}
