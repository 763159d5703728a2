public import Kernel

/// Why a month of a partner's visits can't be closed.
public enum SettlementFailure: Failure, Hashable {
    /// The month isn't over at every location.
    case tooEarly(closableFrom: Day)
    /// Months are closed in order, and another one is next.
    case outOfOrder(next: Month)
    /// Before that month the partner can't have anything to settle.
    case nothingToSettle(first: Month)
    /// A service was given on a day on which no tariff has it.
    case tariffMissing(ServiceCode, from: Day)
    /// The credits of the visits aren't what the ledger moved to the location.
    case ledgerDiffers(location: PartnerCode, counted: CreditAmount, posted: CreditAmount)

    public var code: String {
        switch self {
        case .tooEarly: "period-too-early"
        case .outOfOrder: "period-out-of-order"
        case .nothingToSettle: "nothing-to-settle"
        case .tariffMissing: "tariff-missing"
        case .ledgerDiffers: "ledger-differs"
        }
    }

    public var kind: FailureKind { .conflict }

    public var message: Message {
        switch self {
        case .tooEarly(let day):
            Message(
                en: "The month can be closed from {day} on, when it is over at every location.",
                ro: "Luna se poate închide începând cu {day}, când s-a încheiat la toate locațiile."
            ).with(["day": day.description])
        case .outOfOrder(let next):
            Message(
                en: "A partner's months are closed in order. Close {month} next.",
                ro: "Lunile unui partener se închid în ordine. Închideți mai întâi {month}."
            ).with(["month": next.description])
        case .nothingToSettle(let first):
            Message(
                en: "The partner has nothing to settle before {month}. It is the first month that can be closed.",
                ro: "Partenerul nu are nimic de decontat înainte de {month}. Este prima lună care se poate închide."
            ).with(["month": first.description])
        case .tariffMissing(let service, let day):
            Message(
                en: "{service} has no tariff on {day}. Set one from that day on, then close the month.",
                ro: "{service} nu are tarif la {day}. Stabiliți unul de la acea zi, apoi închideți luna."
            ).with(["service": service.text, "day": day.description])
        case .ledgerDiffers(let location, let counted, let posted):
            Message(
                en: """
                    The visits at {location} come to {counted} credits, but the ledger moved {posted}. Nothing was closed; \
                    run `carnet ledger verify`.
                    """,
                ro: """
                    Vizitele de la {location} însumează {counted} credite, dar registrul a mutat {posted}. Nu s-a închis \
                    nimic; rulați `carnet ledger verify`.
                    """
            ).with(["location": location.text, "counted": counted.description, "posted": posted.description])
        }
    }
}
