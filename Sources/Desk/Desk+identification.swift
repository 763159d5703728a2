import Kernel
import Partners
import People
import Secrets
import Store

/// Who was found, and with which step of the rotating code.
struct Identified {
    let person: PersonID
    let step: Int64?
}

extension Desk {
    /// Who fits what was typed. Only an account's holder is found: `.notActivated` says that everything fits one who
    /// has none, and `.noSuchMember` anything else.
    ///
    /// - Parameter person: set as soon as it is clear who is meant, for the log, also when it is refused.
    func identify(
        _ proof: VerificationRequest.Proof,
        at location: DeskLocation,
        person: inout PersonID?,
        in session: Session
    ) throws -> Identified {
        switch proof {
        case .card(let number, let code):
            guard let holder = try people.cardHolder(number, in: session) else { throw DeskFailure.noSuchMember }
            person = holder.person
            guard let step = holder.secret.step(of: code.filter { !$0.isWhitespace }, at: session.now) else {
                throw DeskFailure.codeInvalid
            }
            return Identified(person: holder.person, step: step)
        case .document(let phone, let number):
            return try only(phone, at: location, &person, in: session) { candidate in
                try people.matches(candidate, document: number, in: session)
            }
        case .seen(let phone, let familyName, let birthDate, let documentSeen):
            guard documentSeen else { throw DeskFailure.documentNotSeen }
            let words = familyName.foldedWords
            return try only(phone, at: location, &person, in: session) { candidate in
                // Whoever has a number on record is found by it alone: the weaker way mustn't get round it.
                try !words.isEmpty && !people.hasDocumentOnRecord(candidate, in: session)
                    && name(of: candidate, in: session)?.family.foldedWords == words
                    && people.birthDate(of: candidate, in: session) == birthDate
            }
        }
    }

    /// The only person with that phone whom the rest fits, and who is activated.
    private func only(
        _ typed: String,
        at location: DeskLocation,
        _ person: inout PersonID?,
        in session: Session,
        fits: (PersonID) throws -> Bool
    ) throws -> Identified {
        guard let phone = try? PhoneNumber(reading: typed, country: DeskRules.country(of: location.zone)) else {
            throw DeskFailure.noSuchMember
        }
        let candidates = try people.candidates(phone: phone, in: session)
        let fitting = try candidates.filter(fits)
        person = fitting.count == 1 ? fitting.first : candidates.count == 1 ? candidates.first : nil
        guard fitting.count == 1, let found = fitting.first else { throw DeskFailure.noSuchMember }
        guard try people.isActivated(found, in: session) else { throw DeskFailure.notActivated }
        return Identified(person: found, step: nil)
    }
}
