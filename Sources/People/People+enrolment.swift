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
        var numbers: [[UInt8]: PersonID] = [:]
        for (position, arrival) in arrivals.enumerated() {
            if let known = try enrolled[position].get().first {
                persons.append(known)
                continue
            }
            let index = indexes[position]
            let holder = try holders[position]?.get().first ?? index.flatMap { numbers[$0] }
            let known = arrival.person ?? holder
            let person = known ?? session.newID()
            if let index { numbers[index] = person }
            persons.append(person)
            new.append(
                Enrolled(arrival: arrival, person: person, index: index, isMade: known == nil, isFound: holder != nil)
            )
        }
        // In the order of their national ids: imports of the same people at once then follow one another, and none holds
        // what the other waits for.
        new.sort { ($0.index ?? []).lexicographicallyPrecedes($1.index ?? []) }
        try make(new, in: session)
        for known in new where !known.isMade && !known.isFound {
            try giveNationalID(known, changeSet: changeSet, in: session)
        }
        try write(new, changeSet: changeSet, in: session)
        return persons
    }

    /// Takes in a slice of arrivals at once: sources that nobody knows yet, of people who can be written to and bring no
    /// username, and whose national ids are filed. Who isn't known by theirs is made, with the source's id; who is
    /// known by what another import has filed and not made yet, with that one's.
    public func enroll(
        _ slice: ArrivalSlice,
        language: Language,
        changeSet: ChangeSetID,
        in session: Session
    ) throws {
        try session.run(PeopleSQL.insertPersons, slice.batch, slice.after, slice.through, session.now)
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

    /// Visits the national ids of the arrivals of a batch, in the order in which they are filed.
    public func nationalIDs(
        of batch: RosterID,
        in session: Session,
        visit: (ArrivalKey) throws -> Void
    ) throws {
        try session.each(PeopleSQL.nationalIDsOfArrivals, batch) { try visit(try ArrivalKey.bytes($0)) }
    }

    /// Files national ids of arrivals, and says which of them are somebody's. From then on everybody else's are theirs, be
    /// they made (`enroll`) only later.
    ///
    /// As those of a part are in order, imports of the same people at once follow one another.
    public func file(
        nationalIDs: [ArrivalKey],
        in session: Session
    ) throws -> [(source: SourceID, person: PersonID)] {
        let kept = try session.runEachCounting(PeopleSQL.claimNationalID, nationalIDs) { key, arguments in
            arguments = [key.key, key.source.value]
        }
        guard kept < nationalIDs.count else { return [] }
        let holders = try nationalIDs.map { key in
            try session.ask(PeopleSQL.personOfNationalID, key.key) { try $0[0] as PersonID }
        }
        var known: [(source: SourceID, person: PersonID)] = []
        for (key, holder) in zip(nationalIDs, holders) {
            guard let person = try holder.get().first, person.bits != key.source.bits else { continue }
            known.append((key.source, person))
        }
        return known
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
                isMade: false,
                isFound: false
            )
        }
        for change in changed { try giveNationalID(change, changeSet: changeSet, in: session) }
        try session.runEach(PeopleSQL.supersedeProfiles, changes) { change, arguments in
            arguments = [change.source.value, changeSet.value]
        }
        try write(changed, changeSet: changeSet, in: session)
    }

    /// Moves the end of what a source claims (`Arrival.claimedUntil`): earlier, later or to now.
    public func limitClaim(of source: SourceID, until end: Instant, in session: Session) throws {
        try session.run(PeopleSQL.limitClaim, source, end)
    }

    /// What a source says, and about whom.
    private struct Enrolled {
        let arrival: Arrival
        let person: PersonID
        let index: [UInt8]?
        /// Whether the person is made now.
        let isMade: Bool
        /// Whether the national id is known to be somebody's.
        let isFound: Bool
    }

    /// Makes those who are new, and those whose national id is filed by an import that hasn't made them yet.
    private func make(_ people: [Enrolled], in session: Session) throws {
        let found = people.filter { !$0.isMade && $0.isFound && $0.arrival.person == nil }
        let new = people.filter(\.isMade)
        try session.runEach(PeopleSQL.insertPerson, (found + new).sorted { $0.person < $1.person }) {
            enrolled,
            arguments in
            arguments = [enrolled.person.value, session.now.value]
            arguments += try nationalID(of: enrolled) ?? [.null, .null, .null]
        }
        let numbered = new.filter { $0.index != nil }
        let kept = try session.runEachCounting(PeopleSQL.claimNationalID, numbered) { enrolled, arguments in
            arguments = [enrolled.index.value, enrolled.person.value]
        }
        // Another import has made the same person since we looked: run again, it is found.
        guard kept == numbered.count else { throw StoreFailure.overtaken }
    }

    /// Keeps the first national id that is known of a person; who has one keeps it, and a number that is another's stays
    /// theirs.
    private func giveNationalID(_ enrolled: Enrolled, changeSet: ChangeSetID, in session: Session) throws {
        guard let number = try nationalID(of: enrolled) else { return }
        guard try session.runCounting(PeopleSQL.setNationalID, enrolled.person, number[0], number[1], number[2]) == 1
        else { return }
        let kept = try session.runCounting(PeopleSQL.claimNationalID, number[0], enrolled.person)
        guard kept == 1 else { throw StoreFailure.overtaken }
        guard changeSet != ChangeSet.immediate else { return }
        try session.run(NationalIDSQL.keepGiven, changeSet, enrolled.person, number[0], number[1], number[2])
    }

    /// The last columns of `person`.
    private func nationalID(of enrolled: Enrolled) throws -> [Value]? {
        guard let id = enrolled.arrival.nationalID, let index = enrolled.index else { return nil }
        return [index.value, try seal(id).value, id.country.value]
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
                session.now,
                arrival.claimedUntil
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
