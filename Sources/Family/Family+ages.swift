import Employers
public import Kernel
import Messaging
import People
public import Store

// B29: a child has no account; whoever has the add-on deducted acts for it, until it is of age.

extension Family {
    /// The children who are of age by now and still to be invited; at most 100.
    public func dueOfAge(in session: Session) throws -> [PersonID] {
        try session.all(FamilySQL.dueOfAge, session.now, FamilyRules.dueLimit) { try $0[0] as PersonID }
    }

    /// Invites somebody who has come of age to activate, and tells the employee, whose acting for them has ended; asks the
    /// employee for a contact where none is known. Nobody, where the add-on is over. Doing it again changes nothing.
    public func comeOfAge(_ person: PersonID, in session: Session) throws {
        guard let known = try comingOfAge(person, in: session) else { return }
        try session.lock(try requestOf(known.addOn, in: session).employer)
        // Meanwhile somebody may have given other contacts, or have done it.
        guard let due = try comingOfAge(person, in: session) else { return }
        try session.run(FamilySQL.endComingOfAge, person)
        let request = try requestOf(due.addOn, in: session)
        guard let addOn = request.addOn else { throw FamilyFailure.noSuchAddOn }
        let today = try employers.today(of: addOn.employer, in: session)
        guard addOn.until.map({ $0 > today }) ?? true else { return }
        guard due.contacts.preferred != nil else { return try tellOfAgeWithoutContact(request, in: session) }
        try reach(addOn, of: request, by: due.contacts, in: session)
        try invite(request, addOn, by: due.contacts, in: session)
        try tellOfAge(request, in: session)
    }

    /// The member says how to reach a family member without an account: an adult is written to at once how to activate, a child
    /// once it is of age.
    ///
    /// Throws `noSuchAddOn` for another member's, `addOnEnded`, `contactMissing`, `emailInvalid`, `phoneInvalid`,
    /// `alreadyActivated`, `tooManyContacts`.
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
        guard addOn.until.map({ $0 > today && $0 > addOn.startsOn }) ?? true else { throw FamilyFailure.addOnEnded }
        let contacts = try contacts(email: email, phone: phone, country: employer.country)
        guard contacts.preferred != nil else { throw FamilyFailure.contactMissing }
        try session.lock(addOn.person)
        guard try !people.isActivated(addOn.person, in: session) else { throw FamilyFailure.alreadyActivated }
        guard try session.runCounting(FamilySQL.countContacts, id, FamilyRules.contactsLimit) == 1 else {
            throw FamilyFailure.tooManyContacts
        }
        let sealed = try contacts.sealed(vault)
        guard try session.runCounting(FamilySQL.setContactsOfChild, addOn.person, sealed.email, sealed.phone) == 0
        else { return addOn }
        try reach(addOn, of: request, by: contacts, in: session)
        try invite(request, addOn, by: contacts, in: session)
        return addOn
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
        try people.setGuardian(request.member, of: addOn.person, until: ofAge, in: session)
        let sealed = try contacts.sealed(vault)
        try session.run(FamilySQL.awaitAge, addOn.person, addOn.id, ofAge, sealed.email, sealed.phone)
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
