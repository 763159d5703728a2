/// Why a text isn't one of this room's values; each follows the name of a field and a colon.
public enum KernelMessages {
    /// Of a `Day`.
    public static let notDay = Message(en: "not a day like 2026-11-20", ro: "nu este o zi ca 2026-11-20")
    /// Of a `Month`.
    public static let notMonth = Message(en: "not a month like 2026-11", ro: "nu este o lună ca 2026-11")
    /// Of an `Instant`.
    public static let notInstant = Message(
        en: "not an RFC 3339 instant in UTC",
        ro: "nu este un moment RFC 3339 în UTC"
    )
    /// Of a `Country`.
    public static let notCountry = Message(en: "not an ISO 3166-1 code", ro: "nu este un cod ISO 3166-1")
    /// Of a `Currency`.
    public static let notCurrency = Message(
        en: "not the ISO 4217 code of a currency in use",
        ro: "nu este codul ISO 4217 al unei monede în circulație"
    )
    /// Of a `Zone`.
    public static let notZone = Message(en: "not an IANA time zone", ro: "nu este un fus orar IANA")
    /// Of a `Code`.
    public static let notCode = Message(
        en: "not a code: 1 to 64 letters, digits, - _ .",
        ro: "nu este un cod: 1 până la 64 de litere, cifre, - _ ."
    )
    /// Of a `WholeNumber`.
    public static let notWholeNumber = Message(en: "not a whole number", ro: "nu este un număr întreg")
    /// Of an `ID` whose outside form has that prefix.
    public static func notIdentifier(_ prefix: String) -> Message {
        Message(en: "not a {prefix}_ identifier", ro: "nu este un identificator {prefix}_").with(["prefix": prefix])
    }
}
