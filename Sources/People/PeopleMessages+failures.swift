import Kernel

extension PeopleMessages {
    /// What to tell whoever met the refusal.
    static func text(of failure: PeopleFailure) -> Message {
        switch failure {
        case .codeInvalid:
            Message(
                en: "This code is wrong or too old. Check it, or ask for a new one.",
                ro: "Codul este greșit sau a expirat. Verificați-l sau cereți unul nou."
            )
        case .tooManyTries:
            Message(
                en: "Too many tries. Please wait a while, then ask for a new code.",
                ro: "Prea multe încercări. Așteptați puțin, apoi cereți un cod nou."
            )
        case .tooManySignIns:
            Message(
                en: "Too many attempts to sign in. Please wait a while, or reset the password.",
                ro: "Prea multe încercări de autentificare. Așteptați puțin sau resetați parola."
            )
        case .termsNotCurrent:
            Message(
                en: "The terms have changed. Please read and accept the current ones.",
                ro: "Termenii s-au schimbat. Citiți și acceptați varianta în vigoare."
            )
        case .consentNotCurrent:
            Message(
                en: "The text of the consent has changed. Please read the current one and agree to it.",
                ro: "Textul acordului s-a schimbat. Citiți varianta în vigoare și dați-vă acordul."
            )
        case .alreadyActivated:
            Message(
                en: "This person has an account already. Sign in, or reset the password.",
                ro: "Această persoană are deja un cont. Autentificați-vă sau resetați parola."
            )
        case .identifierTaken:
            Message(
                en: "This address, number or name already signs in to an account. Use another one.",
                ro: "Această adresă, acest număr sau acest nume este deja folosit de un cont. Folosiți altul."
            )
        case .usernameTaken:
            Message(
                en: "This username is somebody else's. Choose another one.",
                ro: "Acest nume de utilizator este al altcuiva. Alegeți altul."
            )
        case .credentialsInvalid:
            Message(
                en: "Who you are or your password is wrong. Check both, or reset the password.",
                ro: "Identificatorul sau parola este greșită. Verificați-le sau resetați parola."
            )
        case .secondFactorRequired:
            Message(
                en: "Enter the code of your authenticator app as well.",
                ro: "Introduceți și codul din aplicația de autentificare."
            )
        case .passwordTooShort:
            Message(
                en: "The password needs 12 characters or more. A short sentence is a good one.",
                ro: "Parola trebuie să aibă cel puțin 12 caractere. O propoziție scurtă este potrivită."
            )
        case .passwordTooLong:
            Message(
                en: "The password may have at most 1,000 characters.",
                ro: "Parola poate avea cel mult 1.000 de caractere."
            )
        case .roleIncomplete:
            Message(
                en: "An HR login needs an employer, a desk login a location, and an operator login neither.",
                ro:
                    "Un cont HR are nevoie de un angajator, unul de recepție de o locație, iar unul de operator de niciuna."
            )
        case .slipNotNeeded:
            Message(
                en: """
                    This person activates, or resets the password, with an e-mail address or phone. Slips are for who has \
                    neither.
                    """,
                ro: """
                    Această persoană își activează contul sau își resetează parola cu adresa de e-mail ori cu telefonul. \
                    Biletele sunt pentru cine nu are niciunul.
                    """
            )
        case .noSuchPerson:
            Message(en: "There is no such person.", ro: "Nu există această persoană.")
        case .noSuchSession:
            Message(en: "There is no such session.", ro: "Nu există această sesiune.")
        case .notActivated:
            Message(en: "This account isn't active yet.", ro: "Acest cont nu este încă activ.")
        case .noSuchText:
            Message(en: "There is no such text.", ro: "Nu există acest text.")
        }
    }
}
