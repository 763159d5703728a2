public import Kernel
import Secrets
public import Store

extension People {
    /// Takes in what sources say about people, and finds or makes each person, in order.
    ///
    /// A person is found by `Arrival.person`, else by the national id, else made. Who has no e-mail, phone or username
    /// gets a username made; so does whoever's username was taken meanwhile by somebody else. Doing it again with the
    /// same source and change set changes nothing and gives the same persons, so a slice can be run again after a crash.
    ///
    /// Persons and their national ids count at once, also while the change set isn't published: so two imports that run
    /// at the same time find one person, and a withdrawn import that comes again finds those that it made. Whoever has
    /// no live profile is nobody to everyone else.
    @discardableResult
    public func enroll(_ arrivals: [Arrival], changeSet: ChangeSetID, in session: Session) throws -> [PersonID] {
        try arrivals.map { arrival in
            if let person = try session.first(
                PeopleSQL.enrolled,
                arrival.source,
                changeSet,
                read: { try $0[0] as PersonID }
            ) {
                return person
            }
            let index = arrival.nationalID.map(nationalIDIndex)
            let person = try arrival.person ?? index.flatMap { try self.person(withNationalIDIndex: $0, in: session) }
            let someone = try person ?? makePerson(in: session)
            try keep(arrival.nationalID, index: index, of: someone, in: session)
            try write(arrival, of: someone, changeSet: changeSet, in: session)
            return someone
        }
    }

    /// Takes in what known sources now say differently: a new revision of their profiles, in the same change set as
    /// the end of the older one. Each needs its `person`. Doing it again changes nothing.
    public func describe(_ changes: [Arrival], changeSet: ChangeSetID, in session: Session) throws {
        for change in changes {
            guard let person = change.person else { throw PeopleFailure.noSuchPerson }
            try keep(change.nationalID, index: change.nationalID.map(nationalIDIndex), of: person, in: session)
            try session.run(PeopleSQL.supersedeProfiles, change.source, changeSet)
            try write(change, of: person, changeSet: changeSet, in: session)
        }
    }

    private func makePerson(in session: Session) throws -> PersonID {
        let person: PersonID = session.newID()
        try session.run(PeopleSQL.insertPerson, person, session.now)
        return person
    }

    /// Keeps the first national id that is known of a person; a number that is another's stays the other's.
    private func keep(_ id: NationalID?, index: [UInt8]?, of person: PersonID, in session: Session) throws {
        guard let id, let index else { return }
        let sealed = try vault.seal(id.text, .nationalID)
        try session.run(PeopleSQL.insertNationalID, index, person, id.country, sealed)
    }

    private func write(
        _ arrival: Arrival,
        of person: PersonID,
        changeSet: ChangeSetID,
        in session: Session
    ) throws {
        let username = try username(for: arrival, person: person, in: session)
        try session.run(
            PeopleSQL.upsertProfile,
            arrival.source,
            changeSet,
            person,
            arrival.givenName,
            arrival.familyName,
            arrival.birthDate ?? arrival.nationalID?.birthDate,
            arrival.email?.text,
            arrival.phone?.text,
            username?.text,
            arrival.language,
            session.now
        )
    }
}
