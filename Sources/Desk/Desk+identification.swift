import Kernel
import Partners
import People
import Secrets
import Store

/// Who was found, and with which step of the rotating code.
struct Identified {
    /// Whose card or document it was.
    let holder: PersonID
    /// Whom the desk treats: the holder, or a child for whom the holder acts.
    let person: PersonID
    let step: Int64?
}

/// Who it is clear was meant, for the log, also when it is refused.
struct Meant {
    var holder: PersonID?
    var child: PersonID?
}

extension Desk {
    /// Who fits what was typed. Only an account's holder is found: `.notActivated` says that everything fits one who
    /// has none, and `.noSuchMember` anything else; `.noSuchChild`, that the holder has an account and no such child.
    ///
    /// - Parameter meant: set as soon as it is clear who is meant.
    func identify(
        _ request: VerificationRequest,
        at location: DeskLocation,
        meant: inout Meant,
        in session: Session
    ) throws -> Identified {
        let (holder, step) = try holder(request.proof, at: location, &meant.holder, in: session)
        // A card is made at activation.
        let isActivated = try step != nil || people.isActivated(holder, in: session)
        var person = holder
        if let typed = request.child {
            guard let child = try child(typed, of: holder, in: session) else {
                throw isActivated ? DeskFailure.noSuchChild : DeskFailure.noSuchMember
            }
            meant.child = child
            person = child
        }
        guard isActivated else { throw DeskFailure.notActivated }
        return Identified(holder: holder, person: person, step: step)
    }

    /// Whose card or document was shown, and with which step of the code; with an account or without.
    private func holder(
        _ proof: VerificationRequest.Proof,
        at location: DeskLocation,
        _ holder: inout PersonID?,
        in session: Session
    ) throws -> (PersonID, step: Int64?) {
        switch proof {
        case .card(let number, let code):
            guard let known = try people.cardHolder(number, in: session) else { throw DeskFailure.noSuchMember }
            holder = known.person
            guard let step = known.secret.step(of: code.filter { !$0.isWhitespace }, at: session.now) else {
                throw DeskFailure.codeInvalid
            }
            return (known.person, step)
        case .document(let phone, let number):
            let found = try only(phone, at: location, &holder, in: session) { candidate in
                try people.matches(candidate, document: number, in: session)
            }
            return (found, nil)
        case .seen(let phone, let familyName, let birthDate, let documentSeen):
            guard documentSeen else { throw DeskFailure.documentNotSeen }
            let words = familyName.foldedWords
            let found = try only(phone, at: location, &holder, in: session) { candidate in
                // Whoever has a number on record is found by it alone: the weaker way mustn't get round it.
                try !words.isEmpty && !people.hasDocumentOnRecord(candidate, in: session)
                    && name(of: candidate, in: session)?.family.foldedWords == words
                    && people.birthDate(of: candidate, in: session) == birthDate
            }
            return (found, nil)
        }
    }

    /// The only person with that phone whom the rest fits.
    private func only(
        _ typed: String,
        at location: DeskLocation,
        _ holder: inout PersonID?,
        in session: Session,
        fits: (PersonID) throws -> Bool
    ) throws -> PersonID {
        // Who was insured abroad may say the number as it is dialled there.
        let readings = PhoneNumber.readings(of: typed, first: DeskRules.country(of: location.zone))
        var candidates: [PersonID] = []
        for phone in readings {
            candidates += try people.candidates(phone: phone, in: session).filter { !candidates.contains($0) }
        }
        let fitting = try candidates.filter(fits)
        holder = fitting.count == 1 ? fitting.first : candidates.count == 1 ? candidates.first : nil
        guard fitting.count == 1, let found = fitting.first else { throw DeskFailure.noSuchMember }
        return found
    }

    /// The only child for whom a guardian acts whom what was typed fits; of several, the one whose given names are typed
    /// whole.
    private func child(
        _ typed: VerificationRequest.Child,
        of guardian: PersonID,
        in session: Session
    ) throws -> PersonID? {
        let (given, family) = (typed.givenName.foldedWords, typed.familyName.foldedWords)
        var fitting = try people.children(of: guardian, in: session).compactMap { child in
            try people.birthDate(of: child, in: session) == typed.birthDate
                ? try name(of: child, in: session).map { (person: child, given: $0.given.foldedWords, name: $0) } : nil
        }.filter { child in
            !given.isEmpty && Set(given).isSubset(of: child.given) && child.name.family.foldedWords == family
        }
        if fitting.count > 1 { fitting = fitting.filter { $0.given == given } }
        return fitting.count == 1 ? fitting.first?.person : nil
    }
}
