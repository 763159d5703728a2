public import Kernel

/// What the ledger refuses.
public enum CreditsFailure: Failure, Hashable {
    /// The grants that still count don't suffice.
    case creditsInsufficient
    /// The debit has been given back already.
    case alreadyReturned
    /// There is no such debit.
    case noSuchEntry
    /// Nothing, or less, was to be moved.
    case amountNotPositive
    /// Another seal has begun since.
    case sealOvertaken
    /// A correction of nothing, or of too much.
    case correctionInvalid
    /// A correction without a reason.
    case reasonMissing
    /// The reason is too long.
    case reasonTooLong
    /// Who asked for a correction can't be the one who approves it.
    case ownCorrection
    /// A correction that was refused isn't approved any more.
    case correctionRefused
    /// A correction that was approved isn't refused any more.
    case correctionApproved

    public var code: String {
        switch self {
        case .creditsInsufficient: "credits-insufficient"
        case .alreadyReturned: "already-cancelled"
        case .noSuchEntry: "not-found"
        case .amountNotPositive: "amount-invalid"
        case .sealOvertaken: "seal-overtaken"
        case .correctionInvalid: "credits-invalid"
        case .reasonMissing: "reason-missing"
        case .reasonTooLong: "reason-too-long"
        case .ownCorrection: "own-correction"
        case .correctionRefused: "correction-refused"
        case .correctionApproved: "correction-approved"
        }
    }

    public var kind: FailureKind {
        switch self {
        case .creditsInsufficient, .alreadyReturned, .sealOvertaken, .ownCorrection, .correctionRefused,
            .correctionApproved:
            .conflict
        case .noSuchEntry: .notFound
        case .amountNotPositive, .correctionInvalid, .reasonMissing, .reasonTooLong: .invalid
        }
    }

    public var matter: Matter? { self == .creditsInsufficient ? .member : nil }

    public var message: Message {
        switch self {
        case .creditsInsufficient:
            Message(
                en: "The member doesn't have enough credits for this.",
                ro: "Membrul nu are suficiente credite pentru aceasta."
            )
        case .alreadyReturned:
            Message(
                en: "These credits have been given back already.",
                ro: "Aceste credite au fost deja returnate."
            )
        case .noSuchEntry:
            Message(en: "There is no such movement of credits.", ro: "Nu există o astfel de mișcare de credite.")
        case .amountNotPositive:
            Message(
                en: "The number of credits must be above zero.",
                ro: "Numărul de credite trebuie să fie peste zero."
            )
        case .sealOvertaken:
            Message(
                en: "Another seal of the ledger was begun meanwhile. Use its root, or seal again.",
                ro: "Între timp a început o altă sigilare a registrului. Folosiți rădăcina ei sau sigilați din nou."
            )
        case .correctionInvalid:
            Message(
                en: "A correction gives or takes from 1 to {limit} credits.",
                ro: "O corecție adaugă sau scade între 1 și {limit} credite."
            ).with(["limit": String(Correction.mostCredits)])
        case .reasonMissing: Message(en: "Say why: the member reads it.", ro: "Indicați motivul: membrul îl citește.")
        case .reasonTooLong:
            Message(
                en: "The reason has at most {limit} characters.",
                ro: "Motivul are cel mult {limit} de caractere."
            ).with(["limit": String(Correction.reasonCharacters)])
        case .correctionRefused:
            Message(
                en: "This correction was refused. Ask for another one.",
                ro: "Această corecție a fost refuzată. Cereți alta."
            )
        case .correctionApproved:
            Message(
                en: "This correction was approved, and the credits have moved. Ask for one that moves them back.",
                ro: "Această corecție a fost aprobată, iar creditele s-au mutat. Cereți una care le mută înapoi."
            )
        case .ownCorrection:
            Message(
                en: "You asked for this correction yourself. A colleague must approve it.",
                ro: "Ați cerut chiar dumneavoastră această corecție. Un coleg trebuie să o aprobe."
            )
        }
    }
}
