import Kernel

/// The code on a slip: twelve characters of Crockford's base32, sixty bits; no letter can be taken for a digit.
struct SlipCode {
    /// Twelve characters.
    let text: String

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// A new one.
    init(random: any RandomSource) {
        var bits = random.next()
        var characters: [Character] = []
        for _ in 0..<12 {
            characters.append(Self.alphabet[Int(bits & 31)])
            bits >>= 5
        }
        text = String(characters)
    }

    /// Reads what somebody typed from the slip: case, dashes and spaces don't matter, and what looks alike is alike.
    init?(reading typed: String) {
        let compact = PeopleRules.compactCode(typed)
            .replacing("O", with: "0").replacing("I", with: "1").replacing("L", with: "1")
        guard compact.count == 12, compact.allSatisfy(Self.alphabet.contains) else { return nil }
        text = compact
    }

    /// As it is printed: `7KQ2-M9XD-4HTN`.
    var printed: String { "\(text.prefix(4))-\(text.dropFirst(4).prefix(4))-\(text.suffix(4))" }
}
