import Employers
import Entitlements
import Kernel
import People
import Store

extension Family {
    /// Makes the family member known to People, with the add-on as the source.
    func enroll(
        _ request: FamilyRequest,
        source: SourceID,
        as known: PersonID?,
        contacts: FamilyContacts,
        country: Country,
        in session: Session
    ) throws -> PersonID {
        let arrival = try arrival(request, source: source, as: known, contacts: contacts, country: country)
        let persons = try people.enroll([arrival], changeSet: ChangeSet.immediate, in: session)
        guard let person = persons.first else { throw FamilyFailure.noSuchRequest }
        return person
    }

    /// Tells People how to reach a family member who is known to it, in place of what the add-on said before.
    func reach(_ addOn: AddOn, of request: FamilyRequest, by contacts: FamilyContacts, in session: Session) throws {
        let country = try employers.employer(addOn.employer, in: session).country
        let (source, person) = (addOn.source, addOn.person)
        let change = try arrival(request, source: source, as: person, contacts: contacts, country: country)
        try people.describe([change], changeSet: ChangeSet.immediate, in: session)
        try keepContacts(of: addOn, in: session)
    }

    /// What an add-on says about its family member.
    private func arrival(
        _ request: FamilyRequest,
        source: SourceID,
        as known: PersonID?,
        contacts: FamilyContacts,
        country: Country
    ) throws -> Arrival {
        Arrival(
            source: source,
            person: known,
            givenName: request.givenName,
            familyName: request.familyName,
            birthDate: request.birthDate,
            email: try contacts.email.map { text throws(IdentifierFailure) in try EmailAddress(reading: text) },
            phone: try contacts.phone.map { text throws(IdentifierFailure) in
                try PhoneNumber(reading: text, country: country)
            },
            language: request.consent.language,
            claimedUntil: Self.endless
        )
    }

    /// The end of what has none yet.
    private static var endless: Instant { Instant(microseconds: .max) }

    /// Lets go of the family member's contacts when the add-on ends; at once when it never began.
    func keepContacts(of addOn: AddOn, in session: Session) throws {
        let zone = try employers.employer(addOn.employer, in: session).zone
        let end = addOn.until.map { $0 == addOn.startsOn ? session.now : zone.start(of: $0) }
        try people.limitClaim(of: addOn.source, until: end ?? Self.endless, in: session)
    }

    /// Covers the family member from the add-on's start to its end.
    func cover(_ addOn: AddOn, in session: Session) throws {
        guard addOn.until != addOn.startsOn else { return }
        let coverage = NewCoverage(
            person: addOn.person,
            source: addOn.source,
            sponsor: addOn.employer,
            package: addOn.package,
            from: addOn.startsOn,
            until: addOn.until
        )
        try entitlements.cover([coverage], changeSet: ChangeSet.immediate, in: session)
    }

    /// Moves the end of the coverage, and of what the family member is reached by, to where the add-on's is now: earlier,
    /// later or nowhere.
    func follow(_ addOn: AddOn, in session: Session) throws {
        try keepContacts(of: addOn, in: session)
        try entitlements.reopen(addOn.source, changeSet: ChangeSet.immediate, in: session)
        // An end before the beginning had left nothing to reopen.
        try cover(addOn, in: session)
        guard let until = addOn.until else { return }
        try entitlements.endCoverage(of: addOn.source, until: until, changeSet: ChangeSet.immediate, in: session)
    }

    /// A package's name as people know it; its code where the catalogue has none.
    func packageName(_ code: PackageCode, in language: Language, in session: Session) throws -> String {
        try entitlements.package(code, in: session)?.name.text(in: language) ?? code.text
    }
}
