import Kernel

/// The texts that People shows or sends.
enum PeopleMessages {
    /// Why a text is no identifier.
    static func text(of failure: IdentifierFailure) -> Message {
        switch failure {
        case .empty: Message(en: "Nothing is filled in.", ro: "Nu este completat nimic.")
        case .tooLong: Message(en: "This is too long.", ro: "Textul este prea lung.")
        case .scientificNotation:
            Message(
                en: "A spreadsheet turned this into a number with an exponent; format the column as text.",
                ro: "Programul de calcul tabelar l-a transformat în număr cu exponent; formatați coloana ca text."
            )
        case .lostLeadingZero:
            Message(
                en: "The leading zero is missing; a spreadsheet may have removed it. Format the column as text.",
                ro:
                    "Lipsește zeroul de la început; poate l-a eliminat programul de calcul tabelar. Formatați coloana ca text."
            )
        case .looksLikeDate:
            Message(
                en: "This is a date; a spreadsheet may have made one of it. Format the column as text.",
                ro: "Aceasta este o dată; poate a făcut-o programul de calcul tabelar. Formatați coloana ca text."
            )
        case .emailWithoutAt:
            Message(en: "This e-mail address has no @.", ro: "Adresa de e-mail nu conține @.")
        case .emailMalformed:
            Message(en: "This is no e-mail address.", ro: "Aceasta nu este o adresă de e-mail.")
        case .phoneMalformed:
            Message(
                en: "This is no phone number: it has too many, too few or wrong digits for its country.",
                ro: "Acesta nu este un număr de telefon: are prea multe, prea puține sau alte cifre decât în țara lui."
            )
        case .phoneWithoutCountry:
            Message(
                en: "Write the phone number with + and the country's code.",
                ro: "Scrieți numărul de telefon cu + și prefixul țării."
            )
        case .usernameMalformed:
            Message(
                en:
                    "A username has 3 to 64 letters from a to z, digits, dots, dashes or underscores, and at least one letter.",
                ro:
                    "Un nume de utilizator are 3 până la 64 de litere de la a la z, cifre, puncte sau liniuțe și cel puțin o literă."
            )
        case .nationalIDMalformed:
            Message(
                en: "This is no national id number: it has too many, too few or wrong characters.",
                ro: "Acesta nu este un cod numeric personal: are prea multe, prea puține sau alte caractere."
            )
        case .nationalIDCheckDigit:
            Message(
                en: "The check digit of this national id number doesn't fit: a digit is mistyped.",
                ro: "Cifra de control a codului numeric personal nu se potrivește: o cifră este greșită."
            )
        case .nationalIDBirthDate:
            Message(
                en: "The birth date in this national id number is no day.",
                ro: "Data nașterii din codul numeric personal nu există."
            )
        case .documentMalformed:
            Message(
                en: "This is no document number: it has 4 to 20 letters and digits.",
                ro: "Acesta nu este un număr de document: are 4 până la 20 de litere și cifre."
            )
        }
    }
}
