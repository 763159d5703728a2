public import Kernel

/// A national id number, checked by the rules of its country and written in one way.
///
/// Known are RO (CNP), BG (EGN), PL (PESEL), SE (personnummer), FI (HETU) and IR (national code); any other country's
/// number is taken as 4 to 20 letters and digits. Kept encrypted and found by a keyed index, never as it is.
public struct NationalID: Hashable, Sendable {
    /// Whose rules it follows.
    public let country: Country
    /// Normalized: digits (SE with the century, twelve of them), or capital letters and digits.
    public let text: String
    /// The birth date that it tells, where it tells one.
    public let birthDate: Day?

    /// Reads a number as somebody typed it.
    ///
    /// - Parameter today: settles the century where a number leaves it out (SE with ten digits, residents of RO): the
    ///   birth is the latest that isn't after this day.
    public init(reading typed: String, country: Country, today: Day? = nil) throws(IdentifierFailure) {
        let text = typed.plain
        try self.init(plain: text.utf8.span, country: country, today: today)
    }

    /// Reads the UTF-8 of a cell.
    public init(reading typed: Span<UInt8>, country: Country, today: Day? = nil) throws(IdentifierFailure) {
        guard typed.isPlain else {
            try self.init(reading: String(typed), country: country, today: today)
            return
        }
        try self.init(plain: typed, country: country, today: today)
    }

    private init(plain typed: Span<UInt8>, country: Country, today: Day?) throws(IdentifierFailure) {
        guard !typed.isEmpty else { throw .empty }
        guard typed.count <= 40 else { throw .tooLong }
        if typed.looksScientific { throw .scientificNotation }
        if typed.looksLikeDate { throw .looksLikeDate }
        var capitals = InlineArray<40, UInt8>(repeating: 0)
        var count = 0
        for index in typed.indices where typed[index] != UInt8(ascii: " ") {
            capitals[count] = typed[index].uppercasedASCII
            count += 1
        }
        let compact = capitals.span.extracting(0..<count)
        let latest = today ?? Self.baseline
        self.country = country
        (text, birthDate) =
            switch country.code {
            case "RO": try NationalIDRules.romanian(compact, latest: latest)
            case "BG": try NationalIDRules.bulgarian(compact)
            case "PL": try NationalIDRules.polish(compact)
            case "SE": try NationalIDRules.swedish(compact, latest: latest)
            case "FI": try NationalIDRules.finnish(compact)
            case "IR": try NationalIDRules.iranian(compact)
            default: try NationalIDRules.other(compact)
            }
    }

    /// The last day of the year that this was written in; callers who know the day pass it.
    private static let baseline = Day(daysSinceEpoch: 20_818)
}
