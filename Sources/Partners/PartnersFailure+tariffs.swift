import Kernel

extension PartnersFailure {
    /// What a refusal about tariffs says.
    var tariffMessage: Message {
        switch self {
        case .tariffDayInvalid:
            Message(
                en: "A tariff begins in one of the years {first} to {last}.",
                ro: "Un tarif începe în unul dintre anii {first}–{last}."
            ).with(["first": String(TariffRules.years.lowerBound), "last": String(TariffRules.years.upperBound)])
        case .priceInvalid(let service):
            Message(
                en: "The price of {service} is from 0 to {limit} minor units.",
                ro: "Prețul pentru {service} este între 0 și {limit} de unități minore."
            ).with(["service": service.text, "limit": String(TariffRules.priceLimit)])
        case .serviceDuplicate(let service):
            Message(
                en: "A tariff names each service once; {service} is there twice.",
                ro: "Un tarif numește fiecare serviciu o singură dată; {service} apare de două ori."
            ).with(["service": service.text])
        case .currencyMismatch(let expected):
            Message(
                en: "This partner is paid in {currency}; name every price in it.",
                ro: "Acest partener este plătit în {currency}; indicați toate prețurile în această monedă."
            ).with(["currency": expected.code])
        case .periodClosed(let openFrom):
            Message(
                en: "Days before {day} are settled. Set the tariff from {day} or later.",
                ro: "Zilele dinainte de {day} sunt decontate. Stabiliți tariful de la {day} sau mai târziu."
            ).with(["day": openFrom.description])
        case .seedUnknownPartner(let code):
            Message(
                en: "tariffs.json: there is no partner {code}. Nothing was loaded.",
                ro: "tariffs.json: nu există partenerul {code}. Nu s-a încărcat nimic."
            ).with(["code": code.text])
        default: Message(en: "Name at least one service with its price.", ro: "Indicați cel puțin un serviciu cu preț.")
        }
    }
}
