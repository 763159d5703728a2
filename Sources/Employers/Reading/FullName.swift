import Kernel
import People

/// Takes the names of one person apart that stand in one cell.
///
/// The header tells nothing: under `Nume și prenume` stand `Popescu Ion` and `Ion Popescu` alike, and a name taken apart
/// wrongly is found at a desk. So only the cell itself tells, by a comma or by capitals; else HR is asked.
enum FullName {
    /// The names; nil where nothing tells them apart, or there is only one.
    ///
    /// A comma stands behind the family name: `Popescu, Ion Maria`. Capitals are the family name's: `POPESCU Ion Maria`. Without
    /// either, in the settled order, the family name is the one word that comes first or last. The small words before a
    /// family name are part of it: `van der BERG Jan`. With a capital they may be names themselves (`Van der Berg Jan`, `Le Van
    /// Anh`), and tell nothing; no more does what has more in it than names.
    static func parted(_ text: String, settled: NameOrder?) -> PersonName? {
        guard !hasMore(text) else { return nil }
        let halves = text.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
        if halves.count == 2 {
            return halves.contains("") ? nil : PersonName(given: halves[1], family: halves[0])
        }
        let words = text.split(separator: " ")
        guard halves.count == 1, words.count >= 2 else { return nil }
        return byCapitals(words)
            ?? settled.flatMap { order in
                switch order {
                case .familyFirst:
                    let small = words.dropLast(2).prefix { particles.contains($0) }.count
                    guard words.count - small < 3 || !mayBeParticle(words[small]) else { return nil }
                    return cut(words, at: small + 1, .familyFirst)
                case .givenFirst:
                    let small = words.dropFirst().dropLast().reversed().prefix { particles.contains($0) }.count
                    let last = words.count - 1 - small
                    guard last < 2 || !mayBeParticle(words[last - 1]) else { return nil }
                    return cut(words, at: last, .givenFirst)
                }
            }
    }

    /// Whether it is one with a capital, or in capitals.
    private static func mayBeParticle(_ word: Substring) -> Bool {
        !particles.contains(word) && particles.contains(word.lowercased()[...])
    }

    /// Whether nothing tells whether a word is a small one of the family name.
    static func hasOpenParticle(_ text: String) -> Bool { text.split(separator: " ").contains(where: mayBeParticle) }

    /// By the words in capitals that stand together at one end, the small words before them aside.
    private static func byCapitals(_ words: [Substring]) -> PersonName? {
        guard let first = words.firstIndex(where: isInCapitals) else { return nil }
        let end = words[first...].firstIndex { !isInCapitals($0) } ?? words.count
        guard !words[end...].contains(where: isInCapitals) else { return nil }
        let start = first - words[..<first].reversed().prefix { particles.contains($0) }.count
        switch (start, end) {
        // Whose `van` it is in `BERG van der Jan` nothing tells.
        case (0, ..<words.count): return particles.contains(words[end]) ? nil : cut(words, at: end, .familyFirst)
        case (1..., words.count): return cut(words, at: start, .givenFirst)
        default: return nil
        }
    }

    private static func cut(_ words: [Substring], at index: Int, _ order: NameOrder) -> PersonName {
        let (first, last) = (joined(words[..<index]), joined(words[index...]))
        return order == .familyFirst ? PersonName(given: last, family: first) : PersonName(given: first, family: last)
    }

    /// The small words of family names, in the languages of people who move.
    private static let particles: Set<Substring> = [
        "af", "al", "av", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la", "le",
        "ten", "ter", "van", "von", "zu", "zum", "zur",
    ]

    /// Whether there is a title, or a remark in brackets.
    static func hasMore(_ text: String) -> Bool {
        if text.utf8.contains(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") }) { return true }
        return text.split { $0 == " " || $0 == "," }.contains(where: isTitle)
    }

    /// Most titles are told by their point: `Ing` alone may be a name.
    private static func isTitle(_ word: Substring) -> Bool {
        let hasPoint = word.utf8.contains(UInt8(ascii: "."))
        guard hasPoint || word.utf8.count == 2 || word.utf8.contains(UInt8(ascii: "-")) else { return false }
        let pieces = String(word).folded.split(separator: ".")
        return pieces.contains { hasPoint && titles.contains($0) || titlesWithoutPoint.contains($0) }
    }

    private static let titlesWithoutPoint: Set<Substring> = ["dr", "d-na", "d-ra", "д-р", "г-н", "г-жа", "г-ца"]

    private static let titles: Set<Substring> = [
        "arh", "asist", "av", "conf", "dl", "dna", "doc", "dra", "drd", "ec", "farm", "hab", "ing", "inz", "jr", "jur",
        "lect", "lic", "med", "mgr", "mr", "mrs", "ms", "prof", "sr", "арх", "доц", "инж", "проф",
    ]

    /// Two letters at least, all of them capitals: an initial tells nothing.
    private static func isInCapitals(_ word: Substring) -> Bool {
        word.count(where: \.isLetter) >= 2 && word.allSatisfy { !$0.isLetter || $0.isUppercase }
    }

    private static func joined(_ words: some Sequence<Substring>) -> String { words.joined(separator: " ") }

    private static func trimmed(_ text: Substring) -> String { joined(text.split(separator: " ")) }
}
