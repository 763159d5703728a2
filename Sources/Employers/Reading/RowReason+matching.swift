import Kernel

extension RowReason {
    /// The texts about people who may be mixed up.
    var matching: Message {
        switch self {
        case .numberReused:
            Message(
                en:
                    "belongs to an employee with other names and another birth date; give the new person a number of their own",
                ro: "aparține unui angajat cu alt nume și altă dată de naștere; dați persoanei noi o marcă proprie"
            )
        case .numberOfFormer:
            Message(
                en:
                    "was a former employee's with other names, and nothing shows that they are one person; give a number of their own, or the national id or birth date that is known",
                ro:
                    "a fost a unui fost angajat cu alt nume și nimic nu arată că este aceeași persoană; dați o marcă proprie sau CNP-ul ori data nașterii cunoscute"
            )
        case .sharedContact:
            Message(
                en: "is given for more than one person; nobody can activate with it, only with a username or a slip",
                ro:
                    "este dat pentru mai multe persoane; nimeni nu se poate activa cu el, doar cu nume de utilizator sau bilet"
            )
        case .samePersonTwice:
            Message(
                en: "another row has the same name and birth date; give both their national ids, or remove one",
                ro: "alt rând are același nume și aceeași dată de naștere; completați CNP-urile sau ștergeți unul"
            )
        case .renumbered:
            Message(
                en: "is new for a known national id: the same person under another number",
                ro: "este nouă pentru un CNP cunoscut: aceeași persoană cu altă marcă"
            )
        case .otherName:
            Message(
                en: "stands for other names than before; if that is somebody else, give them a number of their own",
                ro: "avea alt nume și alt prenume; dacă este altcineva, dați-i o marcă proprie"
            )
        case .otherBirthDate:
            Message(
                en: "isn't the birth date that the national id tells; one of the two is somebody else's or mistyped",
                ro: "nu este data nașterii din CNP; una dintre ele este a altcuiva sau greșit scrisă"
            )
        case .leftAlready:
            Message(
                en: "has passed already: this is somebody who has left, and whose coverage has ended or ends soon",
                ro:
                    "a trecut deja: este cineva care a plecat și a cărui acoperire s-a încheiat sau se încheie în curând"
            )
        case .beginsAgainLater:
            Message(
                en:
                    "is after today, and this person is covered already: the coverage ends now and begins again on that day",
                ro:
                    "este după ziua de azi, iar persoana este deja acoperită: acoperirea se încheie acum și reîncepe în acea zi"
            )
        default:
            Message(
                en:
                    "is new, and somebody with the same name and birth date, e-mail or phone leaves; if that is one person, give the national id",
                ro:
                    "este nouă, iar cineva cu același nume și aceeași dată de naștere, același e-mail sau telefon pleacă; dacă este aceeași persoană, dați CNP-ul"
            )
        }
    }
}
