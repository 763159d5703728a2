import Kernel

/// What is written to people.
enum EmployersMessages {
    static let invitationSubject = Message(
        en: "{employer} has opened a health subscription for you",
        ro: "{employer} v-a deschis un abonament de sănătate"
    )

    static let invitationByEmail = Message(
        en: """
            Hello {name},

            {employer} has opened a health subscription for you. To use it, activate your account: open Carnet, choose \
            "Activate" and give this e-mail address. You will get a code, and then choose a password.

            If this isn't meant for you, you need do nothing.
            """,
        ro: """
            Bună ziua, {name},

            {employer} v-a deschis un abonament de sănătate. Ca să îl folosiți, activați-vă contul: deschideți Carnet, \
            alegeți „Activare” și dați această adresă de e-mail. Veți primi un cod, apoi vă alegeți o parolă.

            Dacă mesajul nu vă este destinat, nu trebuie să faceți nimic.
            """
    )

    static let invitationByPhone = Message(
        en:
            "{employer} has opened a health subscription for you. To use it, open Carnet and activate with this number.",
        ro:
            "{employer} v-a deschis un abonament de sănătate. Ca să îl folosiți, deschideți Carnet și activați cu acest număr."
    )

    static let anotherSubscription = Message(
        en: "{employer} has opened a health subscription for you. It is in your Carnet account already.",
        ro: "{employer} v-a deschis un abonament de sănătate. Îl găsiți deja în contul dvs. Carnet."
    )
}
