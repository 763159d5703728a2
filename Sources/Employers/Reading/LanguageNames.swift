import Kernel

/// What a roster writes into its language column.
enum LanguageNames {
    /// The language of a tag (`ro`, `en-GB`) or a name; `other` for a language that we don't write in, which gets the
    /// country's own; nil for what is no language.
    static func language(_ cell: Span<UInt8>, other: Language) -> Language? {
        if cell.count == 2, let language = written.first(where: { cell[0] == $0.tag.0 && cell[1] == $0.tag.1 }) {
            return language.language
        }
        let text = String(cell)
        if let language = Language(tag: text) { return language }
        let folded = text.folded
        if let named = names[folded] { return named }
        let subtags = folded.split(whereSeparator: { $0 == "-" || $0 == "_" })
        let isTag =
            subtags.first.map { (2...3).contains($0.utf8.count) && $0.allSatisfy { $0.isASCII && $0.isLetter } }
            ?? false
        return isTag || others.contains(folded) ? other : nil
    }

    /// What is written to people in where the roster says nothing.
    static func language(of country: Country) -> Language { country == .romania ? .ro : .en }

    /// The tags that nearly all cells hold.
    private static let written: [(tag: (UInt8, UInt8), language: Language)] = [
        ((UInt8(ascii: "r"), UInt8(ascii: "o")), .ro), ((UInt8(ascii: "e"), UInt8(ascii: "n")), .en),
    ]

    private static let names: [String: Language] = {
        let romanian = [
            "română", "limba română", "romanian", "румънски", "rumuński", "rumänska", "رومانیایی", "روماني",
        ]
        let english = ["engleză", "limba engleză", "english", "английски", "angielski", "engelska", "انگلیسی"]
        var names: [String: Language] = [:]
        for name in romanian { names[name.folded] = .ro }
        for name in english { names[name.folded] = .en }
        return names
    }()

    private static let others = Set(
        [
            "maghiară", "hungarian", "magyar", "germană", "german", "deutsch", "franceză", "french", "français",
            "italiană",
            "italian", "italiano", "spaniolă", "spanish", "español", "bulgară", "bulgarian", "български", "poloneză",
            "polish", "polski", "suedeză", "swedish", "svenska", "finlandeză", "finnish", "suomi", "persană", "persian",
            "farsi", "فارسی", "rusă", "russian", "русский", "руски", "ucraineană", "ukrainian", "українська", "turcă",
            "turkish", "türkçe",
        ].map(\.folded)
    )
}
