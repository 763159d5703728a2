import Kernel

extension FamilyMessages {
    /// What a refusal says.
    static func text(of failure: FamilyFailure) -> Message {
        switch failure {
        case .noSuchRequest:
            Message(en: "There is no such request.", ro: "Nu există o astfel de cerere.")
        case .noSuchAddOn:
            Message(en: "There is no such family add-on.", ro: "Nu există un astfel de abonament pentru familie.")
        case .notEmployed:
            Message(
                en: "There is no current employment whose salary this could be deducted from.",
                ro: "Nu există o angajare curentă din al cărei salariu să se poată reține."
            )
        case .employerNotNamed:
            Message(
                en: "You work for several employers. Name the one from whose salary it is to be deducted.",
                ro: "Lucrați la mai mulți angajatori. Indicați-l pe cel din al cărui salariu să se rețină."
            )
        case .employerSuspended:
            Message(
                en: "The employer's account is suspended. Please ask your employer.",
                ro: "Contul angajatorului este suspendat. Vă rugăm să întrebați angajatorul."
            )
        case .noSuchPackage:
            Message(en: "The catalogue has no such package.", ro: "Catalogul nu are un astfel de pachet.")
        case .packageNotOffered:
            Message(
                en: "The employer's agreement has no family price for this package on that day. Choose another one.",
                ro: "Acordul angajatorului nu are preț de familie pentru acest pachet la acea dată. Alegeți altul."
            )
        case .priceHigher(let consented, let now):
            Message(
                en: """
                    On that start it costs {now} a month, and the employee consented to {consented}. Choose a start before the \
                    price changes, or refuse this request: the employee can ask anew.
                    """,
                ro: """
                    La acel început costă {acum} pe lună, iar angajatul a consimțit la {consimțit}. Alegeți un început dinaintea \
                    schimbării prețului sau refuzați cererea: angajatul poate cere din nou.
                    """
            ).with([
                "now": now.text(in: .en), "consented": consented.text(in: .en), "acum": now.text(in: .ro),
                "consimțit": consented.text(in: .ro),
            ])
        case .noNewPrice:
            Message(
                en: "No new price of this subscription waits for your consent. If it has ended, ask for it anew.",
                ro:
                    "Niciun preț nou al acestui abonament nu așteaptă acordul dumneavoastră. Dacă a încetat, cereți-l din nou."
            )
        case .priceChanged(let now):
            Message(
                en: "What waits for your consent is another price: {now} a month.",
                ro: "Prețul care așteaptă acordul dumneavoastră este altul: {acum} pe lună."
            ).with(["now": now.text(in: .en), "acum": now.text(in: .ro)])
        case .alreadyRequested:
            Message(
                en: "This family member has been asked for already; your employer hasn't decided yet.",
                ro: "Pentru acest membru de familie există deja o cerere; angajatorul nu a decis încă."
            )
        case .alreadySubscribed:
            Message(
                en: "This family member has a subscription already. End it first.",
                ro: "Acest membru de familie are deja un abonament. Opriți-l mai întâi."
            )
        case .tooManyRequests:
            Message(
                en: "Too many requests wait for your employer. Take one back, or wait for a decision.",
                ro: "Prea multe cereri așteaptă decizia angajatorului. Retrageți una sau așteptați o decizie."
            )
        case .givenNameInvalid, .familyNameInvalid:
            Message(
                en: "Given and family name have 1 to 100 characters each, and none that can't be seen.",
                ro: "Prenumele și numele au între 1 și 100 de caractere fiecare, și niciunul invizibil."
            )
        case .birthDateInvalid:
            Message(
                en: "The birth date can't be right. Check day, month and year.",
                ro: "Data nașterii nu poate fi corectă. Verificați ziua, luna și anul."
            )
        case .emailInvalid(let reason), .phoneInvalid(let reason): reason
        case .contactMissing:
            Message(
                en: "Give an e-mail address or a phone number.",
                ro: "Dați o adresă de e-mail sau un număr de telefon."
            )
        case .contactOfFamily:
            Message(
                en:
                    "This is your own contact, or another family member's. Give one of their own: they sign in with it.",
                ro:
                    "Acestea sunt datele dumneavoastră sau ale altui membru al familiei. Dați unele proprii: cu ele se conectează."
            )
        case .alreadyActivated:
            Message(
                en: "This family member has an account, and changes how we reach them there.",
                ro: "Acest membru al familiei are un cont și schimbă acolo datele de contact."
            )
        case .tooManyContacts:
            Message(
                en: "Other contacts have been given for this family member too often. Please write to support.",
                ro:
                    "S-au dat prea des alte date de contact pentru acest membru al familiei. Vă rugăm să scrieți la asistență."
            )
        case .addOnEnded: Message(en: "This add-on is over.", ro: "Acest abonament s-a încheiat.")
        case .alreadyDecided:
            Message(en: "This request has been decided already.", ro: "Asupra acestei cereri s-a decis deja.")
        case .reasonInvalid:
            Message(
                en: "Give a reason, of 500 characters at most: the employee is told.",
                ro: "Dați un motiv, de cel mult 500 de caractere: angajatul îl primește."
            )
        case .periodClosed(let open):
            Message(
                en:
                    "The payroll of that month is closed. The next open month is {month}: give a start in it.",
                ro:
                    "Luna de salarizare este închisă. Următoarea lună deschisă este {month}: alegeți un început din ea."
            ).with(["month": open.description])
        case .beforeClosedPeriod(let open):
            Message(
                en:
                    "The start lies before a closed month of payroll. The next open month is {month}: give a start in it.",
                ro:
                    "Începutul este înaintea unei luni de salarizare închise. Următoarea lună deschisă este {month}: alegeți un început din ea."
            ).with(["month": open.description])
        case .startBeforeBirth:
            Message(
                en: "The start lies before the family member's birth. Choose a later one.",
                ro: "Începutul este înaintea nașterii membrului familiei. Alegeți unul mai târziu."
            )
        case .startTooFar:
            Message(
                en: "The start lies more than 12 months ahead. Choose an earlier one.",
                ro: "Începutul este la peste 12 luni distanță. Alegeți unul mai apropiat."
            )
        case .periodTooEarly(let day):
            Message(
                en: "This month can be closed from {day} on.",
                ro: "Această lună poate fi închisă începând cu {day}."
            ).with(["day": day.description])
        case .periodBeforeAccount(let first):
            Message(
                en: "The employer has no payroll here before {month}. It is the first month that can be closed.",
                ro: "Angajatorul nu are salarizare aici înainte de {month}. Este prima lună care se poate închide."
            ).with(["month": first.description])
        case .delimiterInvalid:
            Message(
                en: "The delimiter is a comma, a semicolon or a tab.",
                ro: "Separatorul este virgulă, punct și virgulă sau tab."
            )
        case .decimalSignInvalid:
            Message(en: "The decimal sign is a point or a comma.", ro: "Semnul zecimal este punct sau virgulă.")
        case .cursorInvalid:
            Message(en: "The cursor isn't from this list.", ro: "Cursorul nu este al acestei liste.")
        }
    }
}
