public import Kernel
public import Store

extension People {
    /// The person's name, as the source that spoke last says it. Throws `.noSuchPerson` when no source knows them.
    public func name(of person: PersonID, in session: Session) throws -> PersonName {
        let names = try session.all(PeopleSQL.namesOfPerson, person) { row in
            (
                at: try row[0] as Instant, source: try row[1] as SourceID,
                name: PersonName(given: try row[2], family: try row[3])
            )
        }
        let latest = names.max { ($0.at, $0.source) < ($1.at, $1.source) }
        guard let latest else { throw PeopleFailure.noSuchPerson }
        return latest.name
    }

    /// The person's birth date, as the source that spoke last and knows one says it.
    public func birthDate(of person: PersonID, in session: Session) throws -> Day? {
        try session.first(PeopleSQL.birthDateOfPerson, person) { try $0[0] as Day }
    }

    /// What language to write to the person in.
    public func language(of person: PersonID, in session: Session) throws -> Language {
        try session.first(PeopleSQL.languageOfPerson, person) { try $0[0] as Language } ?? .ro
    }

    /// The persons that a desk may mean by a phone number: whose account has proven it, and, for those who have proven
    /// none, whom a live profile gives it. At most 200: a number that more people share tells nobody from another.
    public func candidates(phone: PhoneNumber, in session: Session) throws -> [PersonID] {
        try session.all(PeopleSQL.candidatesByPhone, phone.text, PeopleRules.candidatesPerPhone, session.now) {
            try $0[0] as PersonID
        }
    }
}
