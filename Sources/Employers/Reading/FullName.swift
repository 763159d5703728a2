import People

/// Takes the names of one person apart that stand in one cell.
///
/// The header tells nothing: under `Nume și prenume` stand `Popescu Ion` and `Ion Popescu` alike, and a name taken apart
/// wrongly is found at a desk. So only the cell itself tells, by a comma or by capitals; else HR is asked.
enum FullName {
    /// The names; nil where nothing tells them apart, or there is only one.
    ///
    /// A comma stands behind the family name: `Popescu, Ion Maria`. Capitals are the family name's: `POPESCU Ion Maria`. Without
    /// either, in the settled order, the family name is the one word that comes first or last.
    static func parted(_ text: String, settled: NameOrder?) -> PersonName? {
        let halves = text.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
        if halves.count == 2 {
            return halves.contains("") ? nil : PersonName(given: halves[1], family: halves[0])
        }
        let words = text.split(separator: " ")
        guard halves.count == 1, words.count >= 2 else { return nil }
        return byCapitals(words)
            ?? settled.map { order in
                switch order {
                case .familyFirst: PersonName(given: joined(words.dropFirst()), family: String(words[0]))
                case .givenFirst:
                    PersonName(given: joined(words.dropLast()), family: String(words[words.count - 1]))
                }
            }
    }

    /// By the words in capitals that stand together at one end.
    private static func byCapitals(_ words: [Substring]) -> PersonName? {
        let isCapital = words.map(isInCapitals)
        let count = isCapital.count { $0 }
        guard count > 0, count < words.count else { return nil }
        if isCapital.prefix(count).allSatisfy(\.self) {
            return PersonName(given: joined(words.dropFirst(count)), family: joined(words.prefix(count)))
        }
        if isCapital.suffix(count).allSatisfy(\.self) {
            return PersonName(given: joined(words.dropLast(count)), family: joined(words.suffix(count)))
        }
        return nil
    }

    /// Two letters at least, all of them capitals: an initial tells nothing.
    private static func isInCapitals(_ word: Substring) -> Bool {
        word.count(where: \.isLetter) >= 2 && word.allSatisfy { !$0.isLetter || $0.isUppercase }
    }

    private static func joined(_ words: some Sequence<Substring>) -> String { words.joined(separator: " ") }

    private static func trimmed(_ text: Substring) -> String { joined(text.split(separator: " ")) }
}
