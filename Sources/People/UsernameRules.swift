import Kernel

/// How usernames are made of names.
enum UsernameRules {
    /// The candidate of an attempt: `ion.popescu` first, then with two to five random digits at its end.
    ///
    /// - Parameter bytes: four random bytes, but for the first attempt.
    static func candidate(given: String, family: String, attempt: Int, _ bytes: [UInt8]) -> Username? {
        let given = letters(of: given.folded.split(whereSeparator: { $0 == " " || $0 == "-" }).first ?? "")
        let family = letters(of: family.folded[...])
        // Names written in another script leave no letters of ours.
        var text = [given, family].filter { !$0.isEmpty }.joined(separator: ".")
        if text.utf8.count < 3 { text = "membru" }
        text = String(text.prefix(40))
        if attempt > 0 {
            let number = bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            let digits = min(2 + attempt / 4, 5)
            let range = [100, 1000, 10_000, 100_000][digits - 2] as UInt32
            let suffix = String(number % range)
            text += String(repeating: "0", count: digits - suffix.count) + suffix
        }
        do { return try Username(reading: text) } catch { return nil }
    }

    private static func letters(of name: Substring) -> String {
        String(name.filter { $0.isASCII && $0.isLetter })
    }
}
