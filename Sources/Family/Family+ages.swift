import Employers
public import Kernel
import Messaging
import People
public import Store

// B29: a child has no account; whoever has the add-on deducted acts for it, until it is of age.

extension Family {
    /// The children who are of age by now and still to be invited; at most `FamilyRules.dueLimit`.
    public func dueOfAge(in session: Session) throws -> [PersonID] {
        try session.all(FamilySQL.dueOfAge, session.now, FamilyRules.dueLimit) { try $0[0] as PersonID }
    }

    /// Invites somebody who has come of age to activate, and tells the employee, whose acting for them has ended; asks the
    /// employee for a contact where none is known that is the person's own. Nobody, where the add-on is over. Doing it again changes nothing.
    public func comeOfAge(_ person: PersonID, in session: Session) throws {
        guard let known = try comingOfAge(person, in: session) else { return }
        try session.lock(try requestOf(known.addOn, in: session).employer)
        try session.lock(person)
        // Meanwhile somebody may have given other contacts, or have done it.
        guard let due = try comingOfAge(person, in: session) else { return }
        try session.run(FamilySQL.endComingOfAge, person)
        let request = try requestOf(due.addOn, in: session)
        guard let addOn = request.addOn else { throw FamilyFailure.noSuchAddOn }
        let today = try employers.today(of: addOn.employer, in: session)
        guard !addOn.isOver(on: today) else { return }
        let contacts = try own(due.contacts, of: person, request, on: today, in: session)
        guard contacts.preferred != nil else { return try tellOfAgeWithoutContact(request, in: session) }
        try reach(addOn, of: request, by: contacts, in: session)
        try invite(request, addOn, by: contacts, in: session)
        try tellOfAge(request, in: session)
    }

    /// The member says how to reach a family member without an account: an adult is written to at once how to activate, a child
    /// once it is of age.
    ///
    /// Throws `noSuchAddOn` for another member's, `addOnEnded`, `contactMissing`, `emailInvalid`, `phoneInvalid`,
    /// `contactOfFamily`, `alreadyActivated`, `tooManyContacts`.
    @discardableResult
    public func setContacts(
        of id: AddOnID,
        email: String?,
        phone: String?,
        by member: PersonID,
        in session: Session
    ) throws -> AddOn {
        try session.lock(try requestOf(id, in: session).employer)
        let request = try requestOf(id, in: session)
        guard request.member == member, let addOn = request.addOn else { throw FamilyFailure.noSuchAddOn }
        let employer = try employers.employer(addOn.employer, in: session)
        let today = employer.zone.day(at: session.now)
        guard !addOn.isOver(on: today) else { throw FamilyFailure.addOnEnded }
        let contacts = try contacts(email: email, phone: phone, country: employer.country)
        guard contacts.preferred != nil else { throw FamilyFailure.contactMissing }
        try session.lock(addOn.person)
        let usable = try own(contacts, of: addOn.person, request, on: today, in: session)
        guard usable == contacts else { throw FamilyFailure.contactOfFamily }
        guard try !people.isActivated(addOn.person, in: session) else { throw FamilyFailure.alreadyActivated }
        let sealed = try contacts.sealed(vault)
        guard try session.runCounting(FamilySQL.setContactsOfChild, addOn.person, sealed.email, sealed.phone) == 0,
            try self.contacts(of: addOn, in: session) != contacts
        else { return addOn }
        guard try session.runCounting(FamilySQL.countContacts, id, FamilyRules.contactsLimit) == 1 else {
            throw FamilyFailure.tooManyContacts
        }
        try reach(addOn, of: request, by: contacts, in: session)
        try invite(request, addOn, by: contacts, in: session)
        return addOn
    }

    /// Tells the employee whose add-on goes on after all that its family member has come of age meanwhile, and can't be reached.
    func tellOfAgeMeanwhile(_ request: FamilyRequest, _ addOn: AddOn, in session: Session) throws {
        let today = try employers.today(of: addOn.employer, in: session)
        guard !isChild(request, on: today), try !people.isActivated(addOn.person, in: session),
            try contacts(of: addOn, in: session).preferred == nil,
            try session.first(FamilySQL.isAwaited, addOn.person, read: { _ in true }) == nil
        else { return }
        try tellOfAgeWithoutContact(request, in: session)
    }

    /// By what People reaches the family member, as far as the add-on says so.
    private func contacts(of addOn: AddOn, in session: Session) throws -> FamilyContacts {
        let (email, phone) = try people.contacts(of: addOn.source, in: session)
        return FamilyContacts(email: email, phone: phone)
    }

    /// Whether a family member is a child on a day.
    func isChild(_ request: FamilyRequest, on day: Day) -> Bool {
        day < request.birthDate.birthday(FamilyRules.fullAge)
    }

    /// Makes the employee the guardian of a child, and keeps how to reach the child for when it is of age.
    func setGuardian(
        of addOn: AddOn,
        _ request: FamilyRequest,
        contacts: FamilyContacts,
        at employer: Employer,
        in session: Session
    ) throws {
        let ofAge = employer.zone.start(of: request.birthDate.birthday(FamilyRules.fullAge))
        let start = try guardianOfAge(request, at: employer, in: session) ?? session.now
        try people.setGuardian(request.member, of: addOn.person, from: start, until: ofAge, in: session)
        let sealed = try contacts.sealed(vault)
        try session.run(FamilySQL.awaitAge, addOn.person, addOn.id, ofAge, sealed.email, sealed.phone)
    }

    /// When an employee who is a child, too, is of age; nil for who is.
    func guardianOfAge(_ request: FamilyRequest, at employer: Employer, in session: Session) throws -> Instant? {
        guard let birthDate = try people.birthDate(of: request.member, in: session) else { return nil }
        let ofAge = employer.zone.start(of: birthDate.birthday(FamilyRules.fullAge))
        return ofAge > session.now ? ofAge : nil
    }

    /// Of contacts, those by which the family member can activate: not what is the employee's, or another's of the family.
    ///
    /// What is a stranger's stays, since whoever asks mustn't learn that it is: nothing but an invitation goes there.
    func own(
        _ contacts: FamilyContacts,
        of person: PersonID?,
        _ request: FamilyRequest,
        on today: Day,
        in session: Session
    ) throws -> FamilyContacts {
        func isFree(_ identifier: Identifier) throws -> Bool {
            try people.owners(of: identifier, in: session).allSatisfy { owner in
                guard owner != person else { return true }
                guard owner != request.member else { return false }
                return try session.first(FamilySQL.isFamily, request.member, owner, today, read: { _ in true }) == nil
            }
        }
        return FamilyContacts(
            email: try contacts.email.flatMap { try isFree(.email(EmailAddress(reading: $0))) ? $0 : nil },
            phone: try contacts.phone.flatMap {
                try isFree(.phone(PhoneNumber(reading: $0, country: .romania))) ? $0 : nil
            }
        )
    }

    private func comingOfAge(
        _ person: PersonID,
        in session: Session
    ) throws -> (addOn: AddOnID, contacts: FamilyContacts)? {
        try session.first(FamilySQL.comingOfAge, person, session.now) { row in
            (try row[0], try FamilyContacts(opening: (try row[1], try row[2]), vault))
        }
    }
}
