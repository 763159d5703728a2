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
        let indexes = arrivals.map { $0.nationalID.map(nationalIDIndex) }
        // All questions before the first answer: so many people take few round trips.
        let enrolled = try arrivals.map { arrival in
            try session.ask(PeopleSQL.enrolled, arrival.source, changeSet) { try $0[0] as PersonID }
        }
        let holders = try indexes.map { index in
            try index.map { try session.ask(PeopleSQL.personOfNationalID, $0) { try $0[0] as PersonID } }
        }
        var persons: [PersonID] = []
        var new: [Enrolled] = []
        var made: [PersonID] = []
        var numbers: [[UInt8]: PersonID] = [:]
        for (position, arrival) in arrivals.enumerated() {
            if let known = try enrolled[position].get().first {
                persons.append(known)
                continue
            }
            let index = indexes[position]
            let known = try arrival.person ?? holders[position]?.get().first ?? index.flatMap { numbers[$0] }
            let person = known ?? session.newID()
            if known == nil { made.append(person) }
            if let index { numbers[index] = person }
            persons.append(person)
            new.append(Enrolled(arrival: arrival, person: person, index: index, isMade: known == nil))
        }
        try session.runEach(PeopleSQL.insertPerson, made) { person, arguments in
            arguments = [person.value, session.now.value]
        }
        // In the order of their national ids: imports of the same people at once then follow one another, and none holds
        // what the other waits for.
        new.sort { ($0.index ?? []).lexicographicallyPrecedes($1.index ?? []) }
        try keepNationalIDs(of: new, in: session)
        try write(new, changeSet: changeSet, in: session)
        return persons
    }

    /// Takes in a slice of arrivals at once: sources that nobody knows yet, of people who can be written to and bring no
    /// username. Who has a national id that is known is the person that has it; everybody else is made, with the source's
    /// id.
    ///
    /// Throws `StoreFailure.overtaken` when another import has made one of the same persons meanwhile: run again, they are
    /// found.
    public func enroll(
        _ slice: ArrivalSlice,
        language: Language,
        changeSet: ChangeSetID,
        in session: Session
    ) throws {
        try session.run(
            PeopleSQL.insertPersonsWithoutNumber,
            slice.batch,
            slice.after,
            slice.through,
            session.now
        )
        let made = try session.runCounting(
            PeopleSQL.insertPersonsWithNumber,
            slice.batch,
            slice.after,
            slice.through,
            session.now
        )
        let kept = try session.runCounting(
            PeopleSQL.insertNationalIDs,
            slice.batch,
            slice.after,
            slice.through
        )
        guard kept == made else { throw StoreFailure.overtaken }
        try session.run(
            PeopleSQL.insertProfiles,
            slice.batch,
            slice.after,
            slice.through,
            changeSet,
            session.now,
            language
        )
    }

    /// Visits what the arrivals of a batch can be written to and who says so, in the order in which they are filed.
    public func contacts(
        of batch: RosterID,
        in session: Session,
        visit: (ArrivalKey) throws -> Void
    ) throws {
        try session.each(PeopleSQL.contactsOfArrivals, batch) { try visit(try ArrivalKey.text($0)) }
    }

    /// Files contacts of arrivals, so that who has them is found by them; each once.
    public func file(contacts: [ArrivalKey], in session: Session) throws {
        try session.runEach(PeopleSQL.fileContacts, contacts) { $1 = [$0.key, $0.source.value] }
    }

    /// Takes in what known sources now say differently: a new revision of their profiles, in the same change set as
    /// the end of the older one. Each needs its `person`. Doing it again changes nothing.
    public func describe(_ changes: [Arrival], changeSet: ChangeSetID, in session: Session) throws {
        let changed = try changes.map { change in
            guard let person = change.person else { throw PeopleFailure.noSuchPerson }
            return Enrolled(
                arrival: change,
                person: person,
                index: change.nationalID.map(nationalIDIndex),
                isMade: false
            )
        }
        try keepNationalIDs(of: changed, in: session)
        try session.runEach(PeopleSQL.supersedeProfiles, changes) { change, arguments in
            arguments = [change.source.value, changeSet.value]
        }
        try write(changed, changeSet: changeSet, in: session)
    }

    /// What a source says, and about whom.
    private struct Enrolled {
        let arrival: Arrival
        let person: PersonID
        let index: [UInt8]?
        /// Whether the person is made now.
        let isMade: Bool
    }

    /// Keeps the first national id that is known of a person; who has one keeps it, and a number that is another's stays
    /// theirs.
    private func keepNationalIDs(of people: [Enrolled], in session: Session) throws {
        let numbered = people.filter { $0.index != nil }
        let made = numbered.filter(\.isMade)
        let kept = try session.runEachCounting(PeopleSQL.insertNationalID, made, bindNationalID)
        // Another import has made the same person since we looked: run again, it is found.
        guard kept == made.count else { throw StoreFailure.overtaken }
        try session.runEach(PeopleSQL.insertNationalID, numbered.filter { !$0.isMade }, bindNationalID)
    }

    private func bindNationalID(_ enrolled: Enrolled, _ arguments: inout [Value]) throws {
        guard let id = enrolled.arrival.nationalID, let index = enrolled.index else { return }
        arguments = [
            index.value, enrolled.person.value, id.country.value, try seal(id).value,
        ]
    }

    /// Writes profiles one after the other: a username is taken once a profile has it, and the next must see that.
    private func write(_ people: [Enrolled], changeSet: ChangeSetID, in session: Session) throws {
        for enrolled in people {
            let arrival = enrolled.arrival
            try session.run(
                PeopleSQL.upsertProfile,
                arrival.source,
                changeSet,
                enrolled.person,
                arrival.givenName,
                arrival.familyName,
                arrival.birthDate ?? arrival.nationalID?.birthDate,
                arrival.email?.text,
                arrival.phone?.text,
                try username(for: arrival, person: enrolled.person, in: session)?.text,
                arrival.language,
                session.now
            )
        }
        let contacts = people.flatMap { enrolled in
            [enrolled.arrival.email?.text, enrolled.arrival.phone?.text].compactMap(\.self).map { contact in
                (contact: contact, source: enrolled.arrival.source)
            }
        }
        try session.runEach(PeopleSQL.addContact, contacts) { $1 = [$0.contact.value, $0.source.value] }
    }
}
