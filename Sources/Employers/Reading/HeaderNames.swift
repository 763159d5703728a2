import Kernel

/// The names that HR's programs and HR's people write above the columns, in the languages of B2.
///
/// Compared without case, diacritics, punctuation and the asterisk or bracketed remark that templates add. Within a
/// column the better name comes first: a file with both `Telefon` and `Telefon mobil` means the latter. A header may hold
/// one name in each of two languages, `Marca / Employee no.`
enum HeaderNames {
    /// The name as it is compared: `Data nașterii *` is `data nasterii`.
    static func normalized(_ header: String) -> String {
        var text = header
        if let bracket = text.firstIndex(where: { $0 == "(" || $0 == "[" }), bracket != text.startIndex {
            text = String(text[..<bracket])
        }
        let plain = text.folded.replacing("№", with: " номер ").unicodeScalars.map { scalar -> Character in
            switch scalar {
            // Windows keyboards write the Arabic letters for the Persian ones.
            case "\u{64A}", "\u{649}": "\u{6CC}"
            case "\u{643}": "\u{6A9}"
            default:
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    ? Character(scalar.withASCIIDigit) : " "
            }
        }
        let words = String(plain).split(separator: " ")
        // An abbreviation with its dots: C.N.P.
        return words.joined(separator: words.allSatisfy { $0.count == 1 } ? "" : " ")
    }

    /// A column and how good a name it is, 0 the best.
    struct Match: Hashable {
        let column: RosterColumn
        let rank: Int
    }

    /// What column a header names; nil for a column that isn't ours.
    ///
    /// - Parameter isBilingual: whether most headers of the row have two names. Then one that we know tells what the other
    ///   says; a single `Marca / Model` would be two things.
    static func match(_ header: String, isBilingual: Bool) -> Match? {
        matchWhole(header) ?? matchHalves(header, isBilingual: isBilingual)
    }

    private static func matchWhole(_ header: String) -> Match? {
        let name = normalized(header)
        guard !name.isEmpty else { return nil }
        if let exact = known[name] { return exact }
        // A slip of the finger in a long name still names it; in a short one it would name something else.
        guard name.count >= 6 else { return nil }
        let close = known.filter { abs($0.key.count - name.count) <= 1 && $0.key.count >= 6 && isSlip($0.key, name) }
        guard let first = close.values.min(by: { $0.rank < $1.rank }),
            close.values.allSatisfy({ $0.column == first.column })
        else { return nil }
        // Any name that is spelt right is better.
        return Match(column: first.column, rank: first.rank + 1000)
    }

    /// What the names on both sides of a slash mean, if they mean one thing.
    private static func matchHalves(_ header: String, isBilingual: Bool) -> Match? {
        let names = halves(header)
        let matches = names.compactMap { known[$0] }
        guard names.count > 1, let best = matches.min(by: { $0.rank < $1.rank }),
            matches.allSatisfy({ $0.column == best.column })
        else { return nil }
        let others = names.filter { known[$0] == nil }
        let isName = best.column == .givenName || best.column == .familyName
        // Any header that we know whole is better; and one of which we know both halves.
        if others.allSatisfy({ isName && knownLooseNames.contains($0) }) {
            return Match(column: best.column, rank: best.rank + 500)
        }
        guard isBilingual, others.allSatisfy({ !knownFullNames.contains($0) && !knownLooseNames.contains($0) })
        else { return nil }
        return Match(column: best.column, rank: best.rank + 2000)
    }

    /// Whether most headers of a row have two names.
    static func areBilingual(_ headers: [String]) -> Bool {
        let named = headers.map { halves($0).count }.filter { $0 > 0 }
        return 2 * named.count { $0 > 1 } > named.count
    }

    private static func halves(_ header: String) -> [String] {
        header.split { $0 == "/" || $0 == "|" }.map { normalized(String($0)) }.filter { !$0.isEmpty }
    }

    /// Whether a header names a column of given and family name together.
    static func isFullName(_ header: String) -> Bool { consists(of: knownFullNames, header) }

    /// Whether a header may name such a column, or one of the two names.
    static func isLooseName(_ header: String) -> Bool { consists(of: knownLooseNames, header) }

    private static func consists(of known: Set<String>, _ header: String) -> Bool {
        if known.contains(normalized(header)) { return true }
        let names = halves(header)
        return names.count > 1 && names.allSatisfy(known.contains)
    }

    private static let knownFullNames = Set(fullNames.map(normalized))
    private static let knownLooseNames = Set(looseNames.map(normalized))

    private static let known: [String: Match] = {
        var known: [String: Match] = [:]
        for (column, names) in table {
            for (rank, name) in ([column.rawValue] + names).enumerated() {
                let match = Match(column: column, rank: rank)
                if known[normalized(name)] == nil { known[normalized(name)] = match }
            }
        }
        return known
    }()

    /// Whether one name is the other but for one slip of the finger: in a word that has four letters either way, or in a space.
    /// `Data CO`, a leave, is no slip of `Data do`.
    private static func isSlip(_ left: String, _ right: String) -> Bool {
        let (a, b) = (left.split(separator: " "), right.split(separator: " "))
        guard a.count == b.count else { return a.joined() == b.joined() }
        let different = zip(a, b).filter { $0 != $1 }
        guard different.count == 1, let (one, other) = different.first else { return false }
        return min(one.count, other.count) >= 4 && isOneSlip(String(one), String(other))
    }

    /// Whether one text becomes the other by one letter changed, added, left out or swapped with its neighbour.
    static func isOneSlip(_ left: String, _ right: String) -> Bool {
        var (a, b) = (Array(left)[...], Array(right)[...])
        while let first = a.first, first == b.first {
            a.removeFirst()
            b.removeFirst()
        }
        while let last = a.last, last == b.last {
            a.removeLast()
            b.removeLast()
        }
        switch (a.count, b.count) {
        case (0...1, 0...1): return true
        case (2, 2): return a.first == b.last && a.last == b.first
        default: return false
        }
    }
}
