public import Store

/// What a login may do.
public enum Role: String, Hashable, Sendable, Codable, CaseIterable {
    /// A person with a subscription.
    case member
    /// HR of one employer.
    case hr
    /// The desk of one location.
    case desk
    /// The operator's staff.
    case `operator`

    /// Whose logins it belongs to.
    public var realm: Realm { self == .member ? .member : .staff }
    /// Whether signing in takes a second factor.
    public var needsSecondFactor: Bool { self == .operator }
}

/// Members and staff have logins apart: one e-mail address may be both somebody's member login and their HR login.
public enum Realm: String, Hashable, Sendable, Codable, CaseIterable {
    /// Members.
    case member
    /// HR, desks and operators.
    case staff
}

extension Role: TextStorable {
    /// Reads `hr`.
    public init?(stored text: String) { self.init(rawValue: text) }
    /// As `hr`.
    public var description: String { rawValue }
}

extension Realm: TextStorable {
    /// Reads `member`.
    public init?(stored text: String) { self.init(rawValue: text) }
    /// As `member`.
    public var description: String { rawValue }
}

extension IdentifierKind: TextStorable {
    /// Reads `email`.
    public init?(stored text: String) { self.init(rawValue: text) }
    /// As `email`.
    public var description: String { rawValue }
}
