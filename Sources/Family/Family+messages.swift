import Employers
import Entitlements
import Kernel
import Messaging
import People
import Store

extension Family {
    /// What an approval's message says of the family member besides.
    enum Sequel {
        /// Nothing: an adult who is written to, or has an account.
        case reached
        /// An adult whom nothing reaches that is their own.
        case notReached
        /// A child for whom the employee acts.
        case child
    }

    /// Tells the member that HR said yes, and what comes of it for the family member.
    func tellApproved(_ request: FamilyRequest, _ addOn: AddOn, _ sequel: Sequel, in session: Session) throws {
        let prices = try prices(of: addOn, in: session)
        let text =
            switch sequel {
            case .reached: FamilyMessages.approved
            case .notReached: FamilyMessages.approvedWithoutContact
            case .child: FamilyMessages.approvedForChild
            }
        try tell(request, FamilyMessages.approvedSubject, text, in: session) { language in
            ["start": addOn.startsOn.description, "price": FamilyMessages.text(of: prices, in: language)]
        }
    }

    /// Tells an adult family member how to activate or, with an account, that the add-on is there; nobody without a contact.
    func invite(_ request: FamilyRequest, _ addOn: AddOn, by contacts: FamilyContacts, in session: Session) throws {
        guard let way = contacts.preferred else { return }
        let language = request.consent.language
        let isActivated = try people.isActivated(addOn.person, in: session)
        let text = (isActivated ? FamilyMessages.inAccount : FamilyMessages.invitation).with([
            "member": request.employeeName,
            "package": try packageName(request.package, in: language, in: session),
            "start": addOn.startsOn.description,
        ])
        let draft = Draft(
            channel: way.channel,
            to: way.to,
            subject: way.channel == .email ? FamilyMessages.invitationSubject.text(in: language) : nil,
            text: FamilyRules.withoutCodes(text.text(in: language)),
            priority: .invitation,
            person: addOn.person
        )
        try messaging.post(draft, in: session)
    }

    /// Tells the member that a child is of age, and was written to.
    func tellOfAge(_ request: FamilyRequest, in session: Session) throws {
        try tell(request, FamilyMessages.ofAgeSubject, FamilyMessages.ofAge, in: session) { _ in [:] }
    }

    /// Tells the member that a child is of age, and asks for how to reach it.
    func tellOfAgeWithoutContact(_ request: FamilyRequest, in session: Session) throws {
        try tell(request, FamilyMessages.ofAgeSubject, FamilyMessages.ofAgeWithoutContact, in: session) { _ in [:] }
    }

    /// Tells the member that HR said no, and why.
    func tellRefused(_ request: FamilyRequest, reason: String, in session: Session) throws {
        try tell(request, FamilyMessages.refusedSubject, FamilyMessages.refused, in: session) { _ in
            ["reason": reason]
        }
    }

    /// Tells the member that an add-on ends, when and why.
    func tellEnd(_ request: FamilyRequest, _ addOn: AddOn, in session: Session) throws {
        let text =
            switch (addOn.endReason, addOn.lastDay) {
            case (.left, nil): FamilyMessages.leftBeforeStart
            case (.left, .some): FamilyMessages.left
            case (.price, _): FamilyMessages.endsWithoutConsent
            case (_, nil): FamilyMessages.neverStarted
            case (_, .some): FamilyMessages.ended
            }
        try tell(request, FamilyMessages.endedSubject, text, in: session) { _ in
            ["last": (addOn.lastDay ?? addOn.startsOn).description]
        }
    }

    /// Tells the member that an add-on doesn't end with the employment after all.
    func tellGoesOn(_ request: FamilyRequest, _ addOn: AddOn, in session: Session) throws {
        try tell(request, FamilyMessages.goesOnSubject, FamilyMessages.goesOn, in: session) { language in
            ["price": addOn.price.text(in: language)]
        }
    }

    /// Tells the member of a higher price, and until when to consent to it (B23).
    func tellHigher(_ request: FamilyRequest, _ offer: PriceOffer, in session: Session) throws {
        try tell(request, FamilyMessages.priceSubject, FamilyMessages.priceHigher, in: session) { language in
            [
                "price": offer.price.text(in: language), "from": offer.from.description,
                "last": offer.from.adding(days: -1).description,
            ]
        }
    }

    /// Tells the member of a lower price.
    func tellLower(_ request: FamilyRequest, _ offer: PriceOffer, in session: Session) throws {
        try tell(request, FamilyMessages.priceSubject, FamilyMessages.priceLower, in: session) { language in
            ["price": offer.price.text(in: language), "from": offer.from.description]
        }
    }

    /// Tells the member that a price that was announced won't come, so that no consent is needed.
    func tellUnchanged(_ request: FamilyRequest, _ addOn: AddOn, in session: Session) throws {
        try tell(request, FamilyMessages.priceSubject, FamilyMessages.priceUnchanged, in: session) { language in
            ["price": addOn.price.text(in: language)]
        }
    }

    /// Posts a text about a request to its member, in the member's language. Who has no contact sees it in the
    /// application only.
    private func tell(
        _ request: FamilyRequest,
        _ subject: Message,
        _ text: Message,
        in session: Session,
        values: (Language) -> KeyValuePairs<String, String>
    ) throws {
        guard let way = try contacts(ofMember: request, in: session).preferred else { return }
        let language = try people.language(of: request.member, in: session)
        let filled = text.with(values(language)).with([
            "name": request.name,
            "package": try packageName(request.package, in: language, in: session),
        ])
        let draft = Draft(
            channel: way.channel,
            to: way.to,
            subject: way.channel == .email ? subject.text(in: language) : nil,
            text: FamilyRules.withoutCodes(filled.text(in: language)),
            priority: .news,
            person: request.member
        )
        try messaging.post(draft, in: session)
    }

    /// What the account has proven; the roster's contacts for who hasn't.
    private func contacts(ofMember request: FamilyRequest, in session: Session) throws -> FamilyContacts {
        var contacts = FamilyContacts()
        for identifier in try people.account(of: request.member, in: session)?.identifiers ?? [] {
            switch identifier.kind {
            case .email: contacts.email = identifier.text
            case .phone: contacts.phone = identifier.text
            case .username: break
            }
        }
        guard contacts.preferred == nil else { return contacts }
        let employment = try employers.employment(request.employment, in: session)
        return FamilyContacts(email: employment?.email, phone: employment?.phone)
    }
}

extension Money {
    /// For reading: `35,00 RON`.
    func text(in language: Language) -> String {
        switch language {
        case .ro: text(.comma)
        case .en: text(.point)
        }
    }
}
