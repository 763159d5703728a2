public import Store

/// What a family member is to the employee.
public enum Relation: String, CaseIterable, Hashable, Sendable, Codable {
    /// Married.
    case spouse
    /// Living together.
    case partner
    /// A child, of whatever age.
    case child
    /// Mother or father.
    case parent
    /// Sister or brother.
    case sibling
    /// Any other.
    case other
}

extension Relation: TextStorable {
    /// Reads `spouse`.
    public init?(stored text: String) { self.init(rawValue: text) }
    /// As `spouse`.
    public var description: String { rawValue }
}
