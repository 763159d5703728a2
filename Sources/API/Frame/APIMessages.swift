import Kernel

/// What the doors say to whoever asked.
enum APIMessages {
    static let notSignedIn = Message(
        en: "Please sign in: send the token of a session as Authorization: Bearer.",
        ro: "Vă rugăm să vă autentificați: trimiteți tokenul unei sesiuni ca Authorization: Bearer."
    )
    static let roleForbidden = Message(
        en: "Your login may not do this.",
        ro: "Contul dumneavoastră nu are acest drept."
    )
    static let notFound = Message(
        en: "There is no such thing here.",
        ro: "Nu există așa ceva aici."
    )
    static let methodNotAllowed = Message(
        en: "This address doesn't take that method; the Allow header lists those that it takes.",
        ro: "Această adresă nu acceptă metoda; antetul Allow le enumeră pe cele acceptate."
    )
    static let bodyInvalid = Message(
        en: "The body isn't a JSON object.",
        ro: "Corpul cererii nu este un obiect JSON."
    )
    static let bodyUnreadable = Message(
        en: "The body broke off before its end.",
        ro: "Corpul cererii s-a întrerupt înainte de final."
    )
    static let bodyTooLarge = Message(
        en: "The body is larger than {limit} KiB.",
        ro: "Corpul cererii depășește {limit} KiB."
    )
    static let fieldMissing = Message(
        en: "The field {field} is missing.",
        ro: "Lipsește câmpul {field}."
    )
    static func fieldInvalid(_ field: String, _ reason: Message) -> Message {
        let text = Message(
            en: "The field {field} can't be read: {reason}.",
            ro: "Câmpul {field} nu poate fi citit: {reason}."
        )
        return Message(
            en: text.with(["field": field, "reason": reason.text(in: .en)]).text(in: .en),
            ro: text.with(["field": field, "reason": reason.text(in: .ro)]).text(in: .ro)
        )
    }
    static let cursorInvalid = Message(
        en: "The cursor isn't from this list.",
        ro: "Cursorul nu este al acestei liste."
    )
    static let nul = Message(
        en: "it holds the character NUL, which no text may hold",
        ro: "conține caracterul NUL, pe care niciun text nu îl poate conține"
    )
    static let controls = Message(
        en: "it holds characters that can't be seen and change how the text is shown",
        ro: "conține caractere care nu se văd și schimbă felul în care apare textul"
    )
    static let notOneOf = Message(
        en: "it isn't one of {allowed}",
        ro: "nu este una dintre valorile {allowed}"
    )
    /// Of fields that a call doesn't take.
    static func notTaken(_ fields: [String]) -> Message {
        Message(
            en: "these fields don't belong to what else was sent: {fields}",
            ro: "aceste câmpuri nu aparțin de restul celor trimise: {fields}"
        ).with(["fields": fields.joined(separator: ", ")])
    }
    static let notNumber = Message(en: "not a number", ro: "nu este un număr")
    static let notText = Message(en: "not a string", ro: "nu este un text")
    static let notBoolean = Message(en: "neither true nor false", ro: "nu este nici true, nici false")
    static let otherShape = Message(en: "not a value of that shape", ro: "valoarea are altă formă")
    static let idempotencyKeyMissing = Message(
        en: "Send an Idempotency-Key header: a new one for each act, the same when you repeat it.",
        ro: "Trimiteți antetul Idempotency-Key: unul nou pentru fiecare operațiune, același la repetare."
    )
    static let idempotencyKeyInvalid = Message(
        en: "The Idempotency-Key must be 1 to 255 visible ASCII characters.",
        ro: "Idempotency-Key trebuie să aibă între 1 și 255 de caractere ASCII vizibile."
    )
    static let streamsBusy = Message(
        en: "Too many streams of events are open. Ask again shortly, or ask for the thing itself now and then.",
        ro: "Sunt deschise prea multe fluxuri de evenimente. Reîncercați în curând sau cereți direct resursa."
    )
    static let unexpected = Message(
        en: "Something went wrong on our side. It has been noted; please try again later.",
        ro: "A apărut o eroare la noi. A fost consemnată; vă rugăm să încercați mai târziu."
    )
    static let foreign = Message(
        en: "The request can't be answered as it is.",
        ro: "Cererea nu poate fi soluționată în această formă."
    )
}
