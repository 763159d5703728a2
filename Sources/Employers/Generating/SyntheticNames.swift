import Kernel

/// Names for people who don't exist. Family names come in two lists, so that it is known how many have diacritics.
enum SyntheticNames {
    /// A name and how it is written in an e-mail address.
    struct Name: Sendable {
        let text: String
        let ascii: String

        init(_ text: String) {
            self.text = text
            ascii = text.folded
        }
    }

    static let women = [
        "Ana", "Maria", "Elena", "Ioana", "Andreea", "Cristina", "Mihaela", "Alina", "Gabriela", "Diana", "Roxana",
        "Laura", "Simona", "Carmen", "Monica", "Daniela", "Raluca", "Irina", "Larisa", "Camelia", "Delia", "Oana",
    ].map(Name.init)

    static let men = [
        "Andrei", "Mihai", "Alexandru", "Ion", "Adrian", "Cristian", "Marius", "Radu", "Vlad", "Bogdan", "Dan",
        "George", "Florin", "Gabriel", "Lucian", "Ovidiu", "Paul", "Sorin", "Victor", "Emil", "Horia", "Tudor",
    ].map(Name.init)

    static let families = [
        "Popescu", "Ionescu", "Popa", "Dumitrescu", "Stoica", "Stan", "Gheorghe", "Rusu", "Munteanu", "Matei", "Marin",
        "Tudor", "Dobre", "Barbu", "Nistor", "Florea", "Dinu", "Oprea", "Preda", "Moldovan", "Lazar", "Cristea",
        "Voicu", "Manole", "Neagu", "Vasilescu", "Coman", "Ene", "Sandu", "Toma",
    ].map(Name.init)

    static let familiesWithDiacritics = [
        "Șerban", "Țurcanu", "Bălan", "Pătrașcu", "Crăciun", "Stănescu", "Vâlcu", "Păun", "Căpraru", "Mărgineanu",
        "Ștefănescu", "Brânză", "Țuțea", "Râpeanu", "Mușat", "Grădinaru", "Băiașu", "Lăzărescu", "Cătălinoiu", "Pârvu",
    ].map(Name.init)
}
