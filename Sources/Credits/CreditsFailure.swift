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

    public var code: String {
        switch self {
        case .creditsInsufficient: "credits-insufficient"
        case .alreadyReturned: "already-cancelled"
        case .noSuchEntry: "not-found"
        case .amountNotPositive: "amount-invalid"
        case .sealOvertaken: "seal-overtaken"
        }
    }

    public var kind: FailureKind {
        switch self {
        case .creditsInsufficient, .alreadyReturned, .sealOvertaken: .conflict
        case .noSuchEntry: .notFound
        case .amountNotPositive: .invalid
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
        }
    }
}
