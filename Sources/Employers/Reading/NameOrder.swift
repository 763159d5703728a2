/// Which name comes first where one column holds both; the raw value is that of `?names=`.
public enum NameOrder: String, CaseIterable, Hashable, Sendable, Codable {
    /// Popescu Ion Maria.
    case familyFirst = "family-first"
    /// Ion Maria Popescu.
    case givenFirst = "given-first"
}
