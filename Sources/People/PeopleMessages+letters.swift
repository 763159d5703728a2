import Kernel

extension PeopleMessages {
    /// What goes to a contact when a proof starts: the code, or a word in its place. Only the code is a number of six
    /// digits.
    static func letter(
        _ purpose: Purpose,
        _ word: Destination.Word?,
        _ digits: String?,
        _ contact: ContactPoint,
        _ person: PersonID?
    ) -> CodeToSend {
        let text: Message =
            switch word {
            case .accountExists: accountExists
            case .sharedContact: sharedContact
            case .otherContact: otherContact
            case .noAccountYet: noAccountYet
            case .contactTaken: contactTaken
            case nil: code(for: purpose).with(["code": digits ?? ""])
            }
        return CodeToSend(
            channel: contact.channel,
            to: contact.to,
            language: contact.language,
            digits: digits,
            subject: word == nil ? codeSubject : accountSubject,
            text: text,
            person: person
        )
    }

    /// Tells an old contact that another has taken its place.
    static func contactChanged(_ contact: ContactPoint, _ person: PersonID?) -> CodeToSend {
        CodeToSend(
            channel: contact.channel,
            to: contact.to,
            language: contact.language,
            digits: nil,
            subject: accountSubject,
            text: Message(
                en: """
                    Your Carnet account now signs in with another address or number in place of this one. If that \
                    wasn't you, write to support at once.
                    """,
                ro: """
                    Contul dumneavoastră Carnet folosește acum altă adresă sau alt număr în locul acestuia. Dacă nu ați \
                    făcut dumneavoastră schimbarea, scrieți imediat la asistență.
                    """
            ),
            person: person
        )
    }

    private static let codeSubject = Message(en: "Your Carnet code", ro: "Codul dumneavoastră Carnet")
    private static let accountSubject = Message(en: "Your Carnet account", ro: "Contul dumneavoastră Carnet")

    private static func code(for purpose: Purpose) -> Message {
        switch purpose {
        case .activation:
            Message(
                en: "{code} is your code to activate your Carnet account. It works for ten minutes. Give it to nobody.",
                ro: "{code} este codul pentru activarea contului Carnet. Este valabil zece minute. Nu îl dați nimănui."
            )
        case .passwordReset:
            Message(
                en: "{code} is your code to set a new Carnet password. It works for ten minutes. Give it to nobody.",
                ro: "{code} este codul pentru o parolă Carnet nouă. Este valabil zece minute. Nu îl dați nimănui."
            )
        case .contact:
            Message(
                en: "{code} is your code to confirm this contact for Carnet. It works for ten minutes.",
                ro: "{code} este codul prin care confirmați acest contact pentru Carnet. Este valabil zece minute."
            )
        }
    }

    private static let accountExists = Message(
        en: """
            You have a Carnet account already, so there is nothing to activate. Sign in; if you have forgotten your \
            password, choose “Forgotten password” there.
            """,
        ro: """
            Aveți deja un cont Carnet, deci nu mai este nimic de activat. Autentificați-vă; dacă ați uitat parola, \
            alegeți acolo „Am uitat parola”.
            """
    )

    private static let sharedContact = Message(
        en: """
            This address or number is given for more than one person in Carnet, so no code can be sent to it. Use your \
            username instead, or ask your employer's HR for a printed slip, which has both.
            """,
        ro: """
            Această adresă sau acest număr apare în Carnet la mai multe persoane, deci nu putem trimite aici un cod. \
            Folosiți numele de utilizator sau cereți de la resurse umane un bilet tipărit, pe care le găsiți pe amândouă.
            """
    )

    private static let otherContact = Message(
        en: """
            Your Carnet password can't be reset with this address or number, because it isn't confirmed in your \
            account. Use the address, number or username that you activated the account with.
            """,
        ro: """
            Parola Carnet nu poate fi resetată cu această adresă sau acest număr, fiindcă nu este confirmat în contul \
            dumneavoastră. Folosiți adresa, numărul sau numele de utilizator cu care ați activat contul.
            """
    )

    private static let noAccountYet = Message(
        en: "You have no Carnet account yet, so there is no password to reset. Activate your account first.",
        ro: "Nu aveți încă un cont Carnet, deci nu există o parolă de resetat. Activați-vă mai întâi contul."
    )

    private static let contactTaken = Message(
        en: """
            Somebody tried to add this address or number to a Carnet account, but it signs in to another account \
            already. If that was you, sign in to that account.
            """,
        ro: """
            Cineva a încercat să adauge această adresă sau acest număr la un cont Carnet, dar ele aparțin deja altui \
            cont. Dacă ați fost dumneavoastră, autentificați-vă în acel cont.
            """
    )
}
