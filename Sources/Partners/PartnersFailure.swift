public import Kernel

/// What this room refuses.
public enum PartnersFailure: Failure, Hashable {
    /// There is no such partner.
    case noSuchPartner
    /// A cursor that no page of this question gave.
    case cursorInvalid
    /// A tariff from a day that can't be meant.
    case tariffDayInvalid
    /// A tariff without prices.
    case pricesMissing
    /// A price below zero, or beyond anybody's.
    case priceInvalid(ServiceCode)
    /// A tariff names a service twice.
    case serviceDuplicate(ServiceCode)
    /// A tariff in another currency than the partner's.
    case currencyMismatch(expected: Currency)
    /// A tariff from a day that is settled.
    case periodClosed(openFrom: Day)
    /// The seed has tariffs of a partner that isn't there.
    case seedUnknownPartner(PartnerCode)
    /// The seed refers to a code that the catalogue doesn't have.
    case seedUnknownCode(location: PartnerCode, field: String, code: String)
    /// The seed has a partner or a location twice.
    case seedDuplicate(code: PartnerCode)
    /// The seed gives a partner a location that is another's: its visits and its account stay with whose they are.
    case seedLocationElsewhere(PartnerCode)
    /// A place or a time of the seed can't be right.
    case seedValueInvalid(location: PartnerCode, field: String, value: String)

    public var code: String {
        switch self {
        case .noSuchPartner: "not-found"
        case .cursorInvalid: "cursor-invalid"
        case .tariffDayInvalid: "tariff-day-invalid"
        case .pricesMissing: "prices-missing"
        case .priceInvalid: "price-invalid"
        case .serviceDuplicate: "service-duplicate"
        case .currencyMismatch: "currency-mismatch"
        case .periodClosed: "period-closed"
        case .seedUnknownPartner: "seed-unknown-partner"
        case .seedUnknownCode: "seed-unknown-code"
        case .seedDuplicate: "seed-duplicate"
        case .seedLocationElsewhere: "seed-location-elsewhere"
        case .seedValueInvalid: "seed-value-invalid"
        }
    }

    public var kind: FailureKind {
        switch self {
        case .noSuchPartner: .notFound
        case .periodClosed: .conflict
        case .cursorInvalid, .tariffDayInvalid, .pricesMissing, .priceInvalid, .serviceDuplicate, .currencyMismatch,
            .seedUnknownPartner, .seedUnknownCode, .seedDuplicate, .seedLocationElsewhere, .seedValueInvalid:
            .invalid
        }
    }

    public var message: Message {
        switch self {
        case .tariffDayInvalid, .pricesMissing, .priceInvalid, .serviceDuplicate, .currencyMismatch, .periodClosed,
            .seedUnknownPartner:
            tariffMessage
        case .noSuchPartner: Message(en: "There is no such partner.", ro: "Nu există un astfel de partener.")
        case .cursorInvalid:
            Message(en: "The cursor isn't from this list.", ro: "Cursorul nu este al acestei liste.")
        case .seedUnknownCode(let location, let field, let code):
            Message(
                en:
                    "partners.json: {field} of {location} refers to {code}, which the catalogue doesn't have. Nothing was loaded.",
                ro: """
                    partners.json: {field} de la {location} se referă la {code}, care nu există în catalog. Nu s-a \
                    încărcat nimic.
                    """
            ).with(["location": location.text, "field": field, "code": code])
        case .seedDuplicate(let code):
            Message(
                en: "partners.json: the code {code} is there twice. Nothing was loaded.",
                ro: "partners.json: codul {code} apare de două ori. Nu s-a încărcat nimic."
            ).with(["code": code.text])
        case .seedLocationElsewhere(let code):
            Message(
                en: "partners.json: {code} is another partner's location; give it a new code. Nothing was loaded.",
                ro: "partners.json: {code} este locația altui partener; dați-i un cod nou. Nu s-a încărcat nimic."
            ).with(["code": code.text])
        case .seedValueInvalid(let location, let field, let value):
            Message(
                en: "partners.json: {field} of {location} can't be {value}. Nothing was loaded.",
                ro: "partners.json: {field} de la {location} nu poate fi {value}. Nu s-a încărcat nimic."
            ).with(["location": location.text, "field": field, "value": value])
        }
    }
}
