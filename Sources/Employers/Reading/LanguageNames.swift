import Kernel

/// What a roster writes into its language column.
enum LanguageNames {
    /// The language of a tag (`ro`, `en-GB`) or a name; `other` for a language that we don't write in, which gets the
    /// country's own; nil for what is no language.
    static func language(_ text: String, other: Language) -> Language? {
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

    private static let names: [String: Language] = [
        "romana": .ro, "romanian": .ro, "limba romana": .ro, "engleza": .en, "english": .en, "limba engleza": .en,
    ]
    private static let others: Set<String> = [
        "maghiara", "hungarian", "germana", "german", "franceza", "french", "italiana", "italian", "spaniola",
        "spanish",
        "bulgara", "bulgarian", "poloneza", "polish", "suedeza", "swedish", "persana", "persian", "rusa", "russian",
        "ucraineana", "ukrainian", "turca", "turkish",
    ]
}
