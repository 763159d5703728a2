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
        // In the order of their national ids' indexes: imports of the same people at once then follow one another, and
        // none holds what the other waits for.
        let indexes = arrivals.map { $0.nationalID.map(nationalIDIndex) ?? [] }
        var persons: [Int: PersonID] = [:]
        for position in arrivals.indices.sorted(by: { indexes[$0].lexicographicallyPrecedes(indexes[$1]) }) {
            persons[position] = try enroll(arrivals[position], changeSet: changeSet, in: session)
        }
        return arrivals.indices.compactMap { persons[$0] }
    }

    private func enroll(_ arrival: Arrival, changeSet: ChangeSetID, in session: Session) throws -> PersonID {
        let known = try session.first(PeopleSQL.enrolled, arrival.source, changeSet) { try $0[0] as PersonID }
        if let known { return known }
        let person = try person(of: arrival, in: session)
        try write(arrival, of: person, changeSet: changeSet, in: session)
        return person
    }

    /// Takes in what known sources now say differently: a new revision of their profiles, in the same change set as
    /// the end of the older one. Each needs its `person`. Doing it again changes nothing.
    public func describe(_ changes: [Arrival], changeSet: ChangeSetID, in session: Session) throws {
        for change in changes {
            guard let person = change.person else { throw PeopleFailure.noSuchPerson }
            if let id = change.nationalID { _ = try keep(id, of: person, in: session) }
            try session.run(PeopleSQL.supersedeProfiles, change.source, changeSet)
            try write(change, of: person, changeSet: changeSet, in: session)
        }
    }

    /// Finds the person of an arrival, or makes one.
    private func person(of arrival: Arrival, in session: Session) throws -> PersonID {
        guard let id = arrival.nationalID else { return try arrival.person ?? makePerson(in: session) }
        if let known = try arrival.person ?? person(withNationalIDIndex: nationalIDIndex(id), in: session) {
            _ = try keep(id, of: known, in: session)
            return known
        }
        let made = try makePerson(in: session)
        if try keep(id, of: made, in: session) { return made }
        // Another import has made the same person since we looked.
        try session.run(PeopleSQL.deletePerson, made)
        guard let known = try person(withNationalIDIndex: nationalIDIndex(id), in: session) else {
            throw StoreFailure.overtaken
        }
        return known
    }

    private func makePerson(in session: Session) throws -> PersonID {
        let person: PersonID = session.newID()
        try session.run(PeopleSQL.insertPerson, person, session.now)
        return person
    }

    /// Keeps the first national id that is known of a person; false when the person has one, or the number is
    /// another's, whose it stays.
    private func keep(_ id: NationalID, of person: PersonID, in session: Session) throws -> Bool {
        let sealed = try vault.seal(id.text, .nationalID)
        return try session.runCounting(PeopleSQL.insertNationalID, nationalIDIndex(id), person, id.country, sealed) == 1
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
