public import Kernel

/// Why an act on an employer's account or its employments is refused.
public enum EmployersFailure: Failure, Hashable {
    /// There is no such employer, or it is another tenant's.
    case noSuchEmployer
    /// There is no such employment, or it is another tenant's.
    case noSuchEmployment
    /// Another employer has that code.
    case employerCodeTaken
    /// A name is missing or too long.
    case employerNameInvalid
    /// There is another agreement from that very day; says whether it can be replaced.
    case agreementExists(mayBeReplaced: Bool)
    /// A price is below zero or in another currency, or there is none at all.
    case priceInvalid
    /// The catalogue has no such package.
    case noSuchPackage
    /// Neither e-mail address nor phone: the person needs a printed slip.
    case noContact
    /// A suspension says why, in at most 500 characters.
    case suspensionReasonInvalid
    /// The day is past, at the employer's.
    case dayPast
    /// There is a suspension that nobody has lifted.
    case alreadySuspended
    /// There is no suspension to be lifted.
    case notSuspended
    /// A cursor that no page gave.
    case cursorInvalid

    public var code: String {
        switch self {
        case .noSuchEmployer: "no-such-employer"
        case .noSuchEmployment: "no-such-employment"
        case .employerCodeTaken: "employer-code-taken"
        case .employerNameInvalid: "employer-name-invalid"
        case .agreementExists: "agreement-exists"
        case .priceInvalid: "price-invalid"
        case .noSuchPackage: "no-such-package"
        case .noContact: "no-contact"
        case .suspensionReasonInvalid: "suspension-reason-invalid"
        case .dayPast: "day-past"
        case .alreadySuspended: "already-suspended"
        case .notSuspended: "not-suspended"
        case .cursorInvalid: "cursor-invalid"
        }
    }

    public var kind: FailureKind {
        switch self {
        case .noSuchEmployer, .noSuchEmployment: .notFound
        case .employerCodeTaken, .agreementExists, .noContact, .alreadySuspended, .notSuspended: .conflict
        case .employerNameInvalid, .priceInvalid, .noSuchPackage, .suspensionReasonInvalid, .dayPast, .cursorInvalid:
            .invalid
        }
    }

    public var message: Message {
        switch self {
        case .noSuchEmployer:
            Message(en: "There is no such employer.", ro: "Nu există un astfel de angajator.")
        case .noSuchEmployment:
            Message(en: "There is no such employee.", ro: "Nu există un astfel de angajat.")
        case .employerCodeTaken:
            Message(
                en: "Another employer has this code. Choose another one.",
                ro: "Alt angajator are acest cod. Alegeți altul."
            )
        case .employerNameInvalid:
            Message(
                en: "An employer's name has 1 to 200 characters.",
                ro: "Numele unui angajator are între 1 și 200 de caractere."
            )
        case .agreementExists(mayBeReplaced: true):
            Message(
                en: """
                    There is already another agreement from that day. It hasn't begun: replace it with --replace, or choose \
                    another day.
                    """,
                ro: """
                    Există deja un alt acord din acea zi. Nu a început încă: înlocuiți-l cu --replace sau alegeți altă zi.
                    """
            )
        case .agreementExists(mayBeReplaced: false):
            Message(
                en: """
                    There is already another agreement from that day. It has begun, or payroll is closed or a family add-on was \
                    agreed to by it, so it stays. Choose another day.
                    """,
                ro: """
                    Există deja un alt acord din acea zi. A început sau, pe baza lui, o lună de salarizare este închisă ori un \
                    abonament pentru familie a fost acceptat, deci rămâne. Alegeți altă zi.
                    """
            )
        case .priceInvalid:
            Message(
                en: "An agreement has at least one price; prices are in the employer's currency and not below zero.",
                ro: "Un acord are cel puțin un preț; prețurile sunt în moneda angajatorului și nu sunt negative."
            )
        case .noSuchPackage:
            Message(en: "The catalogue has no such package.", ro: "Catalogul nu are un astfel de pachet.")
        case .noContact:
            Message(
                en: "Neither an e-mail address nor a phone number is known. Print a slip instead.",
                ro: "Nu se cunoaște nici adresa de e-mail, nici telefonul. Tipăriți un bilet de activare."
            )
        case .suspensionReasonInvalid:
            Message(
                en: "Say why, in 1 to 500 characters, none of which steers a terminal or turns text round.",
                ro:
                    "Spuneți de ce, în 1 până la 500 de caractere, fără caractere de control sau de schimbare a direcției textului."
            )
        case .dayPast:
            Message(
                en: "That day is past. Name today or a later one.",
                ro: "Ziua aceea a trecut. Alegeți ziua de azi sau una de mai târziu."
            )
        case .alreadySuspended:
            Message(
                en: "The employer is suspended already, or will be. Lift that suspension first.",
                ro: "Angajatorul este deja suspendat sau urmează să fie. Ridicați întâi acea suspendare."
            )
        case .notSuspended:
            Message(en: "The employer isn't suspended.", ro: "Angajatorul nu este suspendat.")
        case .cursorInvalid:
            Message(en: "The cursor isn't from this list.", ro: "Cursorul nu este al acestei liste.")
        }
    }
}
