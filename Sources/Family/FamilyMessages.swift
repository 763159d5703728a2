import Kernel

/// What users are told.
enum FamilyMessages {
    static let approvedSubject = Message(
        en: "Your family add-on was approved",
        ro: "Abonamentul pentru familie a fost aprobat"
    )

    static let approved = Message(en: approval.en, ro: approval.ro)

    static let approvedForChild = Message(en: "\(approval.en) \(forChild.en)", ro: "\(approval.ro) \(forChild.ro)")

    static let approvedWithoutContact = Message(
        en: "\(approval.en) \(withoutContact.en)",
        ro: "\(approval.ro) \(withoutContact.ro)"
    )

    private static let approval = (
        en: """
        Your employer approved the {package} subscription for {name}. Coverage starts on {start}; {price} are deducted \
        from your salary for each month that it touches, until it ends. You can end it at any time, to the end of the month.
        """,
        ro: """
        Angajatorul a aprobat abonamentul {package} pentru {name}. Acoperirea începe pe {start}; din salariu se rețin \
        {price} pentru fiecare lună atinsă, până la încetare. Îl puteți opri oricând, la sfârșitul lunii.
        """
    )

    private static let forChild = (
        en: "At the desk you act for the child: show your code, and say the child's name and birth date.",
        ro:
            "La ghișeu dumneavoastră reprezentați copilul: arătați codul dumneavoastră și spuneți numele și data nașterii copilului."
    )

    private static let withoutContact = (
        en: """
        They use it with an account of their own: please give us, in the application, an e-mail address or phone number that is \
        theirs alone, and we write to them how to activate it.
        """,
        ro: """
        Îl folosește cu un cont propriu: vă rugăm să ne dați în aplicație o adresă de e-mail sau un telefon numai al persoanei, \
        ca să trimitem instrucțiunile de activare.
        """
    )

    static let ofAgeSubject = Message(
        en: "A family member is 18 now",
        ro: "Un membru al familiei a împlinit 18 ani"
    )

    static let ofAge = Message(
        en: """
            {name} is 18 now, and uses the {package} subscription with an account of their own: we have written to them how to \
            activate it. At the desk you no longer act for them.
            """,
        ro: """
            {name} a împlinit 18 ani și folosește abonamentul {package} cu un cont propriu: am trimis instrucțiunile de activare. \
            La ghișeu nu mai reprezentați această persoană.
            """
    )

    static let ofAgeWithoutContact = Message(
        en: """
            {name} is 18 now, and needs an account of their own for the {package} subscription: at the desk you no longer act for \
            them. Please give us, in the application, an e-mail address or phone number that is theirs alone, and we write to them how to \
            activate it.
            """,
        ro: """
            {name} a împlinit 18 ani și are nevoie de un cont propriu pentru abonamentul {package}: la ghișeu nu mai reprezentați \
            această persoană. Vă rugăm să ne dați în aplicație o adresă de e-mail sau un telefon numai al persoanei, ca să trimitem \
            instrucțiunile de activare.
            """
    )

    /// `35,00 RON, de la 2027-01-01 40,00 RON`: the first price, and from when there are others.
    static func text(of prices: [PriceOffer], in language: Language) -> String {
        prices.enumerated().map { position, step in
            let price = step.price.text(in: language)
            return position == 0
                ? price : later.with(["from": step.from.description, "price": price]).text(in: language)
        }.joined(separator: ", ")
    }

    private static let later = Message(en: "from {from} on {price}", ro: "de la {from} {price}")

    static let refusedSubject = Message(
        en: "Your family add-on was refused",
        ro: "Abonamentul pentru familie a fost refuzat"
    )

    static let refused = Message(
        en: "Your employer refused the {package} subscription for {name}. The reason: {reason}. Nothing is deducted.",
        ro: "Angajatorul a refuzat abonamentul {package} pentru {name}. Motivul: {reason}. Nu se reține nimic."
    )

    static let endedSubject = Message(
        en: "Your family add-on ends",
        ro: "Abonamentul pentru familie încetează"
    )

    static let ended = Message(
        en:
            "The {package} subscription for {name} ends, as you asked. The last day of coverage is {last}; the deduction ends with it.",
        ro:
            "Abonamentul {package} pentru {name} încetează, cum ați cerut. Ultima zi de acoperire este {last}; reținerea încetează odată cu el."
    )

    static let neverStarted = Message(
        en: "The {package} subscription for {name} was called off before it began, as you asked. Nothing is deducted.",
        ro: "Abonamentul {package} pentru {name} a fost anulat înainte de a începe, cum ați cerut. Nu se reține nimic."
    )

    static let left = Message(
        en:
            "The {package} subscription for {name} ends, because your employment does. The last day of coverage is {last}; the deduction ends with it.",
        ro:
            "Abonamentul {package} pentru {name} încetează odată cu angajarea. Ultima zi de acoperire este {last}; reținerea încetează odată cu el."
    )

    static let leftBeforeStart = Message(
        en: """
            The {package} subscription for {name} was called off before it began, because your employment ends. \
            Nothing is deducted.
            """,
        ro: """
            Abonamentul {package} pentru {name} a fost anulat înainte de a începe, pentru că angajarea încetează. \
            Nu se reține nimic.
            """
    )

    static let goesOnSubject = Message(
        en: "Your family add-on goes on",
        ro: "Abonamentul pentru familie continuă"
    )

    static let goesOn = Message(
        en: """
            Your employment goes on. The {package} subscription for {name} goes on, and so does the deduction of {price} a month.
            """,
        ro: """
            Angajarea continuă. Abonamentul {package} pentru {name} continuă, la fel și reținerea de {price} pe lună.
            """
    )

    static let endsWithoutConsent = Message(
        en: """
            The {package} subscription for {name} ends with {last}, unless you agree to its new price before, in the application.
            """,
        ro: """
            Abonamentul {package} pentru {name} încetează cu {last}, dacă nu sunteți de acord înainte, în aplicație, cu noul preț.
            """
    )

    static let priceSubject = Message(
        en: "The price of your family add-on",
        ro: "Prețul abonamentului pentru familie"
    )

    static let priceHigher = Message(
        en: """
            From {from} on, the {package} subscription for {name} costs {price} a month. It is deducted only if you agree: please do so \
            in the application, until {last}. Otherwise the subscription ends on that day, and the deduction with it.
            """,
        ro: """
            De la {from}, abonamentul {package} pentru {name} costă {price} pe lună. Suma se reține numai dacă sunteți de acord: vă rugăm \
            să confirmați în aplicație până pe {last}. Altfel abonamentul încetează în acea zi, iar reținerea odată cu el.
            """
    )

    static let priceLower = Message(
        en: """
            From {from} on, the {package} subscription for {name} costs less: {price} a month. You needn't do anything.
            """,
        ro: """
            De la {from}, abonamentul {package} pentru {name} costă mai puțin: {price} pe lună. Nu trebuie să faceți nimic.
            """
    )

    static let priceUnchanged = Message(
        en: """
            The {package} subscription for {name} goes on at {price} a month: the new price that we told you of doesn't come.
            """,
        ro: """
            Abonamentul {package} pentru {name} continuă cu {price} pe lună: noul preț despre care v-am anunțat nu se mai aplică.
            """
    )

    static let invitationSubject = Message(
        en: "A health subscription has been opened for you",
        ro: "A fost deschis un abonament medical pentru dumneavoastră"
    )

    static let invitation = Message(
        en: """
            {member} has opened the {package} health subscription for you, from {start}. To use it, open the application, \
            choose activation and type this address or phone number.
            """,
        ro: """
            {member} a deschis pentru dumneavoastră abonamentul medical {package}, de la {start}. Ca să îl folosiți, \
            deschideți aplicația, alegeți activarea și introduceți această adresă sau acest număr de telefon.
            """
    )

    static let inAccount = Message(
        en: """
            {member} has opened the {package} health subscription for you, from {start}. You find it in your account.
            """,
        ro: """
            {member} a deschis pentru dumneavoastră abonamentul medical {package}, de la {start}. Îl găsiți în contul dumneavoastră.
            """
    )
}
